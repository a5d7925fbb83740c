import type { NoticeKind } from '../model/channel.ts';
import type { StoredEvent } from '../model/event.ts';
import { mayWake } from './contacts.ts';
import type { DeskWorld } from './desk-world.ts';
import { climb } from './ladder.ts';
import { buildNotice } from './message.ts';
import { noticeId } from './notice-id.ts';
import type { NoticeState } from './notice-state.ts';
import type { PageRecord } from './page-record.ts';
import type { Alarm } from './alarm.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import { saidOf, type Said } from './said.ts';

type Queued = Extract<OnCallEvent, { kind: 'notice.queued' }>;

export type Queueing = {
  readonly world: DeskWorld;
  readonly page: PageRecord;
  readonly alarms: readonly Alarm[];
  readonly events: readonly StoredEvent[];
  readonly notices: ReadonlyMap<string, NoticeState>;
  readonly nowMs: number;
};

export type ToQueue = { readonly events: readonly Queued[]; readonly nextMs: number | null };

type Wish = {
  readonly tag: string;
  readonly kind: NoticeKind;
  readonly person: string;
  readonly channel: string;
  readonly path: 'first' | 'second';
};

/** Every notice that a page needs now and that is not queued yet: rungs, the one "worse", edits, and that it is over. Pure. */
export function noticesFor(work: Queueing): ToQueue {
  const { world, page, events, notices, nowMs } = work;
  const queued = new Set(notices.keys());
  const said = saidOf(page.page, events, notices);
  const { calls, nextMs } = climb({
    onCall: world.onCall,
    page,
    waking: new Set([...world.channels.values()].filter(({ interrupts }) => interrupts).map(({ id }) => id)),
    acceptedSince: (sinceMs) => hasAccepted(notices, page.page, sinceMs),
    isQueued: (tag) => queued.has(noticeId(page.page, tag)),
    nowMs,
  });
  const wishes: readonly Wish[] = [...calls, ...worse(work, said), ...edits(work, said), ...overs(work, said)];
  const wanted = wishes.filter((wish) => carries(world, wish) && !queued.has(noticeId(page.page, wish.tag)));
  const told = new Set([...said.map(({ person }) => person), ...wanted.map(({ person }) => person)]);
  return { events: wanted.flatMap((wish) => toQueued(work, wish, told)), nextMs };
}

function hasAccepted(notices: ReadonlyMap<string, NoticeState>, page: string, sinceMs: number): boolean {
  return [...notices.values()].some(
    ({ queued, acceptedAt }) => queued.page === page && acceptedAt !== null && Date.parse(acceptedAt) >= sinceMs,
  );
}

function carries({ channels }: DeskWorld, { channel, kind }: Wish): boolean {
  const open = channels.get(channel);
  return open !== undefined && (open.carries?.(kind) ?? true);
}

/** Who has the page is woken once more when it gets worse; nobody else is. */
function worse({ world, page, nowMs }: Queueing, said: readonly Said[]): readonly Wish[] {
  const { holder } = page;
  if (!page.isWorse || holder === null || page.resolved !== null) return [];
  const person = world.onCall.people.find(({ id }) => id === holder.person);
  const own = said.filter((one) => one.person === holder.person);
  // Somebody who took it without having been called has no message of this page yet: every way they have is used.
  const ways = own.length > 0 ? own.map(({ channel }) => channel) : Object.keys(person?.addresses ?? {});
  if (person === undefined || !mayWake(person, page.severityNow, nowMs)) return [];
  return [...new Set(ways)].map((channel) => ({
    tag: `worse:${holder.person}:${channel}`,
    kind: 'worse',
    person: holder.person,
    channel,
    path: 'first',
  }));
}

/** Messages that can be changed are; what lies in an inbox stays as it was written. */
function edits({ world, page }: Queueing, said: readonly Said[]): readonly Wish[] {
  if (page.resolved !== null) return [];
  return said
    .filter(({ channel, isAccepted, version }) => {
      return isAccepted && version < page.version && world.channels.get(channel)?.edits === true;
    })
    .map(({ person, channel }) => ({
      tag: `v${page.version}:${person}:${channel}`,
      kind: 'update',
      person,
      channel,
      path: 'first',
    }));
}

/** Everybody who was told that something is broken is told that it is over. */
function overs({ page }: Queueing, said: readonly Said[]): readonly Wish[] {
  if (page.resolved === null) return [];
  return said
    .filter(({ isAccepted }) => isAccepted)
    .map(({ person, channel }) => ({
      tag: `over:${person}:${channel}`,
      kind: 'resolved',
      person,
      channel,
      path: 'first',
    }));
}

function toQueued(
  { world, page, alarms, nowMs }: Queueing,
  { tag, kind, person, channel, path }: Wish,
  told: ReadonlySet<string>,
): readonly Queued[] {
  const { onCall, channels, runId, target } = world;
  const found = onCall.people.find(({ id }) => id === person);
  const address = found?.addresses[channel];
  const open = channels.get(channel);
  if (found === undefined || address === undefined || open === undefined) return [];
  const id = noticeId(page.page, tag);
  const others = onCall.people.filter((one) => told.has(one.id) && one.id !== person).map(({ name }) => name);
  const hasLink = onCall.publicUrl !== null;
  const notice = buildNotice({ id, kind, page, alarms, runId, target, others, nowMs, hasLink });
  const to = { person, name: found.name, language: found.language, address };
  const { maskedAddress } = open.prepare(notice, to);
  const body = JSON.stringify(notice);
  return [
    {
      kind: 'notice.queued',
      notice: id,
      page: page.page,
      noticeKind: kind,
      person,
      channel,
      maskedAddress,
      path,
      body,
    },
  ];
}
