import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { openJournal } from '../../runner/journal/store.ts';
import type { RunEvent, StoredEvent } from '../../runner/model/event.ts';
import { root } from '../project.ts';
import { runMeasured, type Measured } from './measured.ts';
import { BenchProblem } from './options.ts';
import type { World } from './world.ts';

export type ChecklistSide = Measured & {
  readonly passed: readonly string[];
  /** From the start of the process to the first step that the journal holds. */
  readonly firstStepMs: number;
  readonly appendMs: readonly number[];
};

const main = [join(root, 'dist', 'runner', 'cli', 'main.js')];
/** Module by module, so that functions can be replaced while they are loaded. */
export const sources: readonly string[] = ['--import', 'tsx', join(root, 'runner', 'cli', 'main.ts')];
export const checklistFile = join('checklists', 'home-shopping.yaml');

/** Runs the checklist with `postflight run`, compiled, from the start of the process to its end, report and signature included. */
export async function runChecklist(ask: {
  readonly world: World;
  readonly folder: string;
  readonly only: readonly string[];
  /** Added to the environment of the run. */
  readonly more?: NodeJS.ProcessEnv;
  /** The program as Node is to start it; the built one by default. */
  readonly program?: readonly string[];
}): Promise<ChecklistSide> {
  const { world, folder, only, more = {}, program = main } = ask;
  const mirror = join(folder, 'mirror');
  mkdirSync(mirror, { recursive: true });
  const state = join(folder, 'state');
  const env = {
    ...process.env,
    ...environmentFor(world),
    POSTFLIGHT_STATE: state,
    POSTFLIGHT_DEMO_MIRROR: mirror,
    POSTFLIGHT_ONCALL_LIMIT: '0',
  };
  const keys = await runMeasured({ args: [...program, 'keys', 'init'], env, log: join(folder, 'keys.log') });
  if (keys.exitCode !== 0) throw new BenchProblem(`keys init failed:\n${keys.lastWords()}`);
  const selection = only.length === 0 ? [] : ['--only', ...only];
  const args = [
    ...program,
    'run',
    checklistFile,
    '--target',
    'demo',
    '--reports',
    join(folder, 'reports'),
    ...selection,
  ];
  const measured = await runMeasured({ args, env: { ...env, ...more }, log: join(folder, 'run.log') });
  const events = readEvents(join(state, 'journal.sqlite'));
  const first = events.find(({ event }) => event.kind === 'step.started');
  if (first === undefined) throw new BenchProblem(`postflight run started no step:\n${measured.lastWords()}`);
  const unhappy = events.flatMap(({ event }) =>
    event.kind === 'step.finished' && event.status !== 'passed' ? [`${event.step} ${event.status}`] : [],
  );
  if (measured.exitCode !== 0 || unhappy.length > 0)
    throw new BenchProblem(`postflight run is not all green (${unhappy.join(', ')}):\n${measured.lastWords()}`);
  return {
    ...measured,
    passed: events.flatMap(({ event }) => (event.kind === 'step.finished' ? [event.step] : [])),
    firstStepMs: Date.parse(first.at) - measured.startedAtMs,
    appendMs: timeAppends(events, join(folder, 'appends.sqlite')),
  };
}

/** What the target `demo` and the demo's key are read from. */
export function environmentFor(world: World): NodeJS.ProcessEnv {
  return {
    POSTFLIGHT_DEMO_SHOP: world.shop,
    POSTFLIGHT_DEMO_GATEWAY: world.gateway,
    POSTFLIGHT_DEMO_GATEWAY_HOST: new URL(world.gateway).host,
    POSTFLIGHT_SECRET_TOSS_TEST_KEY: 'test_sk_demo_sandbox',
    POSTFLIGHT_DEMO_ATTESTATION_KEY: world.attestationKey,
  };
}

function readEvents(file: string): readonly StoredEvent[] {
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  const events = journal.runs().flatMap(({ runId }) => journal.events(runId));
  journal.close();
  return events;
}

/** Appends the run's own events once more to a new journal on the same disk, one at a time, and times each. */
function timeAppends(events: readonly StoredEvent[], file: string): readonly number[] {
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  const timed = events.map(({ event }) => timeAppend((one) => journal.append('run-again', one), event));
  journal.close();
  return timed;
}

function timeAppend(append: (event: RunEvent) => void, event: RunEvent): number {
  const started = performance.now();
  append(event);
  return performance.now() - started;
}
