import { join, resolve } from 'node:path';
import { finish, type BuiltCli } from '../../kit/built-cli.ts';
import { pickMoment, randomNumbers, wait } from './moments.ts';
import { makeProject } from './project.ts';
import { answerMs, runTrial, type Strike, type Trial } from './trial.ts';
import { startWitness } from './witness.ts';

const checklist = join(resolve(import.meta.dirname, '..'), 'kill.yaml');

/** How long a run takes to open here, and how many pages it asks for. Throws when the run that nobody disturbs is not GO. */
export async function measureLife(cli: BuiltCli): Promise<{ readonly openMs: number; readonly pages: number }> {
  const witness = await startWitness(answerMs);
  const project = makeProject(cli, checklist, witness.url);
  try {
    const started = performance.now();
    const ending = finish(project.start(['run', 'checklist.yaml', '--tracks', '2']));
    await Promise.race([witness.hits(1), ending]);
    const openMs = performance.now() - started;
    const { code, stdout, stderr } = await ending;
    if (code !== 0) throw new Error(`a run that nobody disturbed exited with ${code}:\n${stdout}${stderr}`);
    return { openMs, pages: witness.pages.size };
  } finally {
    await witness.stop();
    project.remove();
  }
}

/** Strikes `times` times for each kind, at moments that the seed decides. Tells each trial as it ends. */
export async function runSeries(
  cli: BuiltCli,
  options: { readonly strikes: readonly Strike[]; readonly times: number; readonly seed: number },
  tell: (trial: Trial) => void,
): Promise<readonly Trial[]> {
  const random = randomNumbers(options.seed);
  const life = await measureLife(cli);
  const trials: Trial[] = [];
  for (const strike of options.strikes) {
    for (let time = 0; time < options.times; time += 1) {
      const moment = pickMoment(random, { ...life, sealing: strike !== 'driver' && strike !== 'browser' });
      const next = time % 2 === 0 ? 'recover' : 'run';
      const trial = await runTrial(cli, checklist, { strike, moment, next });
      trials.push(trial);
      tell(trial);
      await wait(0);
    }
  }
  return trials;
}
