import type { OnCallEvent } from '../model/oncall.ts';
import type { Alarm } from './alarm.ts';
import { decide } from './decide.ts';
import { openDeskState, readOn, write, type DeskState } from './desk-state.ts';
import type { DeskWorld } from './desk-world.ts';
import { holdEndsMs } from './ladder-starts.ts';
import { noticeStates, type NoticeState } from './notice-state.ts';
import { dueNow, updatedBy } from './outbox.ts';
import { pageRecords, type PageRecord } from './page-record.ts';
import { noticesFor } from './queue.ts';
import { takeDeath } from './rules.ts';
import { spokenAlarms } from './wanted.ts';
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
  const state = openDeskState(world);
  const { run, inFlight, aside, events } = state;
  const underWay = (): number => inFlight.size + aside.waiting.size;
  return {
    tick() {
      readOn(state);
      state.nextMs = earliest([...page(state), ...send(state)]);
      return state.nextMs;
    },
    underWay,
    hasPage: () => events.some(({ event }) => event.kind === 'page.opened'),
    died() {
      takeDeath(run, world.clock.now());
      // What that raised is told by the next look; until then nothing is done.
      if (!state.isDead) state.nextMs = world.clock.now();
      state.isDead = true;
    },
    isDone: () => (run.isClosed || state.isDead) && underWay() === 0 && state.nextMs === null,
    async settled() {
      while (underWay() > 0) await Promise.all([...inFlight.values(), ...aside.waiting]);
    },
  };
}

/** Decides what must be said and queues it. Returns when each part wants to look again. */
function page(state: DeskState): readonly (number | null)[] {
  const { world, run, outage, events } = state;
  const nowMs = world.clock.now();
  const decision = decide(run, pageRecords(events), nowMs);
  write(state, decision.events);
  const expired = pageRecords(events).filter((one) => (holdEndsMs(one) ?? Infinity) <= nowMs);
  write(state, expired.map(expiredEvent));
  const pages = pageRecords(events);
  const alarms = spokenAlarms(run);
  const queues = pages.map((one) =>
    noticesFor({ world, page: one, alarms: alarmsOf(one, alarms), events, notices: noticeStates(events), nowMs }),
  );
  write(
    state,
    queues.flatMap((queue) => queue.events),
  );
  const aloud = standingNotices({ world, run, outage, pages, notices: noticeStates(events), nowMs });
  write(state, aloud.events);
  return [decision.nextMs, aloud.nextMs, ...queues.map((queue) => queue.nextMs), ...pages.map(holdEndsMs)];
}

/** Sends what is queued and due, and asks what became of what was sent. */
function send(state: DeskState): readonly (number | null)[] {
  const { world, events, inFlight, aside } = state;
  const [pages, notices] = [pageRecords(events), noticeStates(events)];
  const due = dueNow({ notices, pages, inFlight: new Set(inFlight.keys()), nowMs: world.clock.now() });
  write(state, due.drop);
  startSends(state, due.send, notices);
  tellProviders(world, pages, notices, aside);
  return [due.nextMs, askReceipts(world, notices, aside, (made) => write(state, made))];
}

function startSends(state: DeskState, due: readonly NoticeState[], notices: ReadonlyMap<string, NoticeState>): void {
  const { world, inFlight } = state;
  const tries = due.map((one) => ({ id: one.queued.notice, ...prepareTry(world, one, updatedBy(one, notices)) }));
  // Written before anything leaves: a start after a crash knows that it may have left.
  write(
    state,
    tries.map(({ trying }) => trying),
  );
  for (const { id, send: go } of tries) {
    const sending = go().then((tried) => {
      inFlight.delete(id);
      write(state, [tried]);
      world.wake();
    });
    inFlight.set(id, sending);
  }
}

/** The urgent ones first, as the page names them; what a cleared alarm said stands in the page's headline. */
function alarmsOf({ steps }: PageRecord, alarms: readonly Alarm[]): readonly Alarm[] {
  return steps.flatMap((id) => alarms.find((alarm) => alarm.id === id) ?? []);
}

function expiredEvent({ page: id, headline, steps }: PageRecord): OnCallEvent {
  return { kind: 'page.changed', page: id, change: 'expired', by: null, headline, steps };
}
