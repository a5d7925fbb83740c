import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { GatewayTrouble } from '../model/gateway.ts';
import { SetupError } from '../model/trouble.ts';
import { ask } from './ask.ts';
import { openGateway } from './index.ts';
import { toss } from './toss.ts';
import { classOfToss, tossErrors } from './toss-errors.ts';

const baseUrl = 'http://127.0.0.1:4301';
const secretKey = 'test_sk_abc123';
const payment = {
  paymentKey: 'tviva20261122003000abcde',
  orderId: 'ORDER-0001',
  status: 'DONE',
  currency: 'KRW',
  totalAmount: 39_000,
  balanceAmount: 39_000,
  approvedAt: '2026-11-22T09:30:00+09:00',
};

/** A gateway whose every answer is this one; remembers what was asked. */
function answering(body: unknown, { status = 200, raw }: { status?: number; raw?: string } = {}) {
  const asked: { url: string; authorization: string | null; redirect: string | undefined }[] = [];
  const fetchNow: typeof fetch = async (input, init) => {
    const authorization = new Headers(init?.headers).get('authorization');
    asked.push({ url: new Request(input).url, authorization, redirect: init?.redirect });
    return new Response(raw ?? JSON.stringify(body), { status, headers: { 'x-tosspayments-trace-id': 'trace-1' } });
  };
  return { gateway: toss.open({ baseUrl, secretKey, fetch: fetchNow }), asked };
}

async function troubleOf(promise: Promise<unknown>): Promise<GatewayTrouble> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GatewayTrouble, String(error));
  return error;
}

test('a payment is read exactly, with times in UTC and amounts as whole won', async () => {
  const { gateway, asked } = answering({ ...payment, unknownField: { __proto__: 1 } });
  assert.deepEqual(await gateway.findByOrder('ORDER-0001'), {
    paymentKey: payment.paymentKey,
    orderId: 'ORDER-0001',
    status: 'DONE',
    amountKrw: 39_000n,
    balanceKrw: 39_000n,
    approvedAt: '2026-11-22T00:30:00.000Z',
  });
  assert.deepEqual(asked, [
    {
      url: `${baseUrl}/v1/payments/orders/ORDER-0001`,
      authorization: `Basic ${Buffer.from('test_sk_abc123:').toString('base64')}`,
      redirect: 'manual',
    },
  ]);
});

test('only the words NOT_FOUND_PAYMENT mean that there is none', async () => {
  const { gateway } = answering({ code: 'NOT_FOUND_PAYMENT', message: '' }, { status: 404 });
  assert.equal(await gateway.findByOrder('ORDER-0001'), null);
  assert.equal(await gateway.findByKey('key'), null);
  for (const [body, status] of [
    [{ code: 'NOT_FOUND' }, 404],
    [{ error: 'no such page' }, 404],
    [{ code: 'NOT_FOUND_PAYMENT' }, 500],
  ] as const) {
    assert.equal((await troubleOf(answering(body, { status }).gateway.findByOrder('ORDER-0001'))).kind, 'unknown');
  }
});

test('a refused key is wiring and names the trace for the support desk', async () => {
  const { gateway } = answering({ code: 'UNAUTHORIZED_KEY', message: '' }, { status: 401 });
  const trouble = await troubleOf(gateway.findByOrder('ORDER-0001'));
  assert.equal(trouble.kind, 'wiring');
  assert.equal(trouble.traceId, 'trace-1');
  assert.doesNotMatch(`${trouble.message}${JSON.stringify(trouble)}`, /abc123/);
});

