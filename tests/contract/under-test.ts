import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { GatewayKind, LedgerGateway } from '../../runner/model/gateway.ts';
import type { LedgerPayment } from '../../runner/model/payment.ts';

/** One ledger to read: the local gateway of the fixtures, or the real test host. */
export type GatewayUnderTest = {
  readonly kind: GatewayKind;
  readonly where: string;
  /** A fresh connection with a good test key. */
  open(): LedgerGateway;
  /** The same host with a well-formed test key that nobody has. */
  openWithWrongKey(): LedgerGateway;
  /** Asks as a shop would to confirm a payment nobody made, with a decline forced by the gateway's test header. */
  declineByHeader(code: string): Promise<{ readonly code: string; readonly orderId: string }>;
  /** Makes payments. Text where that is impossible: why. */
  readonly buyer: Buyer | string;
  now(): number;
};

export type Buyer = {
  /** Makes one approved payment of the test ledger. */
  approve(amountKrw: number): Promise<{ readonly orderId: string }>;
  /** A buyer authenticates, the shop confirms with the forced decline. */
  approveButDeclined(amountKrw: number, code: string): Promise<{ readonly orderId: string }>;
  /** Makes one approved payment where the test key must not see it, and returns both of its names. */
  approveElsewhere(amountKrw: number): Promise<{ readonly orderId: string; readonly paymentKey: string }>;
  /** The ledger has taken this many cancellations of the payment. */
  cancelRows(orderId: string): number;
};

/** Registers a promise that needs payments; where none can be made it is skipped aloud. */
export type WithBuyer = (text: string, work: (buyer: Buyer) => Promise<void>) => void;

/** An order number that nobody else makes. */
export function newOrderId(): string {
  return `LV-${randomBytes(8).toString('hex')}`;
}

/** Everything back, under a key of this payment alone. */
export function cancelOrder(paymentKey: string) {
  return { paymentKey, reason: '계약 시험', idempotencyKey: `lv-cancel-${paymentKey}` };
}

/** The payment of an order that must be in the ledger. */
export async function found(gateway: LedgerGateway, orderId: string): Promise<LedgerPayment> {
  const payment = await gateway.findByOrder(orderId);
  assert.ok(payment !== null, `${orderId} is not in the ledger`);
  return payment;
}

/** Long enough for what a promise has made. */
export function lastMinute(under: GatewayUnderTest) {
  return { fromMs: under.now() - 60_000, toMs: under.now() + 1_000 };
}

/** Status and amount of the order's rows in the list. */
export async function rowsOf(
  under: GatewayUnderTest,
  orderId: string,
): Promise<readonly (readonly [string, bigint])[]> {
  const rows = await under.open().listTransactions(lastMinute(under));
  return rows.filter((row) => row.orderId === orderId).map(({ status, amountKrw }) => [status, amountKrw]);
}
