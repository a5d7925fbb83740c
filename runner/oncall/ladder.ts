import type { NoticeKind } from '../model/channel.ts';
import type { Contact, OnCall, Rung } from '../model/oncall.ts';
import { mayWake, waysOf, type Way } from './contacts.ts';
import { startsOf, type Start } from './ladder-starts.ts';
import type { PageRecord } from './page-record.ts';

/** One notice that the ladder wants: who, by what, and a tag that is the same however often it is asked. */
export type Call = Way & {
  readonly tag: string;
  readonly kind: Extract<NoticeKind, 'page' | 'escalation'>;
  readonly path: 'first' | 'second';
};

export type Climb = {
  readonly calls: readonly Call[];
  /** When the next rung is due; null: nothing more will come. */
  readonly nextMs: number | null;
};

export type Climbing = {
  readonly onCall: OnCall;
  readonly page: PageRecord;
  /** Channels that can wake somebody. */
  readonly waking: ReadonlySet<string>;
  /** When the first notice of this page was accepted by anybody's channel since a time; null: none yet. */
  readonly acceptedSince: (sinceMs: number) => boolean;
  /** Whether a call of this tag was queued already. */
  readonly isQueued: (tag: string) => boolean;
  readonly nowMs: number;
};

/** The whole ladder is climbed so often. */
export const rounds = 3;

type Slot = {
  readonly dueMs: number;
  readonly tag: string;
  readonly path: 'first' | 'second';
  readonly ways: readonly Way[];
};

/**
 * Whom to call now, and when to look again. Pure: time, page and what was accepted go in. It stops when somebody has the page,
 * goes on when they give it back or their hold runs out, and moves up at once when somebody cannot take it.
 */
export function climb(work: Climbing): Climb {
  const { page, nowMs, isQueued } = work;
  if (page.resolved !== null || page.holder !== null) return { calls: [], nextMs: null };
  const start = startsOf(page).at(-1);
  if (start === undefined) return { calls: [], nextMs: null };
  const slots = [...firstPath(work, start), ...secondPath(work, start)];
  const future = slots.filter(({ dueMs }) => dueMs > nowMs).map(({ dueMs }) => dueMs);
  const due = slots.filter(({ dueMs }) => dueMs <= nowMs).sort((one, other) => one.dueMs - other.dueMs);
  // After a pause several rungs may be due for one person; they are told once, by the latest.
  const latest = new Map<string, Call>();
  for (const slot of due)
    for (const way of waking(work, slot.ways)) {
      const kind = slot.tag === 's0r0c0' ? 'page' : 'escalation';
      const tag = `${slot.tag}:${way.person}:${way.channel}`;
      latest.set(`${way.person}\n${way.channel}`, { ...way, tag, kind, path: slot.path });
    }
  const calls = [...latest.values()].filter(({ tag }) => !isQueued(tag));
  return { calls, nextMs: future.length === 0 ? null : Math.min(...future) };
}

function waking({ onCall, page, waking: channels, nowMs }: Climbing, ways: readonly Way[]): readonly Way[] {
  return ways.filter(({ person, channel }) => {
    const found = onCall.people.find(({ id }) => id === person);
    return found !== undefined && (!channels.has(channel) || mayWake(found, page.severityNow, nowMs));
  });
}

function firstPath(work: Climbing, start: Start): readonly Slot[] {
  const { onCall, nowMs } = work;
  const ladder = ladderOf(work);
  const owned = onCall.ladderOwner !== 'self';
  const gapMs = onCall.secondPath.acknowledgedWithinMs;
  const roundMs = (ladder.at(-1)?.afterMs ?? 0) + gapMs;
  const slots = Array.from({ length: owned ? 1 : rounds }, (_, round) =>
    (owned ? ladder.slice(0, 1) : ladder).map((rung, index) => ({
      dueMs: start.atMs + round * roundMs + rung.afterMs,
      tag: `s${start.number}r${index}c${round}`,
      path: 'first' as const,
      ways: waysFor(onCall, start, rung, { index, round, atMs: start.atMs + round * roundMs + rung.afterMs }),
    })),
  ).flat();
  return pulledUp(
    slots,
    start.declines.map(({ atMs }) => atMs).filter((atMs) => atMs <= nowMs),
  );
}

/** Who cannot take it is not called again in this round; who was named by the one before is called first. */
function waysFor(
  onCall: OnCall,
  start: Start,
  rung: Rung,
  { index, round, atMs }: { readonly index: number; readonly round: number; readonly atMs: number },
): readonly Way[] {
  const declined = new Set(start.declines.map(({ person }) => person));
  const isHandedOver = index === 0 && round === 0 && start.handedTo !== null;
  const ways = waysOf(onCall, isHandedOver ? [everyWay(onCall, start.handedTo ?? '')] : rung.notify, atMs);
  return round === 0 ? ways.filter(({ person }) => !declined.has(person)) : ways;
}

function everyWay(onCall: OnCall, person: string): Contact {
  return { who: person, by: onCall.channels.map(({ id }) => id) };
}

/** "I cannot take it, next" means now: the next rung, and those above it, come so much earlier. */
function pulledUp(slots: readonly Slot[], declinedMs: readonly number[]): readonly Slot[] {
  return declinedMs.reduce((before, atMs) => {
    const next = before.find(({ dueMs }) => dueMs > atMs);
    if (next === undefined) return before;
    const earlierMs = next.dueMs - atMs;
    return before.map((slot) => (slot.dueMs > atMs ? { ...slot, dueMs: slot.dueMs - earlierMs } : slot));
  }, slots);
}

/** Starts when nobody's channel has accepted anything, or nobody has it; with a provider's ladder it is all that we climb. */
function secondPath(work: Climbing, start: Start): readonly Slot[] {
  const { onCall, acceptedSince, nowMs } = work;
  const { acceptedWithinMs, acknowledgedWithinMs } = onCall.secondPath;
  const [early, late] = [start.atMs + acceptedWithinMs, start.atMs + acknowledgedWithinMs];
  const ways = waysOf(onCall, secondContacts(work), early);
  const tagOf = (when: 'early' | 'late'): string => `s${start.number}${when}`;
  const wasEarly = ways.some(({ person, channel }) => work.isQueued(`${tagOf('early')}c0:${person}:${channel}`));
  const isAccepted = acceptedSince(start.atMs);
  // Once it was walked for want of an acceptance, a late acceptance does not walk it again.
  const isEarly = wasEarly || (nowMs < late && !isAccepted);
  const [firstMs, tag] = isEarly ? [early, tagOf('early')] : [late, tagOf('late')];
  const times = onCall.ladderOwner === 'self' ? 1 : rounds;
  return Array.from({ length: times }, (_, round) => ({
    dueMs: firstMs + round * acknowledgedWithinMs,
    tag: `${tag}c${round}`,
    path: 'second' as const,
    ways,
  }));
}

/** The tool's owners have no ladder of their own in the file: they are called, and called again. */
function ladderOf({ onCall, page }: Climbing): readonly Rung[] {
  return isTool(page) ? [{ afterMs: 0, notify: onCall.toolOwners }] : onCall.ladder;
}

function secondContacts({ onCall, page }: Climbing): readonly Contact[] {
  if (!isTool(page)) return onCall.secondPath.notify;
  return onCall.toolOwners.map(({ who }) => everyWay(onCall, who));
}

export function isTool(page: PageRecord): boolean {
  return page.key === 'tool' || page.key.startsWith('tool#');
}