const hostile: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a list', [payment]],
  ['an amount in a text', { ...payment, totalAmount: '39000' }],
  ['a fraction', { ...payment, totalAmount: 39_000.5 }],
  ['a negative amount', { ...payment, totalAmount: -1 }],
  ['an amount that arithmetic spoils', { ...payment, totalAmount: 2 ** 53 }],
  ['a balance above the amount', { ...payment, balanceAmount: 39_001 }],
  ['another currency', { ...payment, currency: 'USD' }],
  ['a new status', { ...payment, status: 'MAYBE' }],
  ['a status in an object', { ...payment, status: { toString: 'DONE' } }],
  ['no payment key', { ...payment, paymentKey: undefined }],
  ['control characters', { ...payment, paymentKey: 'a\u001b[2J' }],
  ['a time without an offset', { ...payment, approvedAt: '2026-11-22T09:30:00' }],
  ['a time that is none', { ...payment, approvedAt: '2026-99-22T09:30:00+09:00' }],
  ['a missing time', { ...payment, approvedAt: undefined }],
  ['another order', { ...payment, orderId: 'ORDER-0002' }],
  ['a cancellation that left a balance', { ...payment, status: 'CANCELED', balanceAmount: 1 }],
];
for (const [name, body] of hostile) {
  test(`an answer with ${name} is trouble, not a payment`, async () => {
    const trouble = await troubleOf(answering(body).gateway.findByOrder('ORDER-0001'));
    assert.equal(trouble.kind, 'unknown');
    assert.match(trouble.text.en, /cannot be trusted/);
    assert.match(trouble.text.ko, /[가-힣]/);
  });
}

test('an answer that is no JSON, a redirect and a giant are trouble', async () => {
  const notJson = answering(null, { raw: '<html>' });
  assert.match((await troubleOf(notJson.gateway.findByOrder('ORDER-0001'))).text.en, /is not JSON/);
  const redirect = answering(null, { raw: '', status: 302 });
  assert.match((await troubleOf(redirect.gateway.findByOrder('ORDER-0001'))).text.en, /HTTP 302/);
  const giant = answering(null, { raw: `"${'x'.repeat(4_000_001)}"` });
  assert.match((await troubleOf(giant.gateway.findByOrder('ORDER-0001'))).text.en, /larger than/);
});

test('a gateway that refuses the connection is trouble with a reason', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  await new Promise((resolve) => server.close(resolve));
  const gateway = toss.open({ baseUrl: `http://127.0.0.1:${address.port}`, secretKey });
  assert.match((await troubleOf(gateway.findByOrder('ORDER-0001'))).text.en, /could not be asked: .*ECONNREFUSED/);
});

