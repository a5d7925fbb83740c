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

/** A payment of a run, as the gateway knows it. */
export type Owner = { readonly runId: string; readonly payment: string; readonly step: string };

/** What the journal knows of the gateway's keys and order numbers. */
export type KnownNames = {
  readonly keys: ReadonlySet<string>;
  readonly orders: ReadonlyMap<string, { readonly owner: Owner; readonly key: string | null }>;
};

/** Everything these payments are called at the gateway. */
export function knownNames(payments: readonly (PaymentRecord & { readonly runId: string })[]): KnownNames {
  const keys = new Set<string>();
  const orders = new Map<string, { owner: Owner; key: string | null }>();
  for (const { facts, runId, payment, step } of payments) {
    if (facts['ledger'] !== 'suspect' && facts['paymentKey'] !== undefined) keys.add(facts['paymentKey']);
    const key = facts['ledger'] === 'suspect' ? null : (facts['paymentKey'] ?? null);
    for (const order of [facts['orderId'], facts['ledgerOrderId']]) {
      if (order !== undefined && facts['ledger'] !== 'suspect')
        orders.set(order, { owner: { runId, payment, step }, key });
    }
  }
  return { keys, orders };
}
