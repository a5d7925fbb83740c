import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { GatewayTrouble } from '../../runner/model/gateway.ts';
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

/** What every gateway of the list must do; run against the fixtures always and against a real test host when a key is given. */
export function gatewayContract(under: GatewayUnderTest): void {
  const promise = (text: string, work: () => Promise<void>): void => {
    void test(`${under.kind.name} (${under.where}): ${text}`, work);
  };
  /** Needs payments; where none can be made the promise is skipped aloud. */
  const withBuyer = (text: string, work: (buyer: Buyer) => Promise<void>): void => {
    const { buyer } = under;
    const name = `${under.kind.name} (${under.where}): ${text}`;
    if (typeof buyer === 'string') void test(name, { skip: buyer });
    else void test(name, () => work(buyer));
  };
  promisesWithoutBuyer(under, promise);
  promisesOfReading(under, withBuyer);
  promisesOfCancelling(under, withBuyer);
  promisesOfDeclines(under, withBuyer);
}

function promisesWithoutBuyer(
  under: GatewayUnderTest,
  promise: (text: string, work: () => Promise<void>) => void,
): void {
  promise('an order nobody made is absent, not an error', async () => {
    assert.equal(await under.open().findByOrder(newOrderId()), null);
  });

  promise('a payment key nobody has is absent: no payment, no record', async () => {
    const key = `LVnone${randomBytes(12).toString('hex')}`;
    assert.equal(await under.open().findByKey(key), null);
    assert.equal(await under.open().readRecord(key), null);
  });

  promise('a payment the ledger does not have is not cancelled, and the answer says so', async () => {
    const key = `LVnone${randomBytes(12).toString('hex')}`;
    const answer = await under.open().cancel(cancelOrder(key));
    assert.deepEqual([answer.kind, answer.code], ['refused', 'NOT_FOUND_PAYMENT']);
  });

  promise('a key nobody has is wiring trouble, and cancels nothing', async () => {
    const asked = under.openWithWrongKey().findByOrder('LV-none-0001');
    await assert.rejects(asked, (error) => error instanceof GatewayTrouble && error.kind === 'wiring');
    const answer = await under.openWithWrongKey().cancel(cancelOrder('LVnone0001'));
    assert.equal(answer.kind, 'refused');
  });

  promise('the transaction list of the last minute can be read', async () => {
    const rows = await under.open().listTransactions({ fromMs: under.now() - 60_000, toMs: under.now() });
    for (const row of rows) assert.ok(row.amountKrw > 0n && row.orderId.length >= 6);
  });

  promise('a decline forced by the test header is the declared code, a decline, and leaves no payment', async () => {
    const declined = await under.declineByHeader('REJECT_CARD_PAYMENT');
    assert.equal(declined.code, 'REJECT_CARD_PAYMENT');
    assert.equal(under.open().classOf(declined.code), 'declined');
    assert.equal(await under.open().findByOrder(declined.orderId), null);
  });
}

type WithBuyer = (text: string, work: (buyer: Buyer) => Promise<void>) => void;

function promisesOfReading(under: GatewayUnderTest, withBuyer: WithBuyer): void {
  withBuyer('an approved payment is found by order, by key and in the list', async (buyer) => {
    const gateway = under.open();
    const { orderId } = await buyer.approve(1_234);
    const byOrder = await found(gateway, orderId);
    assert.deepEqual([byOrder.status, byOrder.amountKrw, byOrder.balanceKrw], ['DONE', 1_234n, 1_234n]);
    assert.ok(Math.abs(Date.parse(byOrder.approvedAt ?? '') - under.now()) < 60_000);
    assert.deepEqual(await gateway.findByKey(byOrder.paymentKey), byOrder);
    assert.deepEqual(await rowsOf(under, orderId), [['DONE', 1_234n]]);
  });

  withBuyer('the record of a payment is the payment, of test mode, with its card masked', async (buyer) => {
    const gateway = under.open();
    const payment = await found(gateway, (await buyer.approve(1_235)).orderId);
    const record = await gateway.readRecord(payment.paymentKey);
    assert.deepEqual(record?.payment, payment);
    assert.equal(record.mode, 'test');
    assert.match(record.card?.number ?? '', /^\d{6}\*{6}[\d*]{4}$/);
    assert.deepEqual(record.cancels, []);
    assert.ok(record.merchantId !== null && record.lastTransactionKey !== null && record.receiptUrl !== null);
    assert.equal((record.suppliedKrw ?? 0n) + (record.vatKrw ?? 0n) + (record.taxFreeKrw ?? 0n), 1_235n);
  });

  withBuyer('a list longer than a page is read to its end, each row once', async (buyer) => {
    const orders = new Set<string>();
    for (let made = 0; made < 510; made++) orders.add((await buyer.approve(1_000 + made)).orderId);
    const rows = await under.open().listTransactions(lastMinute(under));
    const own = rows.filter((row) => orders.has(row.orderId));
    assert.equal(own.length, 510);
    assert.equal(new Set(own.map((row) => row.transactionKey)).size, 510);
  });

  withBuyer('a payment of another ledger is absent here, and cannot be cancelled from here', async (buyer) => {
    const gateway = under.open();
    const { orderId, paymentKey } = await buyer.approveElsewhere(1_236);
    assert.equal(await gateway.findByOrder(orderId), null);
    assert.equal(await gateway.findByKey(paymentKey), null);
    assert.equal(await gateway.readRecord(paymentKey), null);
    assert.deepEqual(await rowsOf(under, orderId), []);
    const answer = await gateway.cancel(cancelOrder(paymentKey));
    assert.deepEqual([answer.kind, answer.code], ['refused', 'NOT_FOUND_PAYMENT']);
    assert.equal(buyer.cancelRows(orderId), 0);
  });
}