test('a gateway that does not answer is trouble when the time is up', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const call = { name: 'toss', url: `http://127.0.0.1:${address.port}/`, headers: {}, fetch, timeoutMs: 50 };
  assert.match((await troubleOf(ask(call))).text.en, /no answer in time/);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('an order number from a page cannot change the address', async () => {
  for (const orderId of ['../../x', 'a/b/c/d', 'ORDER 1', 'short', 'x'.repeat(65), 'ORDER-0001?x=1']) {
    const { gateway, asked } = answering(payment);
    assert.match((await troubleOf(gateway.findByOrder(orderId))).text.en, /does not have the form/);
    assert.deepEqual(asked, []);
  }
});

test('keys that are not test keys are refused without being repeated', () => {
  const live = ['live', 'sk', 'abc123'].join('_');
  for (const key of [
    live,
    ['live', 'gsk', 'abc123'].join('_'),
    'test_ck_abc123',
    `x${secretKey}`,
    `${secretKey}\n`,
    '',
    'test_sk_',
  ]) {
    assert.throws(
      () => toss.open({ baseUrl, secretKey: key }),
      (error) =>
        error instanceof SetupError && !error.message.includes('abc123') && /not a test key/.test(error.text.en),
      key,
    );
  }
  toss.open({ baseUrl, secretKey: 'test_gsk_abc123' });
});

test('only the gateway itself and this machine are asked', () => {
  const refused = [
    'http://api.tosspayments.com',
    'https://api.tosspayments.com:8443',
    'https://api.tosspayments.com.evil.example',
    'https://evil.example/api.tosspayments.com',
    'https://user:pass@api.tosspayments.com',
    'https://api.tosspayments.com@evil.example',
    'http://127.0.0.2:80',
    'http://127.0.0.1.nip.io',
    'http://0.0.0.0',
    'http://127.0.0.1/path',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'not an address',
    '',
  ];
  for (const address of refused) assert.throws(() => toss.open({ baseUrl: address, secretKey }), SetupError, address);
  for (const address of [
    'https://api.tosspayments.com',
    'https://api.tosspayments.com/',
    'http://localhost:1',
    'http://[::1]:1',
  ]) {
    toss.open({ baseUrl: address, secretKey });
  }
});

test('a gateway of the list is opened by name, and others are refused', () => {
  assert.equal(openGateway({ kind: 'toss', baseUrl }, secretKey).name, 'toss');
  assert.throws(() => openGateway({ kind: 'inicis', baseUrl }, secretKey), /there is toss/);
});

const row = {
  transactionKey: 'T1',
  paymentKey: 'P',
  orderId: 'ORDER-0001',
  status: 'DONE',
  currency: 'KRW',
  amount: 1,
  transactionAt: payment.approvedAt,
};

/** A gateway that has these pages and then no more; remembers after which row each was asked for. */
function listing(pageOf: (page: number) => readonly object[]) {
  const after: (string | null)[] = [];
  const fetchNow: typeof fetch = async (input) => {
    after.push(new URL(new Request(input).url).searchParams.get('startingAfter'));
    return new Response(JSON.stringify(pageOf(after.length - 1)));
  };
  const gateway = toss.open({ baseUrl, secretKey, fetch: fetchNow });
  return { list: () => gateway.listTransactions({ fromMs: 0, toMs: 1 }), after };
}

test('a list is read until a page is empty, also when the gateway cuts its pages short, and comes oldest first', async () => {
  const late = { ...row, transactionAt: '2026-11-22T09:31:00+09:00' };
  const pages = [[late, { ...row, transactionKey: 'T2' }], [{ ...row, transactionKey: 'T3' }]];
  const { list, after } = listing((page) => pages[page] ?? []);
  assert.deepEqual(
    (await list()).map(({ transactionKey }) => transactionKey),
    ['T2', 'T3', 'T1'],
  );
  assert.deepEqual(after, [null, 'T2', 'T3']);
});

test('a list that repeats a row is trouble, because it may leave out another', async () => {
  const { list, after } = listing(() => [row]);
  assert.match((await troubleOf(list())).text.en, /transactionKey is not what was asked for/);
  assert.equal(after.length, 2);
});

test('a list that never ends is trouble, not a part of the list', async () => {
  const { list, after } = listing((page) =>
    Array.from({ length: 500 }, (_, place) => ({ ...row, transactionKey: `T${page}-${place}` })),
  );
  assert.match((await troubleOf(list())).text.en, /longer than 25000 rows/);
  assert.equal(after.length, 50);
});

test('a payment key that is no single step of an address is not asked about', async () => {
  for (const key of ['..', '../orders/ORDER-0001', 'a/b', 'a?b', '', 'x'.repeat(201)]) {
    const { gateway, asked } = answering(payment);
    assert.match((await troubleOf(gateway.findByKey(key))).text.en, /does not have the form of a payment key/);
    assert.match((await troubleOf(gateway.readRecord(key))).text.en, /does not have the form of a payment key/);
    assert.deepEqual(asked, []);
  }
});

test('a code belongs to one class and a code nobody listed is unknown', () => {
  const all = Object.values(tossErrors).flat();
  assert.equal(new Set<string>(all).size, all.length);
  assert.equal(classOfToss('REJECT_CARD_PAYMENT'), 'declined');
  assert.equal(classOfToss('UNKNOWN_PAYMENT_ERROR'), 'unknown');
  assert.equal(
    classOfToss('EXCEED_MAX_CARD_INSTALLMENT_PLAN'),
    'unknown',
    'that one is about months, not about a limit',
  );
  assert.equal(classOfToss('toString'), 'unknown');
  for (const codes of Object.values(tossErrors))
    assert.deepEqual(
      [...codes],
      codes.toSorted((a, b) => (a < b ? -1 : 1)),
    );
});
