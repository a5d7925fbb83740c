import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { confirmUrl, fakeWall, smallLedger } from '../../tests/kit/payment-ledger.ts';
import { attestedRoute, gateWorld } from '../../tests/kit/gate-world.ts';
import { declinedIntent, ledgerPayment, nowMs, target } from '../../tests/kit/payment-world.ts';
import type { Journal } from '../model/journal.ts';
import type { PaymentIntent } from '../model/payment.ts';
import { Blocked } from '../model/trouble.ts';
import { canaryProofs } from './arm.ts';
import { createGate } from './gate.ts';
import type { GateWorld } from './gate-world.ts';
import type { Seen } from './verdict.ts';

const { gateway } = target;
assert.ok(gateway !== null);
const strict = {
  ...target,
  gateway: { ...gateway, canaryFromKrw: 1_000_000n, attestation: { path: '/a', publicKey: '{}' } },
};
const canary: PaymentIntent = {
  step: 'PAY-00',
  amountKrw: 1_234n,
  card: 'unissuable-approved',
  canary: true,
  outcome: { expect: 'approved' },
};
const approved: Seen = { kind: 'approved', orderId: 'ORDER-0001', code: null, text: '결제 완료' };
const declined: Seen = { kind: 'declined', orderId: 'ORDER-0009', code: 'REJECT_CARD_PAYMENT', text: '한도초과' };

type Setting = {
  readonly changes?: Partial<GateWorld>;
  readonly ledger?: Parameters<typeof smallLedger>[1];
  readonly seen?: Seen;
};

function clockedJournal(clock: { nowMs: number }): Journal {
  const journal = createMemoryJournal();
  const timed = (runId: string) =>
    journal.events(runId).map((each) => ({ ...each, at: new Date(times.get(each) ?? clock.nowMs).toISOString() }));
  const times = new Map<unknown, number>();
  const note = <T>(runId: string, receipt: T): T => {
    for (const each of journal.events(runId)) if (!times.has(each)) times.set(each, clock.nowMs);
    return receipt;
  };
  return {
    ...journal,
    append: (runId, event) => note(runId, journal.append(runId, event)),
    appendAll: (runId, events) => note(runId, journal.appendAll(runId, events)),
    appendDecided: (runId, decide) =>
      note(
        runId,
        journal.appendDecided(runId, () => decide(timed(runId))),
      ),
    events: timed,
  };
}

/** Runs the canary in a world; returns what a large payment of the same session then meets. */
async function runCanary(setting: Setting = {}) {
  const clock = { nowMs };
  const journal = clockedJournal(clock);
  const ledger = smallLedger(canary, setting.ledger);
  const { wall, redirect } = fakeWall();
  const base: Partial<GateWorld> = {
    target: strict,
    wall,
    clock: { now: () => clock.nowMs, elapsed: () => 0 },
    readAccount: async () => ({ kind: 'read', holdsNothing: true, held: '0', unchanged: null }),
    ...setting.changes,
  };
  const seen = setting.seen ?? approved;
  const error = await createGate(gateWorld(journal, ledger.gateway, base))
    .pay(canary, {
      submit: async () => {
        if (seen.kind === 'approved') await redirect(confirmUrl({ amount: '1234' }));
      },
      seen: async () => seen,
    })
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  const tripped = () => journal.events('run-1').flatMap(({ event }) => (event.kind === 'guard.tripped' ? [event] : []));
  const large = async (changes: Partial<GateWorld> = {}, step = 'PAY-02') => {
    let presses = 0;
    const absent = smallLedger(declinedIntent, { isAbsent: true }).gateway;
    const ended = await createGate(gateWorld(journal, absent, { ...base, ...changes }))
      .pay({ ...declinedIntent, step }, { submit: async () => void (presses += 1), seen: async () => declined })
      .then(
        () => null,
        (thrown: unknown) => thrown,
      );
    const guard = ended instanceof Blocked ? ended.guard : ended;
    return { guard, words: ended instanceof Blocked ? ended.text.en : '', presses };
  };
  const states = () =>
    journal
      .events('run-1')
      .flatMap(({ event }) => (event.kind === 'payment.moved' ? [`${event.step} ${event.state}`] : []));
  const proofs = () => canaryProofs(journal.events('run-1'));
  return { error, large, states, tripped, proofs, clock, cancelled: ledger.cancelled, journal };
}

test('paid, found, cancelled and verified: the proof arms one large payment and is spent before its INTENT', async () => {
  const { error, large, states, proofs, cancelled, journal } = await runCanary();
  assert.equal(error, null);
  assert.equal(states().at(-1), 'PAY-00 VERIFIED_CANCELLED');
  assert.match(cancelled[0] ?? '', /^lv-cancel-pay-/);
  assert.equal(cancelled.length, 1);
  const [proof] = proofs();
  assert.equal(proof?.state, 'made');
  assert.equal(proof.maxKrw, 300_000_000n);
  assert.deepEqual(await large(), { guard: null, words: '', presses: 1 });
  assert.deepEqual(
    states().filter((state) => state.startsWith('PAY-02')),
    ['PLANNED', 'ARMED', 'INTENT', 'CLICKED', 'SEEN_DECLINED', 'VERIFIED_ABSENT'].map((state) => `PAY-02 ${state}`),
  );
  const order = journal
    .events('run-1')
    .flatMap(({ event }) =>
      event.kind === 'canary.proof' ? [event.state] : event.kind === 'payment.moved' ? [event.state] : [],
    );
  assert.ok(order.indexOf('used') < order.lastIndexOf('INTENT'));
  const again = await large({}, 'PAY-03');
  assert.equal(again.guard, 'canary');
  assert.match(again.words, /has been used/);
  assert.equal(again.presses, 0);
});

