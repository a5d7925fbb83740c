import type { StoredEvent } from '../model/event.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import type { Reached } from '../model/channel.ts';

type Queued = Extract<OnCallEvent, { kind: 'notice.queued' }>;
type Tried = Extract<OnCallEvent, { kind: 'notice.tried' }>;

/** One notice of the outbox as its stream tells it. */
export type NoticeState = {
  readonly queued: Queued;
  readonly queuedAt: string;
  /** The last try that began; 0: none. */
  readonly attempt: number;
  readonly tryingSince: string | null;
  /** The last try that ended. A try that began and did not end was cut off by the end of its process. */
  readonly tried: Tried | null;
  readonly triedAt: string | null;
  readonly acceptedAt: string | null;
  readonly providerId: string | null;
  readonly reached: readonly Reached[];
  /** A try began and its end is not known. */
  readonly isCutOff: boolean;
};

/** The outbox of a stream. Pure fold: the same events give the same outbox, after a crash too. */
export function noticeStates(events: readonly StoredEvent[]): ReadonlyMap<string, NoticeState> {
  const notices = new Map<string, NoticeState>();
  for (const { event, at } of events) {
    if (event.kind === 'notice.queued') {
      if (!notices.has(event.notice)) notices.set(event.notice, fresh(event, at));
      continue;
    }
    if (event.kind !== 'notice.trying' && event.kind !== 'notice.tried' && event.kind !== 'notice.reached') continue;
    const before = notices.get(event.notice);
    if (before !== undefined) notices.set(event.notice, next(before, event, at));
  }
  return notices;
}

function fresh(queued: Queued, at: string): NoticeState {
  return {
    queued,
    queuedAt: at,
    attempt: 0,
    tryingSince: null,
    tried: null,
    triedAt: null,
    acceptedAt: null,
    providerId: null,
    reached: [],
    isCutOff: false,
  };
}

function next(
  before: NoticeState,
  event: Extract<OnCallEvent, { kind: 'notice.trying' | 'notice.tried' | 'notice.reached' }>,
  at: string,
): NoticeState {
  if (event.kind === 'notice.trying') return { ...before, attempt: event.attempt, tryingSince: at, isCutOff: true };
  if (event.kind === 'notice.reached') {
    const { level, detail } = event;
    return { ...before, reached: [...before.reached, { level, at: event.at, detail }] };
  }
  const isAccepted = event.result === 'accepted';
  return {
    ...before,
    tried: event,
    triedAt: at,
    isCutOff: false,
    acceptedAt: isAccepted ? (before.acceptedAt ?? at) : before.acceptedAt,
    providerId: event.providerId ?? before.providerId,
  };
}

/** When a notice is tried next; null: it was accepted, or nothing more is tried. */
export function dueMs(state: NoticeState): number | null {
  if (state.acceptedAt !== null) return null;
  // Nobody knows whether a try that was cut off arrived: it is made once more, at once, and says so.
  if (state.isCutOff || state.tried === null) return Date.parse(state.queuedAt);
  return state.tried.nextAt === null ? null : Date.parse(state.tried.nextAt);
}

/** Whether the provider may already have what is sent next. */
export function maybeDuplicate({ isCutOff, tried, attempt }: NoticeState): boolean {
  // A try without any answer may have arrived, too: the connection may have broken on the way back.
  return isCutOff || (attempt > 0 && tried?.result === 'retry' && tried.httpStatus === null);
}
