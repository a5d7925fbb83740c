import type { Bilingual } from '../base/bilingual.ts';
import type { StoredEvent } from '../model/event.ts';
import { paymentRecords } from './records.ts';
import type { PaymentRecord } from './records.ts';
import { text } from './text.ts';

export type OpenPayment = PaymentRecord & {
  readonly runId: string;
  /** What a person reads at the next start and in the report. */
  readonly message: Bilingual;
};

/** Payments of a run between INTENT and a verified end. Only the gateway can say how they ended. */
export function openPayments(runId: string, events: readonly StoredEvent[]): readonly OpenPayment[] {
  return paymentRecords(events)
    .filter((record) => record.open)
    .map((record) => ({ ...record, runId, message: text.mayBeOpen({ runId, ...wordsOf(record) }) }));
}

function wordsOf({ payment, step, state, intentAt, lastAt, facts }: PaymentRecord) {
  return {
    payment,
    step,
    state,
    at: intentAt ?? lastAt,
    amount: facts['amountKrw'] ?? '?',
    order: facts['orderId'] ?? '',
  };
}
