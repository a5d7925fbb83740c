import type { ChildProcess } from 'node:child_process';
import { unreachable } from '../../../runner/base/unreachable.ts';
import { finish, type BuiltCli, type Ended } from '../../kit/built-cli.ts';
import { findLies, readLeft, type Left } from './judge.ts';
import { tellMoment, wait, waitFor, type Moment } from './moments.ts';
import { browserOf, driverOf, listProcesses, signal } from './processes.ts';
import { makeProject, type Project } from './project.ts';
import { startWitness } from './witness.ts';

export const strikes = ['driver', 'browser', 'supervisor', 'SIGTERM', 'SIGINT', 'group SIGINT'] as const;
export type Strike = (typeof strikes)[number];

export type Trial = {
  readonly strike: Strike;
  readonly moment: string;
  /** False when the victim was not there, or not any more: then nothing may have happened to the run. */
  readonly hit: boolean;
  readonly outcome: string;
  readonly problems: readonly string[];
  /** What the command printed, for a person who looks into a problem. */
  readonly words: string;
};

/** No command may take longer, whatever was done to it. */
const boundMs = 120_000;
/** A driver that lost its supervisor cleans up in this time. */
const leftoverMs = 60_000;
export const answerMs = 60;
/** The step that the next run runs; what the shop saw of it says nothing of the run before. */
const nextStep = 'LAST-5';

/** One run in a folder of its own, one strike, and what was left of it. `next` is the command that must close what was cut. */
export async function runTrial(
  cli: BuiltCli,
  checklist: string,
  plan: { readonly strike: Strike; readonly moment: Moment; readonly next: 'recover' | 'run' },
): Promise<Trial> {
  const witness = await startWitness(answerMs);
  const project = makeProject(cli, checklist, witness.url);
  try {
    const child = project.start(['run', 'checklist.yaml', '--tracks', '2']);
    const ending = finish(child);
    await waitFor(plan.moment, project, witness, ending);
    const hit = strikeAt(child, plan.strike);
    const ended = await withBound(ending, child);
    // A `run` starts at once, while a driver that lost its supervisor may still clean up; `recover` comes when it is gone.
    const early = plan.next === 'run' ? await closeAfter(project, plan, hit) : [];
    const leftovers = await leftoversOf(cli, project);
    const closing = plan.next === 'recover' ? await closeAfter(project, plan, hit) : early;
    const left = readLeft(project);
    const problems = [
      ...(ended === null ? ['the command hung'] : endLies(ended, left, plan.strike, hit)),
      ...leftovers.map((words) => `left running: ${words}`),
      ...closing,
      ...findLies(left, witness, plan.next === 'run' && hit ? nextStep : null),
      ...(await verifyLies(project, left)),
    ];
    return {
      strike: plan.strike,
      moment: tellMoment(plan.moment),
      hit,
      outcome: outcomeOf(ended, left),
      problems,
      words: wordsOf(ended),
    };
  } finally {
    await witness.stop();
    project.remove();
  }
}

function strikeAt(child: ChildProcess, strike: Strike): boolean {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
  const driver = strike === 'driver' || strike === 'browser' ? driverOf(pid) : undefined;
  switch (strike) {
    case 'driver':
      return driver !== undefined && signal(driver.pid, 'SIGKILL');
    case 'browser': {
      const browser = driver === undefined ? undefined : browserOf(driver.pid);
      return browser !== undefined && signal(browser.pid, 'SIGKILL');
    }
    case 'supervisor':
      return signal(pid, 'SIGKILL');
    case 'SIGTERM':
    case 'SIGINT':
      return signal(pid, strike);
    case 'group SIGINT':
      return signal(-pid, 'SIGINT');
    default:
      return unreachable(strike);
  }
}

async function withBound(ending: Promise<Ended>, child: ChildProcess): Promise<Ended | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => (timer = setTimeout(() => done(null), boundMs)));
  const ended = await Promise.race([ending, late]);
  clearTimeout(timer);
  if (ended === null && child.pid !== undefined) signal(child.pid, 'SIGKILL');
  return ended;
}

/** Waits for what was started here to end by itself; ends what does not, and tells it. The folders' names are on every command line. */
async function leftoversOf(cli: BuiltCli, project: Project): Promise<readonly string[]> {
  const own = (): ReturnType<typeof listProcesses> =>
    listProcesses().filter(({ words }) => words.includes(project.folder) || words.includes(cli.folder));
  for (let waited = 0; waited < leftoverMs && own().length > 0; waited += 100) await wait(100);
  return own().map(({ pid, words }) => {
    signal(pid, 'SIGKILL');
    return words.slice(0, 120);
  });
}

async function closeAfter(
  project: Project,
  { strike, next }: { readonly strike: Strike; readonly next: 'recover' | 'run' },
  hit: boolean,
): Promise<readonly string[]> {
  if (strike !== 'supervisor' || !hit) return [];
  const args = next === 'recover' ? ['recover'] : ['run', 'checklist.yaml', '--only', nextStep];
  const closed = await project.command(args);
  return closed.code === 0 ? [] : [`${next} exited with ${closed.code}: ${closed.stderr}${closed.stdout}`];
}

function endLies(ended: Ended, left: Left, strike: Strike, hit: boolean): readonly string[] {
  const { code, signal: by, stderr } = ended;
  if (/^\s+at .+:\d+:\d+\)?$/m.test(stderr)) return [`a stack trace: ${stderr.slice(0, 600)}`];
  // A process may end by itself in the moment in which it is struck.
  if (strike === 'supervisor' && hit && by === 'SIGKILL') return [];
  // The shell's own answer to a signal that comes before a line of the program has run.
  if (by !== null && left.runId === null && `${ended.stdout}${stderr}` === '' && strike.endsWith(by)) return [];
  if (by !== null) return [`ended by ${by}`];
  const stopped = left.events.some(({ kind }) => kind === 'run.aborting');
  if (left.doc !== null) {
    const right = stopped ? 130 : left.doc.exitCode;
    return code === right ? [] : [`exit code ${code}; the report says ${left.doc.exitCode}: ${stderr.slice(0, 600)}`];
  }
  // A browser that dies while it starts looks like one that cannot start.
  const expected = strike === 'driver' ? [4] : strike === 'browser' ? [2, 4] : [130];
  const said = stderr.trim() === '' ? ['it ended without a word'] : [];
  return code !== null && expected.includes(code)
    ? said
    : [`exit code ${code} instead of ${expected.join(' or ')}: ${stderr.slice(0, 600)}`, ...said];
}

async function verifyLies(project: Project, left: Left): Promise<readonly string[]> {
  const [folder] = left.folders;
  if (folder === undefined) return [];
  const verified = await project.command(['verify', folder, '--trust', project.trust]);
  return verified.code === 0 ? [] : [`verify exited with ${verified.code}: ${verified.stdout}${verified.stderr}`];
}

function outcomeOf(ended: Ended | null, { doc }: Left): string {
  const end = ended === null ? 'hung' : (ended.signal ?? `exit ${ended.code}`);
  if (doc === null) return `${end}, no run`;
  const counts = Object.entries(doc.summary).filter(([name, count]) => name !== 'total' && count > 0);
  return `${end}, ${doc.verdict} by ${doc.ending.by}: ${counts.map(([name, count]) => `${count} ${name}`).join(', ')}`;
}

function wordsOf(ended: Ended | null): string {
  return ended === null ? '' : `${ended.stdout}${ended.stderr}`;
}
