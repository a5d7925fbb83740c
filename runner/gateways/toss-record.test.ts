import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { GatewayRecord } from '../model/gateway.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import { toss } from './toss.ts';

const paymentKey = 'tviva20261122003000abcde';
const card = {
  issuerCode: '24',
  acquirerCode: '21',
  number: '53651000****000*',
  installmentPlanMonths: 3,
  approveNo: '00000000',
  cardType: '신용',
  ownerType: '개인',
  acquireStatus: 'READY',
};
const cancel = {
  transactionKey: 'B2',
  cancelReason: '고객 변심',
  canceledAt: '2026-11-22T09:31:00+09:00',
  cancelAmount: 9_000,
  cancelStatus: 'DONE',
};
const body = {
  paymentKey,
  orderId: 'ORDER-0001',
  status: 'PARTIAL_CANCELED',
  currency: 'KRW',
  totalAmount: 59_000,
  balanceAmount: 50_000,
  approvedAt: '2026-11-22T09:30:00+09:00',
  requestedAt: '2026-11-22T09:29:00+09:00',
  mId: 'tvivarepublica',
  lastTransactionKey: 'A1',
  orderName: '극세사 이불',
  method: '카드',
  suppliedAmount: 53_636,
  vat: 5_364,
  taxFreeAmount: 0,
  isPartialCancelable: true,
  receipt: { url: 'https://dashboard-sandbox.tosspayments.com/receipt/redirection?transactionId=x' },
  card,
  cancels: [cancel],
};

function read(answer: unknown, { status = 200, raw }: { status?: number; raw?: string } = {}) {
  const answering: typeof fetch = async () => new Response(raw ?? JSON.stringify(answer), { status });
  const gateway = toss.open({ baseUrl: 'http://127.0.0.1:4301', secretKey: 'test_sk_abc123', fetch: answering });
  return gateway.readRecord(paymentKey);
}

async function recordOf(changes: object): Promise<GatewayRecord> {
  const record = await read({ ...body, ...changes });
  assert.ok(record !== null);
  return record;
}

test('a record has all that a person needs to cancel by hand', async () => {
  assert.deepEqual(await read(body), {
    payment: {
      paymentKey,
      orderId: 'ORDER-0001',
      status: 'PARTIAL_CANCELED',
      amountKrw: 59_000n,
      balanceKrw: 50_000n,
      approvedAt: '2026-11-22T00:30:00.000Z',
    },
    mode: 'test',
    modeEvidence: [
      'receipt host dashboard-sandbox.tosspayments.com',
      'approval number 00000000',
      'merchant id tvivarepublica',
    ],
    merchantId: 'tvivarepublica',
    lastTransactionKey: 'A1',
    orderName: '극세사 이불',
    method: '카드',
    requestedAt: '2026-11-22T00:29:00.000Z',
    suppliedKrw: 53_636n,
    vatKrw: 5_364n,
    taxFreeKrw: 0n,
    isPartialCancelable: true,
    receiptUrl: 'https://dashboard-sandbox.tosspayments.com/receipt/redirection?transactionId=x',
    card: {
      issuerCode: '24',
      acquirerCode: '21',
      number: '536510******000*',
      installmentMonths: 3,
      approveNo: '00000000',
      cardType: '신용',
      ownerType: '개인',
      acquireStatus: 'READY',
    },
    cancels: [
      { transactionKey: 'B2', reason: '고객 변심', at: '2026-11-22T00:31:00.000Z', amountKrw: 9_000n, status: 'DONE' },
    ],
  });
});

test('what the gateway left out or spoilt is null, and the record is still there', async () => {
  const spoilt = [undefined, null, '', {}, [], 'x\u0000', true];
  for (const value of spoilt) {
    const record = await recordOf({
      requestedAt: value,
      mId: value,
      lastTransactionKey: value,
      orderName: value,
      suppliedAmount: value,
      vat: value,
      taxFreeAmount: value,
      receipt: value,
      card: value === true ? { ...card, number: value, installmentPlanMonths: -1 } : value,
    });
    const { requestedAt, merchantId, lastTransactionKey, orderName, suppliedKrw, vatKrw, taxFreeKrw, receiptUrl } =
      record;
    const optional = [
      requestedAt,
      merchantId,
      lastTransactionKey,
      orderName,
      suppliedKrw,
      vatKrw,
      taxFreeKrw,
      receiptUrl,
    ];
    assert.deepEqual(new Set(optional), new Set([null]), JSON.stringify(value));
    assert.deepEqual([record.card?.number ?? null, record.card?.installmentMonths ?? null], [null, null]);
    assert.equal(record.payment.balanceKrw, 50_000n);
  }
});

