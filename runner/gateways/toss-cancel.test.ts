import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { CancelAnswer } from '../model/gateway.ts';
import { toss } from './toss.ts';
import { tossErrors } from './toss-errors.ts';

const baseUrl = 'http://127.0.0.1:4301';
const secretKey = 'test_sk_abc123';
const order = {
  paymentKey: 'tviva20261122003000abcde',
  reason: '테스트 결제 취소',
  idempotencyKey: 'lv-cancel-01JD',
};
const row = {
  transactionKey: 'A1',
  cancelReason: '테스트 결제 취소',
  canceledAt: '2026-11-22T09:31:00+09:00',
  cancelAmount: 39_000,
  refundableAmount: 0,
  cancelStatus: 'DONE',
};
const cancelled = {
  paymentKey: order.paymentKey,
  orderId: 'ORDER-0001',
  status: 'CANCELED',
  currency: 'KRW',
  totalAmount: 39_000,
  balanceAmount: 0,
  approvedAt: '2026-11-22T09:30:00+09:00',
  cancels: [row],
};

type Asked = { readonly request: Request; readonly body: string };

/** Cancels at a gateway that answers this; tells what it was asked. */
async function cancelAt(
  body: unknown,
  { status = 200, raw, wish = {} }: { status?: number; raw?: string; wish?: Partial<typeof order> } = {},
): Promise<{ readonly answer: CancelAnswer; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const fetchNow: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push({ request, body: await request.text() });
    return new Response(raw ?? JSON.stringify(body), { status, headers: { 'x-tosspayments-trace-id': 'trace-1' } });
  };
  const gateway = toss.open({ baseUrl, secretKey, fetch: fetchNow });
  return { answer: await gateway.cancel({ ...order, ...wish }), asked };
}

test('a whole amount that is back is done, asked for once, with the key, and nothing follows a redirect', async () => {
  const { answer, asked } = await cancelAt(cancelled);
  assert.deepEqual(answer, { kind: 'done', httpStatus: 200, code: null, message: '', traceId: 'trace-1' });
  assert.equal(asked.length, 1);
  const [first] = asked;
  assert.ok(first !== undefined);
  const { url, method, redirect, headers } = first.request;
  assert.equal(url, `${baseUrl}/v1/payments/${order.paymentKey}/cancel`);
  assert.deepEqual([method, redirect], ['POST', 'manual']);
  assert.equal(headers.get('idempotency-key'), 'lv-cancel-01JD');
  assert.equal(headers.get('authorization'), `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`);
  assert.deepEqual(JSON.parse(first.body), { cancelReason: '테스트 결제 취소' });
});

test('several cancellations that make the whole amount are done too', async () => {
  const cancels = [
    { ...row, cancelAmount: 9_000, refundableAmount: 30_000 },
    { ...row, transactionKey: 'A2', cancelAmount: 30_000 },
  ];
  assert.equal((await cancelAt({ ...cancelled, cancels })).answer.kind, 'done');
});

