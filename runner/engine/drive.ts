import type { Browser } from 'playwright';
import { Bug } from '../base/assert.ts';
import { systemClock } from '../base/clock.ts';
import { expectations } from '../expectations/index.ts';
import { acquireLock } from '../journal/lock.ts';
import { openJournal } from '../journal/store.ts';
import type { RunEvent } from '../model/event.ts';
import type { OwnTraffic } from '../network/own-traffic.ts';
import { createNetworkWall } from '../network/wall.ts';
import { verbs } from '../verbs/index.ts';
import type { Questions } from './ask-supervisor.ts';
import { launchBrowser, type BrowserWish, type FoundBrowser } from './browser.ts';
import { keepBrowser } from './browser-keeper.ts';
import { driverDoor } from './driver-door.ts';
import type { FromDriver, ToDriver } from './driver-protocol.ts';
import { driverLock } from './locks.ts';
import { createSecrets, environmentRedactor } from './secrets.ts';
import { runTracks } from './tracks.ts';

type Start = Extract<ToDriver, { kind: 'start' }>;

export type Launched = { readonly found: FoundBrowser; readonly browser: Browser; readonly own: OwnTraffic };

/** What the driver process holds already when its run begins. */
export type Driving = {
  readonly wish: BrowserWish;
  readonly launching: Promise<Launched>;
  readonly questions: Questions;
  readonly abort: AbortSignal;
  readonly abortedBy: () => string;
  readonly send: (message: FromDriver) => void;
};

/**
 * One run, from its start to the last word of its tracks. A file of its own: it brings everything that steps need, and is loaded
 * while the browser starts.
 */
export async function drive(
  start: Start,
  { wish, launching, questions, abort, abortedBy, send }: Driving,
): Promise<void> {
  const { plan, runId } = start;
  const redactor = environmentRedactor(process.env);
  const lock = acquireLock(start.lockFolder, driverLock(runId));
  if (lock === null) throw new Bug(`another driver holds run ${runId}`);
  const journal = openJournal(start.journalFile, { clock: systemClock, redactor });
  const record = (event: RunEvent): void => {
    journal.append(runId, event);
    send({ kind: 'event', event });
  };
  // Between the supervisor's death and this line another start may have closed the run; nothing may be done in its name then.
  if (journal.events(runId).some(({ event }) => event.kind === 'run.closed')) throw new Bug(`run ${runId} is closed`);
  record({ kind: 'driver.started', pid: process.pid });
  const secrets = createSecrets(process.env, redactor);
  const { found, browser, own } = await launching;
  const wall = createNetworkWall({ target: plan.target, record, env: process.env, own });
  const keeper = keepBrowser({
    first: browser,
    relaunch: () => launchBrowser(found, wish, own),
    executable: found.executable,
    headed: wish.headed || wish.debug,
    plan,
    clock: systemClock,
    record,
    wall,
  });
  const door = driverDoor(start, {
    journal,
    redactor,
    secrets,
    abort,
    abortedBy,
    personFor: (step) => questions.desk(step, record),
    noticed: (event) => send({ kind: 'event', event }),
  });
  try {
    await runTracks(door, keeper, { verbs, expectations });
  } finally {
    await keeper.close();
    record(wall.compared());
    await own.close();
    journal.close();
    lock.release();
  }
}