function promisesOfCancelling(under: GatewayUnderTest, withBuyer: WithBuyer): void {
  withBuyer('a cancellation takes the whole amount back, and every way of reading says so', async (buyer) => {
    const gateway = under.open();
    const { orderId } = await buyer.approve(2_345);
    const { paymentKey } = await found(gateway, orderId);
    const answer = await gateway.cancel(cancelOrder(paymentKey));
    assert.deepEqual([answer.kind, answer.httpStatus, answer.code], ['done', 200, null]);
    const after = await found(gateway, orderId);
    assert.deepEqual([after.status, after.amountKrw, after.balanceKrw], ['CANCELED', 2_345n, 0n]);
    const record = await gateway.readRecord(paymentKey);
    const cancels = record?.cancels.map(({ amountKrw, status, reason }) => [amountKrw, status, reason]);
    assert.deepEqual(cancels, [[2_345n, 'DONE', '계약 시험']]);
    assert.deepEqual(await rowsOf(under, orderId), [
      ['DONE', 2_345n],
      ['CANCELED', 2_345n],
    ]);
  });

  withBuyer('the same idempotency key twice, one after the other, cancels once', async (buyer) => {
    const gateway = under.open();
    const { orderId } = await buyer.approve(2_346);
    const order = cancelOrder((await found(gateway, orderId)).paymentKey);
    const first = await gateway.cancel(order);
    // From another process, as after a kill: the key alone must do.
    const second = await under.open().cancel(order);
    assert.deepEqual([first.kind, second.kind], ['done', 'done']);
    assert.equal(buyer.cancelRows(orderId), 1);
  });

  withBuyer('the same idempotency key twice at once cancels once', async (buyer) => {
    const gateway = under.open();
    const { orderId } = await buyer.approve(2_347);
    const order = cancelOrder((await found(gateway, orderId)).paymentKey);
    const kinds = (await Promise.all([gateway.cancel(order), gateway.cancel(order)])).map(({ kind }) => kind);
    assert.ok(kinds.includes('done') && kinds.every((kind) => kind === 'done' || kind === 'unknown'), kinds.join());
    assert.equal(buyer.cancelRows(orderId), 1);
  });

  withBuyer('another key after the money is back changes nothing', async (buyer) => {
    const gateway = under.open();
    const { orderId } = await buyer.approve(2_348);
    const { paymentKey } = await found(gateway, orderId);
    assert.equal((await gateway.cancel(cancelOrder(paymentKey))).kind, 'done');
    const again = await gateway.cancel({ ...cancelOrder(paymentKey), idempotencyKey: `other-${paymentKey}` });
    // "It was before", or "not so soon": never a second refund.
    assert.ok(again.kind === 'already' || again.kind === 'unknown', again.kind);
    assert.equal(buyer.cancelRows(orderId), 1);
  });
}

function promisesOfDeclines(under: GatewayUnderTest, withBuyer: WithBuyer): void {
  withBuyer(
    'an authenticated payment declined by the test header is found, not approved, not in the list',
    async (b) => {
      const { orderId } = await b.approveButDeclined(3_456, 'REJECT_CARD_PAYMENT');
      const payment = await found(under.open(), orderId);
      assert.notEqual(payment.status, 'DONE');
      assert.equal(payment.approvedAt, null);
      assert.deepEqual(await rowsOf(under, orderId), []);
      const answer = await under.open().cancel(cancelOrder(payment.paymentKey));
      assert.deepEqual([answer.kind, answer.code], ['refused', 'NOT_CANCELABLE_PAYMENT']);
    },
  );
}

/** An order number that nobody else makes. */
export function newOrderId(): string {
  return `LV-${randomBytes(8).toString('hex')}`;
}

function cancelOrder(paymentKey: string) {
  return { paymentKey, reason: '계약 시험', idempotencyKey: `lv-cancel-${paymentKey}` };
}

async function found(gateway: LedgerGateway, orderId: string): Promise<LedgerPayment> {
  const payment = await gateway.findByOrder(orderId);
  assert.ok(payment !== null, `${orderId} is not in the ledger`);
  return payment;
}

function lastMinute(under: GatewayUnderTest) {
  return { fromMs: under.now() - 60_000, toMs: under.now() + 1_000 };
}

async function rowsOf(under: GatewayUnderTest, orderId: string): Promise<readonly (readonly [string, bigint])[]> {
  const rows = await under.open().listTransactions(lastMinute(under));
  return rows.filter((row) => row.orderId === orderId).map(({ status, amountKrw }) => [status, amountKrw]);
}
