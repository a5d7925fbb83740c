import type { Bilingual } from '../base/bilingual.ts';
import { unreachable } from '../base/unreachable.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { RunEvent } from '../model/event.ts';
import type { Journal } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { PersonDesk } from '../model/verb.ts';
import type { DriverProcess } from './driver-process.ts';
import type { FromDriver } from './driver-protocol.ts';
import { identifyDeployment } from './identify.ts';
import { openedEvent } from './plan.ts';
import { text } from './text.ts';

export type Supervision = {
  readonly plan: Plan;
  readonly runId: string;
  readonly version: string;
  readonly journal: Journal;
  readonly journalFile: string;
  readonly lockFolder: string;
  /** Where the driver writes evidence; it exists. */
  readonly runFolder: string;
  readonly driver: DriverProcess;
  readonly clock: Clock;
  readonly person: PersonDesk;
  /** Told of every durable event, for the terminal. */
  readonly onEvent: (event: RunEvent) => void;
  /** Fires once for a polite stop; a second request ends the driver at once. */
  readonly stopRequests: StopRequests;
};

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
  record(openedEvent(plan, { version: work.version, door: 'run' }));
  const atStart = identifyDeployment(plan.target).then((found) => {
    record({ kind: 'target.identified', at: 'start', fingerprint: found.fingerprint, source: found.source });
  });
  driver.send({
    kind: 'start',
    plan,
    runId,
    journalFile: work.journalFile,
    lockFolder: work.lockFolder,
    runFolder: work.runFolder,
  });
  const end = await follow(work, record);
  await atStart;
  if (end !== null) record(end);
  const found = await identifyDeployment(plan.target);
  record({ kind: 'target.identified', at: 'end', fingerprint: found.fingerprint, source: found.source });
}

/** Follows the driver to its end. Returns what must be recorded when that end was not a good one. */
async function follow(work: Supervision, record: (event: RunEvent) => void): Promise<RunEvent | null> {
  const { driver, clock } = work;
  let lastSign = clock.elapsed();
  let done = false;
  let fatal: Bilingual | null = null;
  let silent = false;
  driver.onMessage((message: FromDriver) => {
    lastSign = clock.elapsed();
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
        done = true;
        return;
      case 'fatal':
        fatal = message.message;
        return;
      default:
        unreachable(message);
    }
  });
  const watch = setInterval(() => {
    if (clock.elapsed() - lastSign < limits.driverSilenceMs) return;
    silent = true;
    driver.kill();
  }, 1_000);
  let grace: NodeJS.Timeout | undefined;
  work.stopRequests.onRequest((by, count) => {
    if (count > 1) return driver.kill();
    record({ kind: 'run.aborting', by, message: text.aborted({ by }) });
    driver.send({ kind: 'abort', by });
    grace = setTimeout(() => driver.kill(), stopGraceMs(work.plan));
  });
  const { pid, exitCode, signal } = await driver.ended;
  clearInterval(watch);
  clearTimeout(grace);
  if (done && exitCode === 0) return null;
  const how = signal ?? `exit ${exitCode}`;
  const message = silent
    ? text.driverSilent({ seconds: limits.driverSilenceMs / 1000 })
    : (fatal ?? text.driverLost({ how }));
  return { kind: 'driver.lost', pid, exitCode, signal, message };
}

/** A stopping driver may first finish a money step and clean up; after that it is ended. */
function stopGraceMs(plan: Plan): number {
  const money = plan.sections.flatMap((section) => section.steps).filter((step) => step.effect === 'money');
  return limits.abortGraceMs * 2 + Math.max(0, ...money.map((step) => step.timeoutMs));
}

async function answer(work: Supervision, ask: Extract<FromDriver, { kind: 'ask' }>): Promise<void> {
  const given = await work.person.ask({
    instruction: ask.instruction,
    expected: ask.expected,
    timeoutMs: ask.timeoutMs,
  });
  work.driver.send({ kind: 'answer', question: ask.question, answer: given });
}
