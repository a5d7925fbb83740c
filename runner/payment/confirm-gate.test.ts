import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { confirmUrl, fakeWall, smallLedger } from '../../tests/kit/payment-ledger.ts';
import { attestedRoute, gateWorld } from '../../tests/kit/gate-world.ts';
import { approvedIntent, goodFacts, target } from '../../tests/kit/payment-world.ts';
import type { RouteFacts } from '../model/guard.ts';
import { Blocked, StepFailure } from '../model/trouble.ts';
import { openTargetBook } from './book.ts';
import { createGate } from './gate.ts';
import type { GateWorld } from './gate-world.ts';
import { isConfirm, readConfirm } from './confirm-url.ts';
import type { Seen } from './verdict.ts';

const approved: Seen = { kind: 'approved', orderId: 'ORDER-0001', code: null, text: '결제 완료' };
const blank: Seen = { kind: 'unknown', orderId: null, code: null, text: '' };
const inProgress = { status: 'IN_PROGRESS', approvedAt: null } as const;

/** Pays through a wall; the window redirects to `urls` while it is pressed. */
async function payThrough(
  urls: readonly string[],
  setting: {
    readonly changes?: Partial<GateWorld>;
    readonly ledger?: Parameters<typeof smallLedger>[1];
    readonly seen?: Seen;
    readonly prepared?: string | null;
  } = {},
) {
  const { wall, log, redirect } = fakeWall();
  const journal = setting.changes?.journal ?? createMemoryJournal();
  const gate = createGate(
    gateWorld(journal, smallLedger(approvedIntent, setting.ledger).gateway, { wall, ...setting.changes }),
  );
  const answers: string[] = [];
  const ended = await gate
    .pay(approvedIntent, {
      submit: async () => {
        for (const url of urls) answers.push(await redirect(url));
      },
      prepared: () => setting.prepared ?? null,
      seen: async () => setting.seen ?? approved,
    })
    .then(
      () => null,
      (error: unknown) => error,
    );
  const events = journal.events('run-1').map(({ event }) => event);
  const states = events.flatMap((event) => (event.kind === 'payment.moved' ? [event.state] : []));
  const tripped = events.flatMap((event) => (event.kind === 'guard.tripped' ? [event] : []));
  return { answers, error: ended, states, tripped, log, events, redirect };
}

test('the redirect is held, written down, compared and released before the shop confirms', async () => {
  const { answers, error, states, log, events } = await payThrough([confirmUrl()], { prepared: 'ORDER-0001' });
  assert.equal(error, null);
  assert.deepEqual(answers, ['release']);
  assert.deepEqual(states, [
    'PLANNED',
    'INTENT',
    'CLICKED',
    'AUTHENTICATED',
    'RELEASED',
    'SEEN_APPROVED',
    'VERIFIED_APPROVED',
  ]);
  const held = events.find((event) => event.kind === 'payment.moved' && event.state === 'AUTHENTICATED');
  assert.ok(held?.kind === 'payment.moved');
  assert.deepEqual(held.facts, {
    paymentKey: 'tviva20261122003000abcde',
    orderId: 'ORDER-0001',
    confirmAmountKrw: '39000',
  });
  assert.deepEqual(log, ['armed', 'disarmed']);
});

type Setting = Parameters<typeof payThrough>[1];
const lateLive = (): GateWorld['page'] => {
  let looks = 0;
  return {
    look: async () => {
      looks += 1;
      return looks <= 2
        ? goodFacts.page
        : { keys: [{ mode: 'live', prefix: 'live_ck_', where: 'request' }] as const, unread: [] };
    },
  };
};
const lateRoute = (changed: RouteFacts) => {
  let reads = 0;
  return async () => {
    reads += 1;
    return reads <= 2 ? attestedRoute : changed;
  };
};

const dropped: readonly (readonly [string, string, Setting, RegExp])[] = [
  ['another amount', confirmUrl({ amount: '390000' }), {}, /about to approve 390,000원/],
  ['another order than the page prepared', confirmUrl(), { prepared: 'ORDER-0002' }, /prepared order ORDER-0002/],
  ['an amount that is no number', confirmUrl({ amount: '39000.0' }), {}, /does not say payment key/],
  ['an amount twice', `${confirmUrl()}&amount=1`, {}, /does not say payment key/],
  [
    'a build that changed after the press',
    confirmUrl(),
    { changes: { readRoute: lateRoute({ ...attestedRoute, fingerprint: 'build-8' }) } },
    /guard deployment refused.*build-7 .* → build-8/,
  ],
  [
    'a server that now says live',
    confirmUrl(),
    {
      changes: {
        readRoute: lateRoute({
          ...attestedRoute,
          attestation: { kind: 'refused', why: { ko: '운영', en: 'live mode' }, money: true },
        }),
      },
    },
    /guard attestation refused.*live mode/,
  ],
];
for (const [name, url, setting, says] of dropped) {
  test(`${name} is dropped before its approval, and the ledger has nothing`, async () => {
    const ended = await payThrough([url], { ledger: { payment: inProgress }, seen: blank, ...setting });
    assert.deepEqual(ended.answers, ['drop']);
    assert.ok(ended.error instanceof StepFailure, String(ended.error));
    assert.match(ended.error.text.en, says);
    assert.match(ended.error.text.ko, /[가-힣]/);
    assert.deepEqual(ended.states.slice(2), ['CLICKED', 'AUTHENTICATED', 'DROPPED', 'SEEN_UNKNOWN', 'VERIFIED_ABSENT']);
    assert.deepEqual(
      ended.tripped.map(({ guard }) => guard),
      ['confirm-gate'],
    );
  });
}

