import assert from 'node:assert/strict';
import { cancelOrder, found, rowsOf } from './under-test.ts';
import type { GatewayUnderTest, WithBuyer } from './under-test.ts';

/** Money comes back whole, once, and every way of reading says so. */
export function promisesOfCancelling(under: GatewayUnderTest, withBuyer: WithBuyer): void {
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

/** A forced decline is no payment. */
export function promisesOfDeclines(under: GatewayUnderTest, withBuyer: WithBuyer): void {
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
