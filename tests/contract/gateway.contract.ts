import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { GatewayTrouble } from '../../runner/model/gateway.ts';
import type { GatewayKind, LedgerGateway } from '../../runner/model/gateway.ts';

/** One ledger to read: the local gateway of the fixtures, or the real test host. */
export type GatewayUnderTest = {
  readonly kind: GatewayKind;
  readonly where: string;
  /** A fresh connection with a good test key. */
  open(): LedgerGateway;
  /** The same host with a well-formed test key that nobody has. */
  openWithWrongKey(): LedgerGateway;
  /** Makes one approved payment and returns what the ledger must say of it. Null where payments cannot be made. */
  readonly approve: ((amountKrw: number) => Promise<{ readonly orderId: string }>) | null;
  readonly cancel: ((orderId: string) => Promise<void>) | null;
  now(): number;
};

/** What every gateway of the list must do; run against the fixtures always and against a real test host when a key is given. */
export function gatewayContract(under: GatewayUnderTest): void {
  const named = (promise: string) => `${under.kind.name} (${under.where}): ${promise}`;
  const { approve, cancel } = under;

  test(named('an order nobody made is absent, not an error'), async () => {
    assert.equal(await under.open().findByOrder(`LV-none-${randomBytes(8).toString('hex')}`), null);
  });

  test(named('a key nobody has is wiring trouble'), async () => {
    const asked = under.openWithWrongKey().findByOrder('LV-none-0001');
    await assert.rejects(asked, (error) => error instanceof GatewayTrouble && error.kind === 'wiring');
  });

  test(named('the transaction list of the last minute can be read'), async () => {
    const rows = await under.open().listTransactions({ fromMs: under.now() - 60_000, toMs: under.now() });
    for (const row of rows) assert.ok(row.amountKrw > 0n && row.orderId.length >= 6);
  });

  if (approve === null || cancel === null) return;

  test(named('an approved payment is found by order, by key and in the list, and seen cancelled later'), async () => {
    const gateway = under.open();
    const { orderId } = await approve(1_234);
    const byOrder = await gateway.findByOrder(orderId);
    assert.ok(byOrder !== null);
    assert.equal(byOrder.status, 'DONE');
    assert.equal(byOrder.amountKrw, 1_234n);
    assert.equal(byOrder.balanceKrw, 1_234n);
    assert.ok(Math.abs(Date.parse(byOrder.approvedAt ?? '') - under.now()) < 60_000);
    assert.deepEqual(await gateway.findByKey(byOrder.paymentKey), byOrder);
    await cancel(orderId);
    const after = await gateway.findByOrder(orderId);
    assert.deepEqual([after?.status, after?.balanceKrw], ['CANCELED', 0n]);
    const rows = await gateway.listTransactions({ fromMs: under.now() - 60_000, toMs: under.now() + 1_000 });
    const own = rows.filter((row) => row.orderId === orderId).map(({ status, amountKrw }) => ({ status, amountKrw }));
    assert.deepEqual(own, [
      { status: 'DONE', amountKrw: 1_234n },
      { status: 'CANCELED', amountKrw: 1_234n },
    ]);
  });

  test(named('a list longer than a page is read to its end, each row once'), async () => {
    const orders = new Set<string>();
    for (let made = 0; made < 510; made++) orders.add((await approve(1_000 + made)).orderId);
    const rows = await under.open().listTransactions({ fromMs: under.now() - 60_000, toMs: under.now() + 1_000 });
    const own = rows.filter((row) => orders.has(row.orderId));
    assert.equal(own.length, 510);
    assert.equal(new Set(own.map((row) => row.transactionKey)).size, 510);
  });
}
