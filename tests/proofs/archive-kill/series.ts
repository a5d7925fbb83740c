import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltCli } from '../../kit/built-cli.ts';
import { done, settingsOf, type Operation } from './operations.ts';
import { openProject, type Project } from './project.ts';
import { struck, undisturbed, type Trial } from './trial.ts';
import { startWorld } from './world.ts';

/** Which strikes of an operation of so many steps are tried, each a list: the second one strikes the completing start. */
export type Choose = (steps: number) => readonly (readonly number[])[];

export type Series = {
  readonly operations: readonly Operation[];
  readonly choose: Choose;
  /** So many operations at once, each in a folder of its own. */
  readonly lanes: number;
};

/** Tries every operation. Tells each trial as it ends. */
export async function runSeries(
  cli: BuiltCli,
  { operations, choose, lanes }: Series,
  tell: (trial: Trial, steps: number) => void,
): Promise<readonly Trial[]> {
  const root = mkdtempSync(join(tmpdir(), 'postflight-archive-kill-'));
  const left = operations.values();
  const trials: Trial[] = [];
  const lane = async (_: unknown, number: number): Promise<void> => {
    const folder = join(root, `lane-${number}`);
    mkdirSync(folder);
    const world = await startWorld(folder);
    try {
      const project = openProject(cli, folder, world);
      await twoReports(project);
      project.save('two-reports');
      for (const operation of left)
        await tryOne(project, operation, choose, (trial, steps) => {
          trials.push(trial);
          tell(trial, steps);
        });
    } finally {
      await world.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
    return trials;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function tryOne(
  project: Project,
  operation: Operation,
  choose: Choose,
  tell: (trial: Trial, steps: number) => void,
): Promise<void> {
  project.restore('two-reports');
  await operation.prepare(project);
  project.save('prepared');
  const { steps, left } = await undisturbed(project, operation);
  for (const strikes of choose(steps)) tell(await struck(project, operation, { strikes, wanted: left }), steps);
}

/** Keys, an authority and two sealed, stamped reports, `…aaaaaa` and `…bbbbbb`. */
async function twoReports(project: Project): Promise<void> {
  await done(project, ['keys', 'init']);
  project.configure(settingsOf(project));
  await done(project, ['keys', 'trust', '--tsa', project.world.authority.chainFile]);
  project.leaveRun('aaaaaa');
  project.leaveRun('bbbbbb');
  await done(project, ['recover']);
}