const notDone: readonly (readonly [string, unknown, RegExp])[] = [
  ['another payment', { ...cancelled, paymentKey: 'tviva20261122003000OTHER' }, /another payment/],
  ['no payment key', { ...cancelled, paymentKey: undefined }, /paymentKey is not/],
  ['a payment that is still charged', { ...cancelled, status: 'DONE', balanceAmount: 39_000 }, /is DONE/],
  ['a part of it', { ...cancelled, status: 'PARTIAL_CANCELED', balanceAmount: 1 }, /is PARTIAL_CANCELED/],
  ['CANCELED with a balance', { ...cancelled, balanceAmount: 1 }, /balanceAmount is not 0/],
  ['no list of cancellations', { ...cancelled, cancels: null }, /make 0 KRW/],
  ['cancellations of less', { ...cancelled, cancels: [{ ...row, cancelAmount: 38_999 }] }, /make 38999 KRW/],
  ['cancellations of more', { ...cancelled, cancels: [row, row] }, /make 78000 KRW/],
  ['a cancellation in progress', { ...cancelled, cancels: [{ ...row, cancelStatus: 'IN_PROGRESS' }] }, /not DONE/],
  ['a cancellation without a status', { ...cancelled, cancels: [{ ...row, cancelStatus: undefined }] }, /not DONE/],
  ['cancellations in an object', { ...cancelled, cancels: { 0: row } }, /cancels is not a list/],
  ['an amount in a text', { ...cancelled, cancels: [{ ...row, cancelAmount: '39000' }] }, /cancelAmount is not/],
  ['another currency', { ...cancelled, currency: 'USD' }, /currency is not KRW/],
  ['an error code with 200', { code: 'ALREADY_CANCELED_PAYMENT', message: '' }, /cannot be trusted/],
  ['a list', [cancelled], /cannot be trusted/],
  ['null', null, /cannot be trusted/],
];
for (const [name, body, why] of notDone) {
  test(`an answer with ${name} is unknown, not done`, async () => {
    const { answer } = await cancelAt(body);
    assert.deepEqual([answer.kind, answer.httpStatus, answer.traceId], ['unknown', 200, 'trace-1']);
    assert.match(answer.message, why);
  });
}

test('the right words with another status than 200 are unknown', async () => {
  for (const status of [201, 202, 302, 307, 409, 500, 502]) {
    const { answer } = await cancelAt(cancelled, { status });
    assert.deepEqual([answer.kind, answer.httpStatus], ['unknown', status], String(status));
  }
});

test('a no of the gateway is refused, a no that it may take back is unknown', async () => {
  const cases = [
    ['ALREADY_CANCELED_PAYMENT', 400, 'already'],
    ['ALREADY_REFUND_PAYMENT', 400, 'already'],
    ['EXCEED_CANCEL_LIMIT', 403, 'refused'],
    ['NOT_CANCELABLE_PAYMENT', 403, 'refused'],
    ['NOT_FOUND_PAYMENT', 404, 'refused'],
    ['UNAUTHORIZED_KEY', 401, 'refused'],
    ['FORBIDDEN_CONSECUTIVE_REQUEST', 403, 'unknown'],
    ['IDEMPOTENT_REQUEST_PROCESSING', 409, 'unknown'],
    ['PROVIDER_ERROR', 400, 'unknown'],
    ['A_CODE_NOBODY_LISTED', 400, 'unknown'],
    // Behind a server's error anything may have happened, whatever it calls it.
    ['ALREADY_CANCELED_PAYMENT', 500, 'unknown'],
    ['EXCEED_CANCEL_LIMIT', 503, 'unknown'],
    ['NOT_CANCELABLE_PAYMENT', 409, 'unknown'],
    ['EXCEED_CANCEL_LIMIT', 302, 'unknown'],
  ] as const;
  for (const [code, status, kind] of cases) {
    const { answer } = await cancelAt({ code, message: '취소 한도 초과' }, { status });
    const expected = { kind, httpStatus: status, code, message: '취소 한도 초과', traceId: 'trace-1' };
    assert.deepEqual(answer, expected, `${code} ${status}`);
  }
});

test('an error without a code, or with one that is no code, is unknown', async () => {
  for (const body of [{}, { code: 403 }, { code: 'exceed cancel limit' }, { code: 'X'.repeat(101) }, [], 'no', null]) {
    const { answer } = await cancelAt(body, { status: 403 });
    assert.deepEqual([answer.kind, answer.code, answer.httpStatus], ['unknown', null, 403]);
  }
});

test('a page in place of JSON is unknown and keeps its status and trace for the ticket', async () => {
  for (const [raw, status] of [
    ['<html>502 Bad Gateway</html>', 502],
    ['', 200],
    ['{"status":"CANCELED"', 200],
  ] as const) {
    const { answer } = await cancelAt(null, { raw, status });
    assert.deepEqual([answer.kind, answer.httpStatus, answer.traceId], ['unknown', status, 'trace-1']);
    assert.match(answer.message, /is not JSON/);
  }
});

