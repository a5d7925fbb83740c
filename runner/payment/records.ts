import type { StoredEvent } from '../model/event.ts';
import type { PaymentSoFar } from '../model/guard.ts';
import type { PaymentState } from '../model/payment.ts';
import { isOpen } from './moves.ts';

/** One payment as a run's journal tells it. */
export type PaymentRecord = {
  readonly payment: string;
  readonly step: string;
  readonly state: PaymentState;
  /** Number of its first event in the run; the lower of two began first. */
  readonly firstSeq: number;
  /** When INTENT was written, ISO 8601 UTC; null while only planned. */
  readonly intentAt: string | null;
  /** When it was last in the buyer's hands: pressed, proved, released or seen; null when nothing was pressed. */
  readonly pressedAt: string | null;
  readonly lastAt: string;
  /** Facts of all its events; a later fact replaces an earlier one of the same name. */
  readonly facts: { readonly [key: string]: string };
  readonly open: boolean;
};

/** The payments of a run, in the order in which they began. */
export function paymentRecords(events: readonly StoredEvent[]): readonly PaymentRecord[] {
  const records = new Map<string, PaymentRecord>();
  for (const { event, seq, at: writtenAt } of events) {
    if (event.kind !== 'payment.moved') continue;
    // What came back from the second place happened when it was first written.
    const at = event.facts['mirroredAt'] ?? writtenAt;
    const before = records.get(event.payment);
    records.set(event.payment, {
      payment: event.payment,
      step: event.step,
      state: event.state,
      firstSeq: before?.firstSeq ?? seq,
      intentAt: event.state === 'INTENT' ? at : (before?.intentAt ?? null),
      pressedAt: isPress(event.state) ? at : (before?.pressedAt ?? null),
      lastAt: at,
      facts: { ...before?.facts, ...event.facts },
      open: isOpen(event.state),
    });
  }
  return [...records.values()];
}

function isPress(state: PaymentState): boolean {
  return ['CLICKED', 'AUTHENTICATED', 'RELEASED', 'DROPPED'].includes(state) || state.startsWith('SEEN_');
}

/** The record as guards see it. Payments that were only planned have attempted nothing. */
export function toPaymentsSoFar(records: readonly PaymentRecord[]): readonly PaymentSoFar[] {
  return records
    .filter((record) => record.intentAt !== null)
    .map(({ payment, step, state, open, facts }) => ({
      payment,
      step,
      state,
      open,
      amountKrw: readAmount(facts['amountKrw']),
    }));
}

/** The name under which an alarm about a pressed payment stands in the journal. */
export const outcomeAlarm = 'payment-outcome';

/** The step of the first pressed payment that raised a money alarm. Until a person has looked, nothing more is paid. */
export function alarmedStep(events: readonly StoredEvent[]): string | null {
  for (const { event } of events) {
    if (event.kind === 'guard.tripped' && event.guard === outcomeAlarm && event.money) return event.step;
  }
  return null;
}

/** The steps whose pressed payment raised a money alarm. */
export function alarmedSteps(events: readonly StoredEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ event }) =>
      event.kind === 'guard.tripped' && event.guard === outcomeAlarm && event.money && event.step !== null
        ? [event.step]
        : [],
    ),
  );
}

function readAmount(text: string | undefined): bigint | null {
  return text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}