const matrix: readonly (readonly [string, Setting, { alarm: boolean; halted: boolean; says: RegExp }])[] = [
  [
    'declined: live, or a broken sandbox; large payments are blocked without an alarm',
    { seen: declined, ledger: { isAbsent: true } },
    { alarm: false, halted: false, says: /should be approved was declined/ },
  ],
  [
    'approved on the page and not in the test ledger: the accident itself',
    { ledger: { isAbsent: true } },
    { alarm: true, halted: true, says: /live ledger/ },
  ],
  [
    'approved and the cancel is refused: blocked, with a ticket',
    { ledger: { refuseCancel: true } },
    { alarm: true, halted: true, says: /not cancelled.*EXCEED_CANCEL_LIMIT/ },
  ],
  [
    'unknown: blocked',
    { seen: { ...approved, kind: 'unknown' }, ledger: { isAbsent: true } },
    { alarm: true, halted: true, says: /look again/ },
  ],
  [
    'not found by its key',
    { ledger: { noKey: true } },
    { alarm: true, halted: true, says: /does not know its payment key/ },
  ],
  ['not in the list', { ledger: { noList: true } }, { alarm: false, halted: false, says: /not in the gateway's list/ }],
  ['approved twice', { ledger: { isTwice: true } }, { alarm: true, halted: true, says: /second payment of its order/ }],
  [
    "another merchant's",
    { ledger: { record: { merchantId: 'other' } } },
    { alarm: true, halted: true, says: /merchant other's, not tvivarepublica's/ },
  ],
  [
    'a record that looks live',
    { ledger: { record: { mode: 'live', modeEvidence: ['dashboard.'] } } },
    { alarm: true, halted: true, says: /does not look like a test \(live: dashboard\.\)/ },
  ],
  [
    'a record of another card',
    { ledger: { record: { card: null } } },
    { alarm: false, halted: false, says: /does not show our card/ },
  ],
];
for (const [name, setting, { alarm, halted, says }] of matrix) {
  test(`a canary that is ${name}`, async () => {
    const { error, large, tripped, proofs } = await runCanary(setting);
    assert.match(String(error), says);
    assert.deepEqual(proofs(), []);
    assert.equal(
      tripped().some(({ money }) => money),
      alarm,
    );
    const next = await large();
    assert.equal(next.presses, 0);
    if (halted) assert.ok(['halt-latch', 'single-flight'].includes(String(next.guard)), String(next.guard));
    else assert.equal(next.guard, 'canary');
  });
}

test('a proof is worth nothing after 180 seconds, in another session or on another build', async () => {
  const old = await runCanary();
  old.clock.nowMs += 180_001;
  assert.match((await old.large()).words, /180 s old/);
  const elsewhere = await runCanary();
  assert.match((await elsewhere.large({ session: 'session-2' })).words, /another section/);
  const moved = await runCanary();
  const route = { ...attestedRoute, fingerprint: 'build-8' };
  assert.match((await moved.large({ readRoute: async () => route })).words, /is void/);
  assert.equal(moved.proofs()[0]?.state, 'void');
  assert.match((await moved.large()).words, /is void/, 'void stays void when the old build answers again');
});

test('a build that changes while the canary is cancelled leaves no proof', async () => {
  let reads = 0;
  const readRoute = async () => {
    reads += 1;
    return reads <= 3 ? attestedRoute : { ...attestedRoute, fingerprint: 'build-8' };
  };
  const { error, proofs } = await runCanary({ changes: { readRoute } });
  assert.match(String(error), /the deployment changed meanwhile/);
  assert.deepEqual(proofs(), []);
});

test("without the server's signed word the small payment is fine and proves nothing", async () => {
  const plain = { ...target, gateway: { ...gateway, canaryFromKrw: 1_000_000n } };
  const readRoute = async () => ({ ...attestedRoute, attestation: { kind: 'none' } as const });
  const { error, proofs, large } = await runCanary({ changes: { target: plain, readRoute } });
  assert.equal(error, null);
  assert.deepEqual(proofs(), []);
  assert.equal((await large()).guard, 'attestation');
});

test('a decline that changed the account fails with both values, as an alarm when money differs', async () => {
  for (const [after, isAlarm] of [
    ['{"points":9}', true],
    ['{"orders":"B"}', false],
  ] as const) {
    const journal = createMemoryJournal();
    let reads = 0;
    const readAccount = async () => {
      reads += 1;
      const unchanged = reads === 1 ? (isAlarm ? '{"points":10}' : '{"orders":"A"}') : after;
      return { kind: 'read', holdsNothing: true, held: '0', unchanged } as const;
    };
    const ledger = smallLedger(declinedIntent, {
      payment: ledgerPayment(declinedIntent, { status: 'ABORTED', approvedAt: null }),
    });
    const gate = createGate(gateWorld(journal, ledger.gateway, { readAccount }));
    const seen = { ...declined, orderId: 'ORDER-0001' };
    await assert.rejects(
      gate.pay(declinedIntent, { submit: async () => undefined, seen: async () => seen }),
      /changed the tester's account: before .* after /,
    );
    const alarms = journal.events('run-1').filter(({ event }) => event.kind === 'guard.tripped' && event.money);
    assert.equal(alarms.length > 0, isAlarm);
  }
});
