import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { GatewayTrouble } from '../../runner/model/gateway.ts';
import { promisesOfCancelling, promisesOfDeclines } from './cancel.contract.ts';
import { cancelOrder, found, lastMinute, newOrderId, rowsOf } from './under-test.ts';
import type { Buyer, GatewayUnderTest, WithBuyer } from './under-test.ts';

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
