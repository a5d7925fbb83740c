import type { Journal } from '../model/journal.ts';
import { paymentRecords, type PaymentRecord } from './records.ts';

/** The keys and order numbers by which the gateway knows a payment of ours, as far as the journal has them. */
export function namesOf({ facts }: Pick<PaymentRecord, 'facts'>): readonly string[] {
  // A suspect is somebody's row until a card proves whose it is.
  const names =
    facts['ledger'] === 'suspect'
      ? [facts['orderId']]
      : [facts['orderId'], facts['ledgerOrderId'], facts['paymentKey']];
  return names.flatMap((name) => (name === undefined || name === '' ? [] : [name]));
}

/** Names of every other payment of these runs: none of them can be this payment's. */
export function foreignTo(
  { journal, runId }: { readonly journal: Journal; readonly runId: string },
  payment: string,
): ReadonlySet<string> {
  const others = paymentRecords(journal.events(runId)).filter((one) => one.payment !== payment);
  return new Set(others.flatMap(namesOf));
}
