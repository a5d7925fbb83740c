import type { StoredEvent } from '../model/event.ts';
import { onCallStream, type OnCallEvent } from '../model/oncall.ts';
import type { Alarm } from './alarm.ts';
import { decide } from './decide.ts';
import type { DeskWorld } from './desk-world.ts';
import { holdEndsMs } from './ladder-starts.ts';
import { noticeStates } from './notice-state.ts';
import { createOutageWatch, outageAlarm, takeOutage } from './outage-watch.ts';
import { dueNow, updatedBy } from './outbox.ts';
import { pageRecords, type PageRecord } from './page-record.ts';
import { noticesFor } from './queue.ts';
import { createRunWatch, spokenAlarms, take, takeDeath } from './rules.ts';
import { standingNotices } from './standing-notices.ts';
import { prepareTry } from './send.ts';
import { earliest } from './times.ts';
import { tellProviders } from './tell-providers.ts';
import { askReceipts } from './receipts.ts';

/** The desk of one run's pages: reads what happened, decides, queues, sends. Everything it knows stands in the journal. */
export type Desk = {
  /** Does what is due and says when to look again; null: when something happens. */
  tick(): number | null;
  /** Sends that are under way. */
  underWay(): number;
  /** The run is over and nobody has to be told anything more. */
  isDone(): boolean;
  hasPage(): boolean;
  /** Nobody runs the run any more: its owners are told, unless it was closed or cancelled. */
  died(): void;
  /** Resolves when no send is under way. */
  settled(): Promise<void>;
};

export function createDesk(world: DeskWorld): Desk {
  const { journal, clock, runId } = world;
  const stream = onCallStream(runId);
  const run = createRunWatch();
  const outage = createOutageWatch();
  let last: StoredEvent | null = null;
  const events: StoredEvent[] = [];
  const inFlight = new Map<string, Promise<void>>();
  const aside = { told: new Set<string>(), asked: new Map<string, number>(), waiting: new Set<Promise<void>>() };
  let nextMs: number | null = null;
  let isDead = false;

  const follow = (): void => {
    const added = journal.eventsAfter(runId, last);
    for (const stored of added) {
      take(run, stored);
      takeOutage(outage, stored);
    }
    const gone = outageAlarm(outage, world.target.title);
    if (gone !== null) run.alarms.set(gone.id, gone);
    last = added.at(-1) ?? last;
  };
  const refresh = (): void => {
    events.push(...journal.eventsAfter(stream, events.at(-1) ?? null));
  };
  const write = (made: readonly OnCallEvent[]): void => {
    if (made.length === 0) return;
    journal.appendAll(stream, made);
    refresh();
  };
  const start = (notices: ReturnType<typeof noticeStates>, send: ReturnType<typeof dueNow>['send']): void => {
    const tries = send.map((state) => ({
      id: state.queued.notice,
      ...prepareTry(world, state, updatedBy(state, notices)),
    }));
    // Written before anything leaves: a start after a crash knows that it may have left.
    write(tries.map(({ trying }) => trying));
    for (const { id, send: go } of tries) {
      const sending = go().then((tried) => {
        inFlight.delete(id);
        write([tried]);
        world.wake();
      });
      inFlight.set(id, sending);
    }
  };

  return {
    tick() {
      follow();
      refresh();
      const nowMs = clock.now();
      const decision = decide(run, pageRecords(events), nowMs);
      write(decision.events);
      const expired = pageRecords(events).filter((page) => (holdEndsMs(page) ?? Infinity) <= nowMs);
      write(expired.map(expiredEvent));
      const pages = pageRecords(events);
      const alarms = spokenAlarms(run);
      const queues = pages.map((page) =>
        noticesFor({ world, page, alarms: alarmsOf(page, alarms), events, notices: noticeStates(events), nowMs }),
      );
      write(queues.flatMap((queue) => queue.events));
      const aloud = standingNotices({ world, run, outage, pages, notices: noticeStates(events), nowMs });
      write(aloud.events);
      const notices = noticeStates(events);
      const due = dueNow({ notices, pages, inFlight: new Set(inFlight.keys()), nowMs });
      write(due.drop);
      start(notices, due.send);
      tellProviders(world, pages, notices, aside);
      const receiptsMs = askReceipts(world, notices, aside, write);
      const holds = pages.map(holdEndsMs);
      nextMs = earliest([
        decision.nextMs,
        due.nextMs,
        aloud.nextMs,
        receiptsMs,
        ...queues.map((queue) => queue.nextMs),
        ...holds,
      ]);
      return nextMs;
    },
    underWay: () => inFlight.size + aside.waiting.size,
    hasPage: () => events.some(({ event }) => event.kind === 'page.opened'),
    died: () => {
      takeDeath(run, clock.now());
      // What that raised is told by the next look; until then nothing is done.
      if (!isDead) nextMs = clock.now();
      isDead = true;
    },
    isDone: () => (run.isClosed || isDead) && inFlight.size === 0 && aside.waiting.size === 0 && nextMs === null,
    async settled() {
      while (inFlight.size + aside.waiting.size > 0) await Promise.all([...inFlight.values(), ...aside.waiting]);
    },
  };
}

/** The urgent ones first, as the page names them; what a cleared alarm said stands in the page's headline. */
function alarmsOf({ steps }: PageRecord, alarms: readonly Alarm[]): readonly Alarm[] {
  return steps.flatMap((id) => alarms.find((alarm) => alarm.id === id) ?? []);
}

function expiredEvent({ page, headline, steps }: PageRecord): OnCallEvent {
  return { kind: 'page.changed', page, change: 'expired', by: null, headline, steps };
}