test('a giant is unknown', async () => {
  const { answer } = await cancelAt(null, { raw: `"${'x'.repeat(4_000_001)}"` });
  assert.equal(answer.kind, 'unknown');
  assert.match(answer.message, /larger than/);
});

test('an order that would make another request is not sent', async () => {
  const wrong = [
    { paymentKey: '..' },
    { paymentKey: '' },
    { paymentKey: 'a/b' },
    { paymentKey: 'a?b' },
    { paymentKey: 'x'.repeat(201) },
    { idempotencyKey: '' },
    { idempotencyKey: 'k'.repeat(301) },
    { idempotencyKey: 'k\r\nx: y' },
    { idempotencyKey: '열쇠' },
    { reason: ' ' },
  ];
  for (const wish of wrong) {
    const { answer, asked } = await cancelAt(cancelled, { wish });
    assert.deepEqual([answer.kind, answer.httpStatus, asked], ['refused', null, []], JSON.stringify(wish));
    assert.match(answer.message, /was not asked to cancel/);
  }
});

test('a long reason is cut to what the gateway takes', async () => {
  const { asked } = await cancelAt(cancelled, { wish: { reason: '가😀'.repeat(150) } });
  const sent: unknown = JSON.parse(asked[0]?.body ?? '');
  assert.deepEqual(sent, { cancelReason: '가😀'.repeat(100) });
});

test('what the gateway writes reaches people without control characters and in bounds', async () => {
  const { answer } = await cancelAt(
    { code: 'REFUND_REJECTED', message: `a\u001b[2J\n\u202e${'나'.repeat(400)}` },
    { status: 400 },
  );
  assert.match(answer.message, /^a \[2J {2}나+$/u);
  assert.equal(Array.from(answer.message).length, 300);
});

test('a connection cut after the gateway did its work is unknown, never an exception', async () => {
  const server = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const gateway = toss.open({ baseUrl: `http://127.0.0.1:${address.port}`, secretKey });
  const answer = await gateway.cancel(order);
  assert.deepEqual([answer.kind, answer.httpStatus, answer.code], ['unknown', null, null]);
  assert.match(answer.message, /could not be asked/);
  assert.doesNotMatch(JSON.stringify(answer), /abc123/);
  await new Promise((resolve) => server.close(resolve));
});

test('nothing but the exact answer is ever done', async () => {
  const codes = fc.constantFrom(...Object.values(tossErrors).flat(), 'NEW_CODE');
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.record({ code: codes, message: fc.string() }),
    fc.record({
      ...Object.fromEntries(Object.entries(cancelled).map(([key, value]) => [key, fc.constant(value)])),
      status: fc.constantFrom('CANCELED', 'DONE', 'PARTIAL_CANCELED', 'canceled', null),
      balanceAmount: fc.constantFrom(0, 1, 39_000, '0', null, -0.5),
      paymentKey: fc.constantFrom(order.paymentKey, `${order.paymentKey}x`, null),
      cancels: fc.constantFrom([row], [], null, [{ ...row, cancelStatus: 'ABORTED' }]),
    }),
  );
  const isExact = (body: unknown): boolean => {
    const { status, balanceAmount, paymentKey, cancels } = Object.fromEntries(Object.entries(Object(body)));
    return (
      status === 'CANCELED' &&
      balanceAmount === 0 &&
      paymentKey === order.paymentKey &&
      JSON.stringify(cancels) === JSON.stringify([row])
    );
  };
  await fc.assert(
    fc.asyncProperty(bodies, fc.constantFrom(200, 200, 200, 400, 403, 500), async (body, status) => {
      const { answer } = await cancelAt(body, { status });
      assert.equal(answer.kind === 'done', status === 200 && isExact(body));
    }),
    { numRuns: 300 },
  );
});
