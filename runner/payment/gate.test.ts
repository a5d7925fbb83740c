import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alarms,
  approved,
  declined,
  firstEnd,
  messageOf,
  openGate,
  payWith,
  runId,
  states,
  unknown,
} from '../../tests/kit/gate-bench.ts';
import { attestedRoute } from '../../tests/kit/gate-world.ts';
import { approvedIntent, declinedIntent, ledgerPayment, scriptedGateway } from '../../tests/kit/payment-world.ts';
import type { PaymentIntent } from '../model/payment.ts';
import type { Seen } from './verdict.ts';
import { Blocked } from '../model/trouble.ts';

test('an approved payment is approved only with the ledger', async () => {
  const { gate, journal } = openGate(scriptedGateway([ledgerPayment(approvedIntent)]));
  const { outcome, pressed } = await payWith(gate, journal, approvedIntent, approved);
  assert.equal(pressed, 1);
  assert.equal(outcome?.state, 'VERIFIED_APPROVED');
  assert.equal(outcome.orderId, 'ORDER-0001');
  assert.deepEqual(
    states(journal),
    ['PLANNED', 'INTENT', 'CLICKED', 'SEEN_APPROVED', 'VERIFIED_APPROVED'].map((state) => `PAY-01 ${state}`),
  );
  assert.deepEqual(alarms(journal), []);
});

test('the intent holds what a person needs to find the payment', async () => {
  const { gate, journal } = openGate(scriptedGateway([null]), { readRoute: async () => attestedRoute });
  await payWith(gate, journal, declinedIntent, declined);
  const intent = journal.events(runId).find(({ event }) => event.kind === 'payment.moved' && event.state === 'INTENT');
  assert.ok(intent?.event.kind === 'payment.moved');
  assert.deepEqual(intent.event.facts, {
    amountKrw: '200000000',
    card: 'unissuable-over-limit',
    expect: 'declined',
    declineSource: 'magic-card',
    declineCode: 'REJECT_CARD_PAYMENT',
    target: 'demo',
    gateway: 'toss',
    gatewayUrl: 'http://127.0.0.1:4301',
    session: 'session-1',
    attestation: 'verified',
    fingerprint: 'build-7',
    route: 'toss/tvivarepublica/test_sk_/card:unissuable',
    deployment: 'build-7/build-7/config-1',
  });
});

test('an approval that appears late in the ledger is waited for', async () => {
  const inProgress = ledgerPayment(approvedIntent, { status: 'IN_PROGRESS', approvedAt: null });
  const { gate, journal, waits } = openGate(
    scriptedGateway([null, new Error('reset'), inProgress, ledgerPayment(approvedIntent)]),
  );
  const { outcome } = await payWith(gate, journal, approvedIntent, approved);
  assert.equal(outcome?.state, 'VERIFIED_APPROVED');
  assert.equal(waits.length, 3);
});

test('a decline with the declared code and nothing in the ledger passes', async () => {
  const { gate, journal } = openGate(scriptedGateway([null]));
  const { outcome } = await payWith(gate, journal, declinedIntent, declined);
  assert.equal(outcome?.state, 'VERIFIED_ABSENT');
});

test('a decline that the ledger knows as aborted passes', async () => {
  const { gate, journal } = openGate(
    scriptedGateway([ledgerPayment(declinedIntent, { status: 'ABORTED', approvedAt: null })]),
  );
  const { outcome } = await payWith(gate, journal, declinedIntent, declined);
  assert.equal(outcome?.state, 'VERIFIED_DECLINED');
});

test('the light aircraft: a decline that was approved fails, alarms and is not pressed again', async () => {
  for (const seen of [approved, declined, unknown]) {
    const { gate, journal } = openGate(scriptedGateway([ledgerPayment(declinedIntent)]));
    const { error, pressed } = await payWith(gate, journal, declinedIntent, seen);
    assert.match(messageOf(error), /should have been declined was approved: order ORDER-0001, 200,000,000원/);
    assert.equal(pressed, 1);
    assert.equal(firstEnd(journal), 'PAY-02 VERIFIED_APPROVED');
    assert.deepEqual(alarms(journal), ['payment-outcome']);
  }
});

test('a payment found once is not believed absent later, and silence at the end is no word', async () => {
  const inProgress = ledgerPayment(declinedIntent, { status: 'IN_PROGRESS', approvedAt: null });
  for (const [answers, state] of [
    [[inProgress, null], 'PAY-02 VERIFIED_DECLINED'],
    [[inProgress, new Error('down')], 'PAY-02 UNVERIFIABLE'],
  ] as const) {
    const { gate, journal } = openGate(scriptedGateway(answers));
    await payWith(gate, journal, declinedIntent, declined);
    assert.equal(states(journal).at(-1), state);
  }
});

test('an approval that comes up only at the last look is still an approval', async () => {
  const inProgress = ledgerPayment(declinedIntent, { status: 'IN_PROGRESS', approvedAt: null });
  const { gate, journal } = openGate(scriptedGateway([null, inProgress, ledgerPayment(declinedIntent)]));
  const { error } = await payWith(gate, journal, declinedIntent, declined);
  assert.match(messageOf(error), /was approved/);
});