test('a record about another payment is trouble', async () => {
  await assert.rejects(read({ ...body, paymentKey: 'tviva20261122003000OTHER' }), GatewayTrouble);
});

test('a payment that the ledger does not have is null, and every other no is trouble', async () => {
  assert.equal(await read({ code: 'NOT_FOUND_PAYMENT' }, { status: 404 }), null);
  await assert.rejects(read({ code: 'UNAUTHORIZED_KEY' }, { status: 401 }), GatewayTrouble);
  await assert.rejects(read(null, { raw: '<html>', status: 404 }), GatewayTrouble);
});

test('cancellations that cannot be read whole are trouble, because they say what is still owed', async () => {
  const wrong = [
    'none',
    {},
    [null],
    [{ ...cancel, cancelAmount: -1 }],
    [{ ...cancel, cancelAmount: 1.5 }],
    [{ ...cancel, canceledAt: 'yesterday' }],
    [cancel, { ...cancel, transactionKey: '' }],
  ];
  for (const cancels of wrong) {
    await assert.rejects(read({ ...body, cancels }), GatewayTrouble, JSON.stringify(cancels));
  }
  assert.deepEqual((await recordOf({ cancels: null })).cancels, []);
  await assert.rejects(read({ ...body, status: 'CANCELED' }), GatewayTrouble, 'cancelled, yet with a balance');
});

test('a card number shows its first six and last four at most, whatever was sent', async () => {
  const cases = [
    ['4242424242424242', '424242******4242'],
    ['4242-4242-4242-4242', '424242******4242'],
    ['4242 4242 **** 4242', '424242******4242'],
    ['6212345678901234567', '621234*********4567'],
    ['4222222222222', '422222***2222'],
    ['42424242424242424242', null],
    ['424242424242', null],
    ['4242 4242 4242 4242 (본인)', null],
    [4_242_424_242_424_242, null],
  ] as const;
  for (const [number, shown] of cases) {
    assert.equal((await recordOf({ card: { ...card, number } })).card?.number ?? null, shown, String(number));
  }
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[0-9 *-]{1,40}$/), async (number) => {
      const shown = (await recordOf({ card: { ...card, number } })).card?.number ?? '';
      assert.ok(shown.replaceAll('*', '').length <= 10, shown);
    }),
    { numRuns: 200 },
  );
});

test('one sign of live outweighs every sign of test, and without signs nothing is said', async () => {
  const live = { url: 'https://dashboard.tosspayments.com/receipt' };
  assert.deepEqual((await recordOf({ receipt: live })).mode, 'live');
  const bare = { receipt: null, card: { ...card, approveNo: '31415926' }, mId: 'skyhomeshop1' };
  assert.deepEqual((await recordOf(bare)).mode, 'unknown');
  assert.deepEqual((await recordOf({ ...bare, receipt: live })).modeEvidence, [
    'receipt host dashboard.tosspayments.com',
  ]);
  for (const url of [
    'http://dashboard-sandbox.tosspayments.com/',
    'https://dashboard-sandbox.tosspayments.com.evil.example/',
    'https://dashboard-sandbox.tosspayments.com@evil.example/',
    'https://evil.example/dashboard-sandbox.tosspayments.com',
    'https://dashboard-sandbox.tosspayments.com:8443/',
    `https://dashboard-sandbox.tosspayments.com/${'x'.repeat(500)}`,
    'javascript:alert(1)//dashboard-sandbox.tosspayments.com',
  ]) {
    assert.equal((await recordOf({ ...bare, receipt: { url } })).mode, 'unknown', url);
  }
  for (const mId of ['tvivarepublica-imitated', 'xtvivarepublica']) {
    assert.equal((await recordOf({ ...bare, mId })).mode, 'unknown', mId);
  }
});

test('names cannot turn the direction of writing, carry control characters or run on', async () => {
  assert.equal((await recordOf({ orderName: 'a\u202eb\u2066c' })).orderName, 'abc');
  assert.equal((await recordOf({ orderName: 'a\u001b[2J' })).orderName, null);
  assert.equal((await recordOf({ orderName: '\u200e' })).orderName, null);
  assert.equal((await recordOf({ orderName: '😀'.repeat(400) })).orderName, '😀'.repeat(300));
});