test('a live key that came up in the window is dropped before its approval, and alarms', async () => {
  const setting = { ledger: { payment: inProgress }, seen: blank, changes: { page: lateLive() } };
  const ended = await payThrough([confirmUrl()], setting);
  assert.deepEqual(ended.answers, ['drop']);
  assert.match(String(ended.error), /live key live_ck_…/);
  const said = ended.tripped.map(({ guard, message }) => `${guard}: ${message.en}`);
  assert.match(said[0] ?? '', /^confirm-gate: .*guard page-mode refused/);
  assert.match(said[1] ?? '', /^payment-outcome: /);
});

test('a halt that another run latched while the window was open drops the redirect', async () => {
  const journal = createMemoryJournal();
  const book = openTargetBook({ journal, targetId: target.id, clock: { now: () => 0, elapsed: () => 0 } });
  let looks = 0;
  const facts: typeof book.facts = (runId, own) => {
    looks += 1;
    const now = book.facts(runId, own);
    return looks <= 2 ? now : { ...now, halts: [{ halt: 'halt-9', at: '', message: { ko: '정지', en: 'stop' } }] };
  };
  const ended = await payThrough([confirmUrl()], {
    changes: { journal, book: { ...book, facts } },
    ledger: { payment: inProgress },
    seen: blank,
  });
  assert.deepEqual(ended.answers, ['drop']);
  assert.match(String(ended.error), /halt-latch refused.*halt-9: stop/s);
});

test('a look that breaks or takes too long drops', async () => {
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (looks > 2) throw new Error('page crashed');
    return goodFacts.page;
  };
  const ended = await payThrough([confirmUrl()], {
    changes: { page: { look } },
    ledger: { payment: inProgress },
    seen: blank,
  });
  assert.deepEqual(ended.answers, ['drop']);
  assert.match(String(ended.error), /page crashed/);
});

test('a dropped payment that the ledger has approved all the same is an alarm', async () => {
  const ended = await payThrough([confirmUrl({ amount: '1' })], { seen: blank });
  assert.match(String(ended.error), /approved all the same/);
  assert.ok(ended.states.includes('VERIFIED_CANCELLED'), 'the drill took it back');
  assert.ok(ended.tripped.some(({ guard, money }) => guard === 'payment-outcome' && money));
});

test('an approval that no redirect came before is an alarm', async () => {
  const ended = await payThrough([]);
  assert.match(String(ended.error), /without passing the confirm gate/);
  assert.ok(ended.tripped.some(({ guard, money }) => guard === 'payment-outcome' && money));
});

test('an approval under another payment key than the one that was held is an alarm', async () => {
  const ended = await payThrough([confirmUrl({ paymentKey: 'tviva-other' })]);
  assert.match(String(ended.error), /saw payment key tviva-other/);
});

test('after a release the same redirect passes and another one is dropped', async () => {
  const { answers, states, tripped } = await payThrough([
    confirmUrl(),
    confirmUrl(),
    confirmUrl({ orderId: 'ORDER-0002' }),
  ]);
  assert.deepEqual(answers, ['release', 'release', 'drop']);
  assert.equal(states.filter((state) => state === 'RELEASED').length, 1);
  assert.ok(tripped.some(({ message }) => /order ORDER-0002 came to be confirmed too/.test(message.en)));
});

test('outside an armed payment a redirect is dropped', async () => {
  const { redirect } = await payThrough([confirmUrl()]);
  assert.equal(await redirect(confirmUrl()), 'drop');
});

test('a wall that cannot hold a redirect stops the press', async () => {
  const { wall } = fakeWall();
  const broken = { ...wall, holdConfirm: () => Promise.reject(new Error('no Fetch')) };
  const ended = await payThrough([], { changes: { wall: broken } });
  assert.ok(ended.error instanceof Blocked);
  assert.equal(ended.error.guard, 'confirm-gate');
  assert.deepEqual(ended.states, ['PLANNED', 'INTENT', 'VERIFIED_ABSENT']);
});

test('a window that a guard refuses ends as not pressed, without an alarm', async () => {
  const { wall } = fakeWall();
  const journal = createMemoryJournal();
  const gate = createGate(gateWorld(journal, smallLedger(approvedIntent, { isAbsent: true }).gateway, { wall }));
  const refusal = new Blocked('card-form', { ko: '거절', en: 'only wallets' });
  const press = { submit: () => Promise.reject(refusal), seen: async () => ({ ...blank, orderId: 'ORDER-0001' }) };
  await assert.rejects(gate.pay(approvedIntent, press), (error) => error === refusal);
  const states = journal.events('run-1').flatMap(({ event }) => (event.kind === 'payment.moved' ? [event.state] : []));
  assert.equal(states.at(-1), 'VERIFIED_ABSENT');
});

test('which addresses confirm: the declared path, or a payment key on a host of the shop', () => {
  const { gateway } = target;
  assert.ok(gateway !== null);
  const declared = { ...target, gateway: { ...gateway, confirmPath: '/done' } };
  for (const [address, is, isDeclared] of [
    [confirmUrl(), true, true],
    [`${target.baseUrl}/done?ok=1`, false, true],
    [`${target.baseUrl}/checkout/fail?code=X&orderId=ORDER-0001`, false, false],
    ['http://127.0.0.1:4301/window?paymentKey=a&orderId=b', false, false],
    ['https://elsewhere.example/success?paymentKey=a&orderId=b', false, false],
  ] as const) {
    assert.equal(isConfirm(new URL(address), target), is, address);
    assert.equal(isConfirm(new URL(address), declared), isDeclared, address);
  }
  const odd = readConfirm(`${target.baseUrl}/x?paymentKey=a%20b&orderId=&amount=-1`);
  assert.deepEqual(odd, { paymentKey: null, orderId: null, amountKrw: null });
});
