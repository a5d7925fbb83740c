import { onCallStream, type OnCallEvent } from '../../model/oncall.ts';
import type { Journal } from '../../model/journal.ts';
import type { StoredEvent } from '../../model/event.ts';
import { lastAnswer, pageStates, type Answer, type PageState } from './page-state.ts';

/** What somebody says about a page. */
export type Saying = Omit<Answer, 'at'> & {
  /** What follows `oncall:` in the journal. */
  readonly stream: string;
  readonly page: string;
  /** The notice whose link was used, where there was one. */
  readonly notice: string | null;
};

export type Recorded =
  | { readonly kind: 'recorded' | 'said-before' | 'resolved'; readonly state: PageState }
  | { readonly kind: 'no-such-page' };

/**
 * Writes an answer down, once: the same person saying the same again changes nothing, and of two who are quick the journal
 * decides who was first.
 */
export function recordAnswer(journal: Journal, saying: Saying): Recorded {
  const stream = onCallStream(saying.stream);
  const receipts = journal.appendDecided(stream, (events) => {
    const state = stateOf(events, saying.page);
    if (state === null || state.resolved !== null || isRepeated(state, saying)) return [];
    return [acknowledged(saying), ...reached(events, saying)];
  });
  const state = stateOf(journal.events(stream), saying.page);
  if (state === null) return { kind: 'no-such-page' };
  if (receipts.length > 0) return { kind: 'recorded', state };
  return { kind: state.resolved === null ? 'said-before' : 'resolved', state };
}

/** One page of a stream, or null. */
export function stateOf(events: readonly StoredEvent[], page: string): PageState | null {
  return pageStates(events).find((one) => one.page === page) ?? null;
}

function isRepeated(state: PageState, { person, answer, to, note }: Saying): boolean {
  const last = lastAnswer(state, person);
  if (last === null || last.answer !== answer || last.to !== to || (note !== '' && note !== last.note)) return false;
  // Who took it after somebody else takes it now, when that one has given it back.
  const wouldHold = answer === 'taken' || answer === 'rollback-wanted';
  return !(wouldHold && state.holder === null);
}

function acknowledged({ page, person, name, method, answer, to, note }: Saying): OnCallEvent {
  return { kind: 'page.acknowledged', page, person, name, method, answer, to, note };
}

/** Who answers by a link has had its notice in hand: the best proof of delivery there is. */
function reached(events: readonly StoredEvent[], { notice, method }: Saying): readonly OnCallEvent[] {
  if (notice === null) return [];
  const queued = events.some(({ event }) => event.kind === 'notice.queued' && event.notice === notice);
  const known = events.some(
    ({ event }) => event.kind === 'notice.reached' && event.notice === notice && event.level === 'acknowledged',
  );
  if (!queued || known) return [];
  const at = events.at(-1)?.at ?? '';
  return [{ kind: 'notice.reached', notice, level: 'acknowledged', at, detail: method }];
}