const failing: readonly (readonly [
  string,
  PaymentIntent,
  Seen,
  Parameters<typeof scriptedGateway>[0],
  RegExp,
  string,
  boolean,
])[] = [
  [
    'another decline code',
    declinedIntent,
    { ...declined, code: 'INVALID_CARD_NUMBER' },
    [null],
    /expected REJECT_CARD_PAYMENT, the page says INVALID_CARD_NUMBER/,
    'VERIFIED_ABSENT',
    false,
  ],
  [
    'a decline where an approval was declared',
    approvedIntent,
    declined,
    [null],
    /should be approved was declined/,
    'VERIFIED_ABSENT',
    false,
  ],
  [
    'an approval on the page that the test ledger does not know',
    approvedIntent,
    approved,
    [null],
    /live ledger/,
    'UNVERIFIABLE',
    true,
  ],
  ['an unknown page and an empty ledger', declinedIntent, unknown, [null], /look again/, 'UNVERIFIABLE', true],
  [
    'an unknown page although the ledger has it',
    approvedIntent,
    unknown,
    [ledgerPayment(approvedIntent)],
    /disagree/,
    'VERIFIED_APPROVED',
    true,
  ],
  [
    'a declined page although the ledger has it',
    approvedIntent,
    declined,
    [ledgerPayment(approvedIntent)],
    /disagree/,
    'VERIFIED_APPROVED',
    true,
  ],
  ['a silent gateway', approvedIntent, approved, [new Error('ECONNREFUSED')], /ECONNREFUSED/, 'UNVERIFIABLE', true],
  [
    'another amount',
    approvedIntent,
    approved,
    [ledgerPayment(approvedIntent, { amountKrw: 390_000n, balanceKrw: 390_000n })],
    /the checklist says 39,000원, the gateway's ledger 390,000원/,
    'VERIFIED_APPROVED',
    true,
  ],
  [
    'another order',
    approvedIntent,
    approved,
    [ledgerPayment(approvedIntent, { orderId: 'ORDER-0002' })],
    /asked for ORDER-0001, answered ORDER-0002/,
    'UNVERIFIABLE',
    true,
  ],
  [
    'an approval of yesterday',
    approvedIntent,
    approved,
    [ledgerPayment(approvedIntent, { approvedAt: '2026-11-20T00:00:00.000Z' })],
    /not the payment that was pressed/,
    'UNVERIFIABLE',
    true,
  ],
  [
    'a payment that is still in progress',
    approvedIntent,
    approved,
    [ledgerPayment(approvedIntent, { status: 'IN_PROGRESS', approvedAt: null })],
    /not finished/,
    'UNVERIFIABLE',
    true,
  ],
  [
    'a payment that was taken back already',
    declinedIntent,
    declined,
    [ledgerPayment(declinedIntent, { status: 'CANCELED', balanceKrw: 0n })],
    /was approved/,
    'VERIFIED_CANCELLED',
    true,
  ],
  [
    'an amount in the list when the page shows no order number',
    declinedIntent,
    { ...declined, orderId: null },
    [ledgerPayment(declinedIntent)],
    /may have been approved/,
    'UNVERIFIABLE',
    true,
  ],
];
for (const [name, intent, seen, answers, says, state, alarm] of failing) {
  test(`${name} fails the step`, async () => {
    const { gate, journal } = openGate(scriptedGateway(answers));
    const { error, pressed } = await payWith(gate, journal, intent, seen);
    assert.match(messageOf(error), says);
    assert.equal(pressed, 1);
    assert.equal(firstEnd(journal), `${intent.step} ${state}`);
    assert.equal(alarms(journal).length, alarm ? 1 : 0);
  });
}

test("the shop's own limit refuses before there is an order, and the list proves that nothing was taken", async () => {
  const { gate, journal } = openGate(scriptedGateway([null]));
  const outcome = { expect: 'declined', source: 'shop-limit', code: 'ORDER_LIMIT' } as const;
  const seen = { ...declined, orderId: null, code: 'ORDER_LIMIT' };
  const ended = await payWith(gate, journal, { ...declinedIntent, outcome }, seen);
  assert.equal(ended.outcome?.state, 'VERIFIED_ABSENT');
});

test('a press that breaks is never repeated, and the ledger is asked all the same', async () => {
  const { gate, journal } = openGate(scriptedGateway([ledgerPayment(approvedIntent)]));
  const broken = new Error('the window closed');
  const ended = await payWith(gate, journal, approvedIntent, approved, broken);
  assert.equal(ended.error, broken);
  assert.equal(ended.pressed, 1);
  assert.equal(states(journal).at(-1), 'PAY-01 VERIFIED_APPROVED');
});

test('a press and a page that both break leave an unverifiable payment and an alarm', async () => {
  const { gate, journal } = openGate(scriptedGateway([null]));
  const ended = await payWith(gate, journal, approvedIntent, new Error('page crashed'), new Error('crashed'));
  assert.match(messageOf(ended.error), /page crashed/);
  assert.equal(states(journal).at(-1), 'PAY-01 UNVERIFIABLE');
  assert.deepEqual(alarms(journal), ['payment-outcome']);
});

test('a refusal presses nothing, plans nothing and is in the journal', async () => {
  const page = { look: async () => ({ keys: [], unread: [] }) };
  const { gate, journal } = openGate(scriptedGateway([null]), { page });
  const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
  assert.ok(error instanceof Blocked);
  assert.equal(error.guard, 'page-mode');
  assert.equal(pressed, 0);
  assert.deepEqual(states(journal), []);
  assert.deepEqual(
    journal.events(runId).map(({ event }) => event.kind),
    ['guard.tripped'],
  );
});

test('a page that cannot be read is refused', async () => {
  const page = { look: async () => Promise.reject(new Error('page closed')) };
  const { gate, journal } = openGate(scriptedGateway([null]), { page });
  const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
  assert.ok(error instanceof Blocked);
  assert.match(error.text.en, /page closed/);
  assert.equal(pressed, 0);
});

test('a gate without guards or without a gateway presses nothing', async () => {
  for (const changes of [{ guards: [] }, { gateway: null }]) {
    const { gate, journal } = openGate(scriptedGateway([null]), changes);
    const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
    assert.ok(error instanceof Blocked);
    assert.equal(pressed, 0);
  }
});
