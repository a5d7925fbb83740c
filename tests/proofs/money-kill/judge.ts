import type { GatewayPayment } from '../../../fixtures/gateway/client.ts';
import { paymentRecords, type PaymentRecord } from '../../../runner/payment/records.ts';
import type { ProofDesk } from './desk.ts';

/** What must be true whatever moment the runner died at. Returns what is not. */
export async function judgeTrial(
  desk: ProofDesk,
  runId: string,
  seen: { readonly ledger: readonly GatewayPayment[]; readonly presses: ReadonlyMap<string, number> },
): Promise<readonly string[]> {
  const { journal, book } = desk;
  // Reading verifies the hash chain of the run and of its target.
  const records = paymentRecords(journal.events(runId)).filter((record) => record.intentAt !== null);
  const entries = book.entries();
  const lies: string[] = [];
  for (const record of records) {
    const name = `${record.step} ${record.state}`;
    if (record.open) lies.push(`${name}: no verified end`);
    const clicks = journal
      .events(runId)
      .filter(
        ({ event }) => event.kind === 'payment.moved' && event.payment === record.payment && event.state === 'CLICKED',
      );
    if (clicks.length > 1) lies.push(`${name}: pressed ${clicks.length} times`);
  }
  for (const [order, count] of seen.presses) if (count > 1) lies.push(`${order}: pressed ${count} times at the shop`);
  for (const [index, step] of ['PAY-01', 'PAY-02'].entries()) {
    const order = `HS-${runId}-${index}`;
    const paid = seen.ledger.filter((payment) => payment.orderId === order);
    lies.push(
      ...compare(
        step,
        records.find((record) => record.step === step),
        paid,
      ),
    );
  }
  for (const payment of seen.ledger) lies.push(...(await cancelLies(desk, payment)));
  const expected = seen.presses.size;
  if (expected > records.length) lies.push(`${expected} presses, ${records.length} payments in the journal`);
  if (book.hasOpen()) lies.push('the book has an open payment');
  const cancelled = records.some((record) => record.state === 'VERIFIED_CANCELLED');
  if (cancelled && (entries.halts.length === 0 || entries.tickets.size === 0))
    lies.push('a payment was taken back without a halt and a ticket');
  return lies;
}

/** The journal's end of a payment and what the ledger has under its order number. */
function compare(step: string, record: PaymentRecord | undefined, paid: readonly GatewayPayment[]): readonly string[] {
  if (paid.length > 1) return [`${step}: ${paid.length} payments at the gateway`];
  const status = paid[0]?.status ?? 'none';
  if (record === undefined) return status === 'none' ? [] : [`${step}: ${status} at the gateway, not in the journal`];
  const fitting: { readonly [state: string]: readonly string[] } = {
    VERIFIED_APPROVED: ['DONE'],
    VERIFIED_CANCELLED: ['CANCELED'],
    VERIFIED_DECLINED: ['ABORTED', 'EXPIRED'],
    // Without an order number only the list can be searched, and it has no payments that were never approved.
    VERIFIED_ABSENT: ['none', 'READY', 'EXPIRED', 'ABORTED'],
  };
  const fits = fitting[record.state]?.includes(status) ?? false;
  const declined = record.facts['expect'] === 'declined' && status === 'DONE';
  return [
    ...(fits ? [] : [`${step}: the journal says ${record.state}, the ledger ${status}`]),
    ...(declined ? [`${step}: a payment that should have been declined was left approved`] : []),
  ];
}

async function cancelLies(
  { gateway }: ProofDesk,
  { paymentKey, status, mode }: GatewayPayment,
): Promise<readonly string[]> {
  if (mode === 'live') return [`${paymentKey}: in the live ledger`];
  if (status !== 'CANCELED' && status !== 'PARTIAL_CANCELED') return [];
  const count = (await gateway.readRecord(paymentKey))?.cancels.length ?? 0;
  return count === 1 ? [] : [`${paymentKey}: cancelled ${count} times`];
}
