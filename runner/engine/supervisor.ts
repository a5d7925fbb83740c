import { mkdirSync } from 'node:fs';
import type { Bilingual } from '../base/bilingual.ts';
import { unreachable } from '../base/unreachable.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { ApprovedBefore } from '../model/freeze.ts';
import type { RunEvent } from '../model/event.ts';
import type { Journal } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { PersonDesk } from '../model/verb.ts';
import type { DriverEnd, DriverProcess } from './driver-process.ts';
import type { FromDriver } from './driver-protocol.ts';
import { identifiedEvent, identifyDeployment } from './identify.ts';
import { openedEvent } from './plan.ts';
import { standingOn } from './standing.ts';
import { watchSilence } from './silence.ts';
import { stopGraceMs } from './stop-grace.ts';
import { text } from './text.ts';

export type Supervision = {
  readonly plan: Plan;
  readonly runId: string;
  readonly version: string;
  readonly journal: Journal;
  readonly journalFile: string;
  readonly lockFolder: string;
  /** Where the driver writes evidence; made once the run is open, so that no folder stands without its run. */
  readonly runFolder: string;
  readonly driver: Pick<DriverProcess, 'send' | 'onMessage' | 'ended' | 'kill'>;
  readonly clock: Clock;
  readonly person: PersonDesk;
  /** The last approved report of this checklist, and what changed since. */
  readonly approved?: ApprovedBefore | null;
  /** Told of every durable event, for the terminal. */
  readonly onEvent: (event: RunEvent) => void;
  readonly stopRequests: StopRequests;
};

/** Requests to stop, those included that came before anybody listened. `count` is 1 for the polite one; a second ends the driver at once. */
export type StopRequests = { onRequest(listener: (by: string, count: number) => void): void };

/**
 * Owns the life of one run: opens it, follows its driver until it is done, lost or silent, and leaves the journal with
 * nothing unsaid. The caller closes the run (finish-run.ts). Outlives driver and browser; its own death is closed by the next start.
 */
export async function supervise(work: Supervision): Promise<void> {
  const { plan, journal, runId, driver } = work;
  const record = (event: RunEvent): void => {
    journal.append(runId, event);
    work.onEvent(event);
  };
  record(openedEvent(plan, { version: work.version, door: 'run', approved: work.approved ?? null }));
  record(standingOn(journal, 'start', { targetId: plan.target.id, runId }));
  mkdirSync(work.runFolder, { recursive: true });
  let over = false;
  const atStart = identifyDeployment(plan.target).then((found) => {
    if (!over) record(identifiedEvent('start', found));
  });
  // Awaited below; until then nobody may be surprised by its failure.
  atStart.catch(() => undefined);
  driver.send({
    kind: 'start',
    plan,
    runId,
    journalFile: work.journalFile,
    lockFolder: work.lockFolder,
    runFolder: work.runFolder,
  });
  const end = await follow(work, record);
  over = end.stopped;
  if (end.lost !== null) record(end.lost);
  // Who wants to stop waits for no more answers of the shop; the verdict of a stopped run does not hang on them.
  if (end.stopped) return;
  await atStart;
  record(identifiedEvent('end', await identifyDeployment(plan.target)));
}

type Followed = {
  /** What must be recorded when the driver's end was not a good one. */
  readonly lost: Extract<RunEvent, { kind: 'driver.lost' }> | null;
  readonly stopped: boolean;
};

type Progress = { done: boolean; fatal: Bilingual | null; silent: boolean; stopped: boolean; trouble: unknown };

/** Follows the driver to its end, and ends it when it is told to stop, falls silent, or the journal can no longer be written. */
async function follow(work: Supervision, record: (event: RunEvent) => void): Promise<Followed> {
  const { driver } = work;
  const progress: Progress = { done: false, fatal: null, silent: false, stopped: false, trouble: null };
  const silence = watchSilence(work.clock);
  driver.onMessage((message) => {
    silence.heard();
    hear(work, message, progress);
  });
  const watch = setInterval(() => {
    if (!silence.isSilent()) return;
    progress.silent = true;
    driver.kill();
  }, 1_000);
  let grace: NodeJS.Timeout | undefined;
  let ended = false;
  work.stopRequests.onRequest((by, count) => {
    if (count > 1) return driver.kill();
    // What comes after the driver's end changes nothing of what was done, and the run may be closed by then.
    if (ended || progress.done) return;
    progress.stopped = true;
    try {
      record({ kind: 'run.aborting', by, message: text.aborted({ by }) });
    } catch (trouble) {
      // A signal's listener has no caller to tell; the driver is stopped all the same.
      progress.trouble = trouble;
    }
    driver.send({ kind: 'abort', by });
    grace = setTimeout(() => driver.kill(), stopGraceMs(work.plan));
  });
  const end = await driver.ended;
  ended = true;
  clearInterval(watch);
  clearTimeout(grace);
  if (progress.trouble !== null) throw progress.trouble;
  return { lost: progress.done ? null : lostEvent(end, progress), stopped: progress.stopped };
}

function lostEvent({ pid, exitCode, signal }: DriverEnd, { silent, fatal }: Progress): Followed['lost'] {
  const message = silent
    ? text.driverSilent({ seconds: limits.driverSilenceMs / 1000 })
    : (fatal ?? text.driverLost({ how: signal ?? `exit ${exitCode}` }));
  return { kind: 'driver.lost', pid, exitCode, signal, message };
}

function hear(work: Supervision, message: FromDriver, progress: Progress): void {
  switch (message.kind) {
    case 'event':
      work.onEvent(message.event);
      return;
    case 'alive':
    case 'devices':
    case 'ready':
      return;
    case 'ask':
      void answer(work, message);
      return;
    case 'done':
      progress.done = true;
      return;
    case 'fatal':
      progress.fatal = message.message;
      return;
    default:
      unreachable(message);
  }
}

async function answer(work: Supervision, ask: Extract<FromDriver, { kind: 'ask' }>): Promise<void> {
  const { question, instruction, expected, timeoutMs } = ask;
  const given = await work.person.ask({ instruction, expected, timeoutMs }).catch((error: unknown) => ({
    kind: 'nobody' as const,
    message: text.toolError({ why: error instanceof Error ? error.message : String(error) }),
  }));
  work.driver.send({ kind: 'answer', question, answer: given });
}
