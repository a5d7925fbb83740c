import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { moneyBench, type Step } from '../../tests/kit/money-bench.ts';
import { limits } from '../base/limits.ts';
import { holdMoneyLane } from './lane.ts';

const light = 200_000_000;
const order = 'HS-20261122-0007';
const minuteMs = 60_000;

function opened(t: TestContext, ...rest: Parameters<typeof moneyBench> extends [unknown, ...infer R] ? R : never) {
  const bench = moneyBench(t, ...rest);
  bench.open();
  return bench;
}

/** How each row of the crash table ends when the gateway was never reached by the press. */
const nothingAtTheGateway = [
  ['a payment that was only planned happened nowhere', ['PLANNED'], 'PLANNED', 'clean'],
  ['an intent without a press is absent at once', ['PLANNED', 'INTENT'], 'VERIFIED_ABSENT', 'clean'],
  ['a press that may still come is not judged', ['PLANNED', 'INTENT', 'CLICKED'], 'CLICKED', 'unsure'],
  [
    'a decline on the screen with nothing in the ledger is absent, and looked at again later',
    ['PLANNED', 'INTENT', 'CLICKED', ['SEEN_DECLINED', { screen: 'declined', orderId: order }]],
    'VERIFIED_ABSENT',
    'unsure',
  ],
  [
    'an approval on the screen that the test ledger does not know is for a person',
    ['PLANNED', 'INTENT', 'CLICKED', ['SEEN_APPROVED', { screen: 'approved', orderId: order }]],
    'UNVERIFIABLE',
    'money',
  ],
] as const satisfies readonly (readonly [string, readonly Step[], string, string])[];

for (const [name, states, end, outcome] of nothingAtTheGateway) {
  test(name, async (t) => {
    const bench = opened(t);
    await bench.go('pay-1', states);
    const settled = await bench.settle();
    assert.deepEqual([bench.stateOf('pay-1'), settled.outcome], [end, outcome]);
    // What is told once is not told again, and nothing is written twice.
    const written = bench.journal.events(bench.runId).length;
    assert.equal((await bench.settle()).outcome, outcome);
    assert.equal(bench.journal.events(bench.runId).length, written);
  });
}

test('a reservation whose press was never written down is given back', async (t) => {
  const bench = opened(t);
  await bench.go('pay-1', ['PLANNED']);
  bench.book.reserve(
    { runId: bench.runId, payment: 'pay-1', step: 'PAY-1', amountKrw: 5n },
    { hourKrw: null, hourCount: null },
  );
  assert.equal(bench.book.hasOpen(), true);
  assert.equal((await bench.settle({ runs: 'booked' })).outcome, 'clean');
  assert.equal(bench.book.hasOpen(), false);
});

test('a press without an outcome is absent only when the shop cannot confirm any more', async (t) => {
  const bench = opened(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  const first = await bench.settle();
  assert.equal(first.againMs, bench.clock.now() + limits.confirmWindowMs + limits.paymentPressMs);
  await bench.pass(limits.confirmWindowMs);
  assert.equal((await bench.settle()).outcome, 'unsure');
  await bench.pass(minuteMs);
  assert.equal((await bench.settle()).outcome, 'clean');
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_ABSENT');
  assert.equal(bench.book.hasOpen(), false);
});

test('a decline that became an approval after a crash is found by amount and card, cancelled and verified', async (t) => {
  const bench = opened(t);
  const step = await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  await bench.turn({ 'approve-despite-limit': 1 });
  const wish = { orderId: order, amount: { currency: 'KRW', value: light } };
  await bench.gateway.charge(wish, { number: '4330280000000000' });
  const settled = await bench.settle();
  assert.equal(settled.outcome, 'money');
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
  assert.equal(await bench.ledgerStatus(order), 'CANCELED');
  const [halt] = bench.book.facts('x').halts;
  assert.match(halt?.message.en ?? '', new RegExp(`${step}.*every payment on this target is halted`));
  assert.equal(bench.book.facts('x').openTickets.length, 1);
});

test("somebody else's payment of the same amount is never cancelled", async (t) => {
  const bench = opened(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  // The approved card is not the one that this payment was pressed with.
  await bench.pay(order, light, 'confirmed');
  await bench.settle();
  assert.equal(bench.stateOf('pay-1'), 'CLICKED');
  assert.equal(await bench.ledgerStatus(order), 'DONE');
});

test('an approval as it was declared ends without an alarm', async (t) => {
  const bench = opened(t);
  await bench.go(
    'pay-1',
    ['PLANNED', 'INTENT', 'CLICKED', ['SEEN_APPROVED', { screen: 'approved', orderId: order }]],
    'approved',
  );
  await bench.pay(order, 39_000, 'confirmed');
  assert.equal((await bench.settle()).outcome, 'clean');
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_APPROVED');
  assert.equal(await bench.ledgerStatus(order), 'DONE');
});

test('an approval of another amount than the declared one is taken back', async (t) => {
  const bench = opened(t);
  await bench.go(
    'pay-1',
    ['PLANNED', 'INTENT', 'CLICKED', ['SEEN_APPROVED', { screen: 'approved', orderId: order }]],
    'approved',
  );
  await bench.pay(order, 390_000, 'confirmed');
  assert.equal((await bench.settle()).outcome, 'money');
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
});

test('an approval with an alarm, killed before its cancellation, is cancelled by the next settling', async (t) => {
  const bench = opened(t);
  await bench.pay(order, light, 'confirmed');
  const step = await bench.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_UNKNOWN', { screen: 'unknown', orderId: order }],
    'VERIFIED_APPROVED',
  ]);
  await bench.alarm(step);
  await bench.settle();
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
});

