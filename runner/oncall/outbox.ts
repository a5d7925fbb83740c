import type { NoticeKind } from '../model/channel.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import { dueMs, type NoticeState } from './notice-state.ts';
import type { PageRecord } from './page-record.ts';
import { text } from './text.ts';

/** So many sends are under way at once; a storm waits its turn, the waking first. */
const atOnce = 8;

export type Due = {
  readonly send: readonly NoticeState[];
  /** No longer worth sending, with why. */
  readonly drop: readonly OnCallEvent[];
  readonly nextMs: number | null;
};

/** What the outbox does now. Pure; `inFlight` are the sends of this very process. */
export function dueNow(given: {
  readonly notices: ReadonlyMap<string, NoticeState>;
  readonly pages: readonly PageRecord[];
  readonly inFlight: ReadonlySet<string>;
  readonly nowMs: number;
}): Due {
  const { notices, pages, inFlight, nowMs } = given;
  const open = [...notices.values()].filter((one) => dueMs(one) !== null && !inFlight.has(one.queued.notice));
  const needless = open.filter((one) => isNeedless(one, pages, notices));
  const waiting = open.filter((one) => !needless.includes(one));
  const ready = waiting.filter((one) => (dueMs(one) ?? 0) <= nowMs).sort(byUrgency);
  const later = waiting.map((one) => dueMs(one) ?? 0).filter((ms) => ms > nowMs);
  return {
    send: ready.slice(0, Math.max(0, atOnce - inFlight.size)),
    drop: needless.map(dropped),
    nextMs: later.length === 0 ? null : Math.min(...later),
  };
}

/** Nobody is called for what somebody has; an edit is overtaken by the next one. */
function isNeedless(
  { queued }: NoticeState,
  pages: readonly PageRecord[],
  notices: ReadonlyMap<string, NoticeState>,
): boolean {
  const page = pages.find((one) => one.page === queued.page);
  if (page === undefined) return false;
  const { noticeKind } = queued;
  if (noticeKind === 'page' || noticeKind === 'escalation') return page.holder !== null || page.resolved !== null;
  if (noticeKind === 'worse') return page.resolved !== null;
  if (noticeKind !== 'update') return false;
  const own = [...notices.values()].filter(({ queued: other }) => {
    return other.page === queued.page && other.person === queued.person && other.channel === queued.channel;
  });
  const newest = own.findLast(({ queued: other }) => other.noticeKind === 'update' || other.noticeKind === 'resolved');
  return newest !== undefined && newest.queued.notice !== queued.notice;
}

function dropped({ queued, attempt }: NoticeState): OnCallEvent {
  return {
    kind: 'notice.tried',
    notice: queued.notice,
    attempt,
    result: 'refused',
    httpStatus: null,
    providerId: null,
    answer: text.noLongerNeeded().en,
    words: text.noLongerNeeded(),
    nextAt: null,
  };
}

const order: { readonly [K in NoticeKind]: number } = {
  page: 0,
  worse: 0,
  escalation: 0,
  test: 1,
  resolved: 2,
  status: 2,
  update: 3,
  heartbeat: 3,
  change: 4,
};

function byUrgency(one: NoticeState, other: NoticeState): number {
  return order[one.queued.noticeKind] - order[other.queued.noticeKind] || (one.queuedAt < other.queuedAt ? -1 : 1);
}

/** The message that this notice changes: the provider's id of the last one it gave for that person there. */
export function updatedBy({ queued }: NoticeState, notices: ReadonlyMap<string, NoticeState>): string | null {
  if (queued.noticeKind !== 'update' && queued.noticeKind !== 'resolved') return null;
  const own = [...notices.values()].filter(({ queued: other, providerId }) => {
    const isSame = other.page === queued.page && other.person === queued.person && other.channel === queued.channel;
    return isSame && providerId !== null && other.notice !== queued.notice;
  });
  return own.at(-1)?.providerId ?? null;
}
