import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { issuedCard, unissuableCards } from '../../fixtures/gateway/cards.ts';
import { GatewayTrouble } from '../../runner/model/gateway.ts';
import { toss } from '../../runner/gateways/toss.ts';
import { startGateway } from '../kit/gateway-window.ts';
import type { GatewayBench } from '../kit/gateway-window.ts';
import { cancelOrder, newOrderId } from './under-test.ts';

const secretKey = 'test_sk_demo_sandbox';
const amount = 4_567;

async function open(t: TestContext) {
  const bench = await startGateway();
  t.after(() => bench.close());
  return { bench, control: bench.control, gateway: toss.open({ baseUrl: bench.url, secretKey }) };
}

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  return { status: response.status, body: Object.fromEntries(Object.entries(answer ?? {})) };
}

/** A buyer pays in the window and the shop confirms, whatever comes of it. */
async function pay({ url }: GatewayBench, number = unissuableCards[0]?.number) {
  const page = 'http://127.0.0.1/done';
  const session = await post(`${url}/v2/sessions`, {
    clientKey: 'test_ck_demo_sandbox',
    customerKey: 'tester',
    method: 'CARD',
    amount: { currency: 'KRW', value: amount },
    orderId: newOrderId(),
    orderName: '이불',
    successUrl: page,
    failUrl: page,
  });
  const form = { number, expiry: '1230', password: '12', birth: '900101', installment: 0, agreed: true };
  const paid = await post(`${url}${String(session.body['url'])}/pay`, form);
  const query = new URL(String(paid.body['redirect'])).searchParams;
  const [paymentKey, orderId] = [query.get('paymentKey') ?? '', query.get('orderId') ?? ''];
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  const confirmed = await post(`${url}/v1/payments/confirm`, { paymentKey, orderId, amount }, { authorization });
  return { paymentKey, orderId, status: confirmed.status };
}

test('an approval that was answered with 500 is found in the ledger and taken back', async (t) => {
  const { bench, control, gateway } = await open(t);
  await control.turn({ 'approve-then-500': 1 });
  const { orderId, paymentKey, status } = await pay(bench);
  assert.equal(status, 500);
  assert.equal((await gateway.findByOrder(orderId))?.status, 'DONE');
  assert.equal((await gateway.cancel(cancelOrder(paymentKey))).kind, 'done');
});

test('a cancellation that happened unanswered is unknown, and the same key then says done without a second one', async (t) => {
  const { bench, control, gateway } = await open(t);
  const { paymentKey } = await pay(bench);
  await control.turn({ 'drop-after-commit': 1 });
  const lost = await gateway.cancel(cancelOrder(paymentKey));
  assert.deepEqual([lost.kind, lost.httpStatus], ['unknown', null]);
  assert.equal((await gateway.findByKey(paymentKey))?.status, 'CANCELED');
  assert.equal((await gateway.cancel(cancelOrder(paymentKey))).kind, 'done');
  assert.equal((await gateway.readRecord(paymentKey))?.cancels.length, 1);
  assert.equal((await control.meters()).test.cancels, 1);
});

test('a refused cancellation is refused with its code, and the same key works once the gateway is willing', async (t) => {
  const { bench, control, gateway } = await open(t);
  const { paymentKey } = await pay(bench);
  await control.turn({ 'refuse-cancel': 2 });
  for (const kind of ['refused', 'refused', 'done']) {
    const answer = await gateway.cancel(cancelOrder(paymentKey));
    assert.deepEqual([answer.kind, answer.code], [kind, kind === 'done' ? null : 'EXCEED_CANCEL_LIMIT']);
  }
  assert.equal((await gateway.findByKey(paymentKey))?.balanceKrw, 0n);
});

test('while the gateway is down nothing is known and nothing changes', async (t) => {
  const { bench, control, gateway } = await open(t);
  const { paymentKey, orderId } = await pay(bench);
  await control.turn({ down: 1 });
  assert.equal((await gateway.cancel(cancelOrder(paymentKey))).kind, 'unknown');
  await assert.rejects(gateway.findByOrder(orderId), GatewayTrouble);
  await assert.rejects(gateway.listTransactions({ fromMs: 0, toMs: 1 }), GatewayTrouble);
  await control.turn({ down: 0 });
  assert.equal((await gateway.findByOrder(orderId))?.status, 'DONE');
});

test('an order that was charged twice shows both charges in the list, and each is taken back', async (t) => {
  const { bench, control, gateway } = await open(t);
  await control.turn({ 'approve-twice': 1 });
  const { orderId } = await pay(bench);
  const now = Date.now();
  const rows = await gateway.listTransactions({ fromMs: now - 60_000, toMs: now + 60_000 });
  const keys = rows.filter((row) => row.orderId === orderId).map(({ paymentKey }) => paymentKey);
  assert.equal(new Set(keys).size, 2);
  for (const key of keys) assert.equal((await gateway.cancel(cancelOrder(key))).kind, 'done');
  assert.equal((await control.meters()).test.movedKrw, 0);
});

test('a payment that strayed into the live ledger is beyond a test key: seen as not approved, not cancelled', async (t) => {
  const { bench, control, gateway } = await open(t);
  await control.turn({ 'route-to-live': 1 });
  const { paymentKey, orderId, status } = await pay(bench, issuedCard.number);
  assert.equal(status, 200);
  assert.equal((await gateway.findByOrder(orderId))?.status, 'IN_PROGRESS');
  const answer = await gateway.cancel(cancelOrder(paymentKey));
  assert.deepEqual([answer.kind, answer.code], ['refused', 'NOT_CANCELABLE_PAYMENT']);
  assert.equal((await control.meters()).live.movedKrw, amount);
});

test('a redirect is not followed: neither the key nor the order reaches another host', async (t) => {
  const reached: string[] = [];
  const elsewhere = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  const other = await listen(t, elsewhere);
  for (const status of [301, 302, 303, 307, 308]) {
    const moved = await listen(
      t,
      createServer((_, response) => response.writeHead(status, { location: `${other}/stolen` }).end('{}')),
    );
    const gateway = toss.open({ baseUrl: moved, secretKey });
    await assert.rejects(gateway.findByOrder('ORDER-0001'), GatewayTrouble);
    const answer = await gateway.cancel(cancelOrder('tviva0001'));
    assert.deepEqual([answer.kind, answer.httpStatus], ['unknown', status]);
  }
  assert.deepEqual(reached, []);
});

async function listen(t: TestContext, server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}