for (const state of ['CANCEL_INTENT', 'CANCEL_SENT'] as const) {
  test(`a cancellation that was cut off at ${state} is verified, and asked for again with the same key`, async (t) => {
    const bench = opened(t);
    const { paymentKey } = await bench.pay(order, light, 'confirmed');
    const tail = state === 'CANCEL_INTENT' ? (['CANCEL_INTENT'] as const) : (['CANCEL_INTENT', 'CANCEL_SENT'] as const);
    await bench.go('pay-1', [
      'PLANNED',
      'INTENT',
      'CLICKED',
      ['SEEN_UNKNOWN', { screen: 'unknown', orderId: order }],
      ['VERIFIED_APPROVED', { paymentKey }],
      ...tail,
    ]);
    // The request of the dead process did its work; nobody heard the answer.
    const asked = { paymentKey, reason: 'the dead process', idempotencyKey: 'lv-cancel-pay-1' };
    if (state === 'CANCEL_SENT') assert.equal((await bench.ledger.cancel(asked)).kind, 'done');
    await bench.settle();
    assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
    const cancels = bench.asked.filter((call) => call.endsWith('/cancel')).length;
    assert.equal(cancels, 1, 'one request in all: the ledger is looked at before a second one');
    assert.equal((await bench.ledger.readRecord(paymentKey))?.cancels.length, 1);
  });
}

test('the small payment that proves a route is taken back after a crash without a halt', async (t) => {
  const bench = opened(t);
  await bench.go(
    'pay-1',
    ['PLANNED', ['INTENT', { canary: 'yes' }], 'CLICKED', ['SEEN_APPROVED', { screen: 'approved', orderId: order }]],
    'approved',
  );
  await bench.pay(order, 39_000, 'confirmed');
  assert.equal((await bench.settle()).outcome, 'clean');
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
  assert.deepEqual(bench.book.facts('x').halts, []);
});

test('a decline that the shop confirms after all is found by the late second look', async (t) => {
  const bench = opened(t);
  const ticket = await bench.pay(order, light, 'proved');
  await bench.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_DECLINED', { screen: 'declined', orderId: order }],
    ['VERIFIED_DECLINED', { ledger: 'found', ledgerStatus: 'IN_PROGRESS', paymentKey: ticket.paymentKey }],
  ]);
  const first = await bench.settle();
  assert.deepEqual([first.outcome, first.payments[0]?.open], ['unsure', false]);
  await bench.pass(2 * minuteMs);
  await bench.gateway.api('POST', '/v1/payments/confirm', ticket);
  const second = await bench.settle();
  assert.equal(second.outcome, 'money');
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
  assert.equal(bench.book.facts('x').openTickets.length, 1);
});

test('a decline that nobody confirmed is looked at once more and then never again', async (t) => {
  const bench = opened(t);
  const { paymentKey } = await bench.pay(order, light, 'proved');
  await bench.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_DECLINED', { screen: 'declined', orderId: order }],
    ['VERIFIED_DECLINED', { ledger: 'found', ledgerStatus: 'IN_PROGRESS', paymentKey }],
  ]);
  await bench.pass(limits.confirmWindowMs + 1);
  assert.equal((await bench.settle()).payments[0]?.kind, 'ended');
  const calls = bench.asked.length;
  assert.deepEqual((await bench.settle()).payments, []);
  assert.equal(bench.asked.length, calls);
});

test('a gateway that is silent for a minute after a press halts the target and opens a ticket', async (t) => {
  const bench = opened(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED', ['SEEN_UNKNOWN', { screen: 'unknown', orderId: order }]]);
  bench.down(true);
  await bench.pass(limits.unknownOutcomeMs - 1);
  assert.equal((await bench.settle()).outcome, 'unsure');
  await bench.pass(1);
  assert.equal((await bench.settle()).outcome, 'money');
  assert.equal(bench.stateOf('pay-1'), 'UNVERIFIABLE');
  assert.equal(bench.book.facts('x').openTickets.length, 1);
  // The gateway comes back, and the truth with it.
  bench.down(false);
  await bench.pay(order, light, 'confirmed');
  await bench.settle();
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
});

test('settling waits for nobody: while somebody pays on the target it says so', async (t) => {
  const bench = opened(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  const lane = holdMoneyLane(bench.world().lockFolder, bench.target.id);
  const settled = await bench.settle();
  assert.deepEqual([settled.outcome, settled.payments], ['unsure', []]);
  assert.match(settled.notes[0]?.text.en ?? '', /Another process/);
  lane?.release();
});

test('a payment of another target is left alone', async (t) => {
  const bench = opened(t, { id: 'other' });
  const settled = await moneyBench(t).settle();
  assert.deepEqual([settled.outcome, settled.payments], ['clean', []]);
  assert.equal(bench.book.hasOpen(), false);
});

test('a damaged journal halts the target and says so', async (t) => {
  const bench = opened(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  bench.damage();
  const settled = await bench.settle();
  assert.equal(settled.outcome, 'money');
  assert.match(bench.book.facts('x').halts[0]?.message.en ?? '', /journal of run .* is damaged/);
  assert.equal(bench.book.hasOpen(), true, 'what cannot be read is not called ended');
});
