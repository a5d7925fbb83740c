import type { Bilingual } from '../base/bilingual.ts';
import type { StoredEvent } from '../model/event.ts';
import { onCallStream, type OnCall } from '../model/oncall.ts';
import { parseOnCall } from '../model/oncall-json.ts';
import { createDesk } from './desk.ts';
import type { DeskWorld } from './desk-world.ts';
import { startNotices } from './start-notices.ts';
import { text } from './text.ts';

/** How often the journal is asked whether anybody has written; asking costs microseconds. */
const pollMs = 50;
/** Whoever runs a run may take so long to close it after its lock is free. */
const deathGraceMs = 15_000;

export type OnCallWork = Omit<DeskWorld, 'onCall' | 'target' | 'wake'> & {
  readonly onCall: OnCall;
  readonly target: { readonly id: string; readonly title: string };
  /** Whether a supervisor or a driver still works on the run. */
  readonly isRunAlive: () => boolean;
  /** Aborted with the name of the signal as reason. */
  readonly ending: AbortSignal;
  /** Nobody follows a page for ever: so long after the run is over the desk closes. */
  readonly limitMs: number;
  readonly pid: number;
  /** Called once, when there is the first page that somebody may acknowledge. */
  readonly onPage: () => void;
};

/** Whom the stream of a run says to page; null when the run pages nobody. */
export function onCallOf(events: readonly StoredEvent[]): Pick<OnCallWork, 'onCall' | 'target'> | null {
  const opened = events.map(({ event }) => event).find((event) => event.kind === 'oncall.opened');
  if (opened?.kind !== 'oncall.opened') return null;
  const onCall = parseOnCall(opened.settings);
  return onCall === null ? null : { onCall, target: opened.target };
}

/** Follows one run and pages until it is over and everybody is told; the body of `postflight oncall work`. */
export async function workOnCall(work: OnCallWork): Promise<void> {
  const { journal, clock, runId, ending, pid } = work;
  const stream = onCallStream(runId);
  let wake: () => void = () => undefined;
  // Read before the journal is, so that nothing written meanwhile is missed.
  let version = journal.version();
  const desk = createDesk({ ...work, wake: () => wake() });
  journal.append(stream, { kind: 'worker.started', pid });
  journal.appendAll(stream, startNotices(work, journal.events(stream)));
  const over = watchRun(work);
  let why: Bilingual | null = null;
  let hasPage = false;
  while (why === null) {
    const nextMs = desk.tick();
    if (!hasPage && desk.hasPage()) {
      hasPage = true;
      work.onPage();
    }
    const nowMs = clock.now();
    const overForMs = over.forMs(nowMs);
    if (overForMs !== null && overForMs >= deathGraceMs) desk.died();
    if (ending.aborted) why = text.stoppedSignal({ signal: String(ending.reason) });
    else if (desk.isDone()) why = text.stoppedDone();
    else if (overForMs !== null && overForMs >= work.limitMs && desk.underWay() === 0) why = text.stoppedLimit();
    else {
      const untilMs = Math.min(nextMs ?? Infinity, over.lookMs());
      await changed({ journal, version, untilMs, clock, ending, listen: (listener) => (wake = listener) });
      version = journal.version();
    }
  }
  // What has left the machine is waited for, so that its end stands in the journal.
  await desk.settled();
  journal.append(stream, { kind: 'worker.stopped', pid, why });
}

/** How often the run's locks are looked at, which costs a file. */
const lookEveryMs = 2_000;

/** For how long nobody has worked on the run, null while somebody does; looked at now and then, not at every event. */
function watchRun({ isRunAlive }: OnCallWork): { forMs(nowMs: number): number | null; lookMs(): number } {
  let sinceMs: number | null = null;
  let lookMs = 0;
  return {
    forMs(nowMs) {
      if (nowMs >= lookMs) {
        sinceMs = isRunAlive() ? null : (sinceMs ?? nowMs);
        lookMs = nowMs + lookEveryMs;
      }
      return sinceMs === null ? null : nowMs - sinceMs;
    },
    lookMs: () => lookMs,
  };
}

type Waiting = Pick<OnCallWork, 'journal' | 'clock' | 'ending'> & {
  readonly version: number;
  readonly untilMs: number;
  readonly listen: (listener: () => void) => void;
};

/** Resolves when another process has written, a send has ended, time is up or the end is asked for. */
function changed({ journal, version, untilMs, clock, ending, listen }: Waiting): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearInterval(timer);
      ending.removeEventListener('abort', finish);
      listen(() => undefined);
      resolve();
    };
    const timer = setInterval(() => {
      if (clock.now() >= untilMs || journal.version() !== version) finish();
    }, pollMs);
    listen(finish);
    ending.addEventListener('abort', finish, { once: true });
  });
}
