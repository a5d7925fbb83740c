import type { StoredEvent } from '../../model/event.ts';
import type { Fact, FactType } from './fact.ts';

/** The streams in which something may still happen after a run's report was sealed. */
export type Streams = {
  readonly runId: string;
  readonly run: readonly StoredEvent[];
  readonly target: readonly StoredEvent[];
  readonly onCall: readonly StoredEvent[];
  /** Refund tickets of this run. */
  readonly tickets: ReadonlySet<string>;
};

/**
 * What the journal knows of a run that its sealed report cannot: refunds, payments' ends, acknowledgements. Pure; the same fact always has the
 * same key, so it may be asked as often as one likes.
 */
export function laterFacts({ runId, run, target, onCall, tickets }: Streams): readonly Fact[] {
  const closing = run.findIndex(({ event }) => event.kind === 'run.closed');
  const sealedAt = run[closing]?.at;
  if (sealedAt === undefined) return [];
  return [
    ...run.slice(closing + 1).flatMap(paymentFact),
    ...target.filter(({ at }) => at > sealedAt).flatMap((stored) => targetFact(stored, { runId, tickets })),
    ...onCall.filter(({ at }) => at > sealedAt).flatMap(pageFact),
  ].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function paymentFact(stored: StoredEvent): readonly Fact[] {
  const { event } = stored;
  if (event.kind !== 'payment.moved' || !event.state.startsWith('VERIFIED_')) return [];
  return [fact(stored, 'payment.ended', { about: event.payment, text: `${event.payment}: ${event.state}` })];
}

function targetFact(
  stored: StoredEvent,
  own: { readonly runId: string; readonly tickets: ReadonlySet<string> },
): readonly Fact[] {
  const { event } = stored;
  if (event.kind === 'money.settled' && event.runId === own.runId && event.state.startsWith('VERIFIED_'))
    return [fact(stored, 'payment.ended', { about: event.payment, text: `${event.payment}: ${event.state}` })];
  if (event.kind !== 'ticket.moved' || !own.tickets.has(event.ticket) || event.state === 'NOTED') return [];
  const isConfirmed = event.state === 'VERIFIED' || event.state === 'CLOSED';
  const type: FactType = isConfirmed ? 'refund.confirmed' : 'ticket.moved';
  return [
    fact(stored, type, {
      about: event.ticket,
      text: `${event.ticket}: ${event.state}`,
      by: event.person ?? 'journal',
    }),
  ];
}

function pageFact(stored: StoredEvent): readonly Fact[] {
  const { event } = stored;
  if (event.kind !== 'page.acknowledged') return [];
  const note = event.note === '' ? '' : `: ${event.note}`;
  return [
    fact(stored, 'page.acknowledged', {
      about: event.page,
      text: `${event.answer} (${event.method})${note}`,
      by: event.name,
    }),
  ];
}

function fact(
  { runId: stream, seq, at }: StoredEvent,
  type: FactType,
  said: { readonly about: string; readonly text: string; readonly by?: string },
): Fact {
  const { about, text, by = 'journal' } = said;
  return { type, key: `${stream}#${seq}`, at, by, about, text, decision: null, files: [] };
}
