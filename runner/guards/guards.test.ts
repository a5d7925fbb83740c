import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { approvedIntent, declinedIntent, goodFacts, planOf, target } from '../../tests/kit/payment-world.ts';
import type { Action, ActionArgs } from '../model/checklist.ts';
import { guardLayers } from '../model/guard.ts';
import type { IntentFacts, PaymentSoFar } from '../model/guard.ts';
import type { DeclineSource, PaymentIntent } from '../model/payment.ts';
import { askAtIntent, askAtLoad } from './ask-guards.ts';
import { guards } from './index.ts';

// Put together at run time, so that no file of ours holds what looks like a live key.
const live = (kind: string) => ['live', kind, 'abcdef123456'].join('_');
const at = { file: 'release.yaml', line: 7, column: 9, endLine: 7, endColumn: 30 };
const pay = (args: ActionArgs): Action => ({ verb: 'submit-payment', args, at });
const goodPay = { amount: 39_000, card: 'unissuable-approved', expect: 'approved' };
const loadFacts = { environment: goodFacts.environment, gatewayKinds: ['toss'], machine: { liveKeys: [], unread: [] } };
const earlier = (changes: Partial<PaymentSoFar>): PaymentSoFar => ({
  payment: 'pay-0',
  step: 'PAY-00',
  state: 'VERIFIED_APPROVED',
  amountKrw: 1_000n,
  open: false,
  ...changes,
});
const gateway = target.gateway;
assert.ok(gateway !== null);

type Case = {
  readonly guard: string;
  readonly name: string;
  readonly intent?: Partial<PaymentIntent>;
  readonly facts?: Partial<IntentFacts>;
  readonly says: RegExp;
  readonly money: boolean;
};

const sourceOf = (text: string): DeclineSource => JSON.parse(JSON.stringify(text));
const environmentWith = (value: string) => ({ environment: { ...goodFacts.environment, OLD_KEY: value } });

const refused: readonly Case[] = [
  {
    guard: 'live-keys',
    name: 'a live secret key in the environment',
    facts: environmentWith(live('sk')),
    says: /OLD_KEY/,
    money: true,
  },
  {
    guard: 'live-keys',
    name: 'a live widget key inside a longer value',
    facts: environmentWith(`{"k":"${live('gsk')}"}`),
    says: /OLD_KEY/,
    money: true,
  },
  {
    guard: 'live-keys',
    name: 'a Stripe live key',
    facts: environmentWith(['sk', 'live', 'abc123'].join('_')),
    says: /OLD_KEY/,
    money: true,
  },
  {
    guard: 'live-keys',
    name: 'a live key in a target variable',
    facts: { target: { ...target, variables: { pg: { key: live('ck') } } } },
    says: /pg/,
    money: true,
  },
  {
    guard: 'live-keys',
    name: "a live key in the target's file",
    facts: { target: { ...target, source: { ...target.source, text: `k: ${live('sk')}` } } },
    says: /targets\/demo\.yaml/,
    money: true,
  },
  {
    guard: 'sandbox-lane',
    name: 'a target without a gateway',
    facts: { target: { ...target, gateway: null } },
    says: /names no gateway/,
    money: false,
  },
  {
    guard: 'sandbox-lane',
    name: 'a shop without a sandbox lane',
    facts: { target: { ...target, gateway: { ...gateway, lane: 'none' } } },
    says: /no sandbox lane/,
    money: false,
  },
  {
    guard: 'sandbox-lane',
    name: 'a test key that is not set',
    facts: { gateway: null },
    says: /POSTFLIGHT_SECRET_TOSS_TEST_KEY/,
    money: false,
  },
  {
    guard: 'sandbox-lane',
    name: "another gateway's ledger",
    facts: { gateway: { name: 'nice', classOf: () => 'declined' } },
    says: /nice/,
    money: true,
  },
  {
    guard: 'test-card',
    name: 'a card that is not listed',
    intent: { card: '4242424242424242' },
    says: /not a listed name/,
    money: true,
  },
  {
    guard: 'test-card',
    name: "another gateway's card",
    facts: { target: { ...target, gateway: { ...gateway, kind: 'nice' } } },
    says: /not a card for gateway nice/,
    money: true,
  },
  {
    guard: 'page-mode',
    name: 'a live key beside a test key',
    facts: {
      page: { keys: [...goodFacts.page.keys, { mode: 'live', prefix: 'live_ck_', where: 'request /pay' }], unread: [] },
    },
    says: /live_ck_… \(request \/pay\)/,
    money: true,
  },
  {
    guard: 'page-mode',
    name: 'a page without any key',
    facts: { page: { keys: [], unread: [] } },
    says: /nothing proves test mode/,
    money: false,
  },
  {
    guard: 'page-mode',
    name: 'a script that could not be read',
    facts: { page: { keys: goodFacts.page.keys, unread: ['/pay.js'] } },
    says: /\/pay\.js/,
    money: false,
  },
  {
    guard: 'amount-ceiling',
    name: 'an amount above the step ceiling',
    intent: { amountKrw: 300_000_001n },
    says: /above the step ceiling of 300,000,000원/,
    money: true,
  },
  {
    guard: 'amount-ceiling',
    name: 'a sum of attempts above the run ceiling',
    intent: { amountKrw: 300_000_000n },
    facts: { payments: [earlier({ state: 'VERIFIED_DECLINED', amountKrw: 200_000_001n })] },
    says: /already attempted 200,000,001원/,
    money: true,
  },
  {
    guard: 'amount-ceiling',
    name: 'an earlier attempt whose amount cannot be read',
    facts: { payments: [earlier({ amountKrw: null })] },
    says: /cannot be read/,
    money: true,
  },
  {
    guard: 'amount-ceiling',
    name: 'a negative earlier attempt',
    facts: { payments: [earlier({ amountKrw: -1n })] },
    says: /cannot be read/,
    money: true,
  },
  {
    guard: 'amount-ceiling',
    name: 'an amount of nothing',
    intent: { amountKrw: 0n },
    says: /not at least 1 won/,
    money: true,
  },
  {
    guard: 'single-flight',
    name: 'another open payment',
    facts: { payments: [earlier({ state: 'CLICKED', open: true })] },
    says: /PAY-00, CLICKED/,
    money: false,
  },
  {
    guard: 'single-flight',
    name: 'a payment nobody could verify',
    facts: { payments: [earlier({ state: 'UNVERIFIABLE', open: true })] },
    says: /UNVERIFIABLE/,
    money: false,
  },
  {
    guard: 'decline-source',
    name: 'a decline from nowhere',
    intent: { outcome: { expect: 'declined', source: sourceOf('luck'), code: 'REJECT_CARD_PAYMENT' } },
    says: /does not say where it comes from/,
    money: true,
  },
  {
    guard: 'decline-source',
    name: 'a decline without a code',
    intent: { outcome: { expect: 'declined', source: 'magic-card', code: ' ' } },
    says: /decline\.code is empty/,
    money: true,
  },
  {
    guard: 'decline-source',
    name: 'a code that is no decline',
    intent: { outcome: { expect: 'declined', source: 'gateway-header', code: 'UNKNOWN_PAYMENT_ERROR' } },
    says: /proves no decline/,
    money: false,
  },
];

describe('before a press', () => {
  for (const { guard, name, intent, facts, says, money } of refused) {
    test(`${guard} refuses ${name}`, async () => {
      const refusals = await askAtIntent(guards, { ...approvedIntent, ...intent }, { ...goodFacts, ...facts });
      const own = refusals.find((refusal) => refusal.guard === guard);
      assert.ok(own !== undefined, JSON.stringify(refusals));
      assert.match(own.text.en, says);
      assert.equal(own.money, money);
      assert.match(own.text.ko, /[가-힣]/);
      const without = guards.filter((each) => each.name !== guard);
      const others = await askAtIntent(without, { ...approvedIntent, ...intent }, { ...goodFacts, ...facts });
      assert.ok(others.every((refusal) => refusal.guard !== guard));
    });
  }

  test('no refusal repeats a card number or a key', async () => {
    for (const { intent, facts } of refused) {
      const refusals = await askAtIntent(guards, { ...approvedIntent, ...intent }, { ...goodFacts, ...facts });
      assert.doesNotMatch(JSON.stringify(refusals), /4242424242424242|abcdef123456|abc123/);
    }
  });

  test('payments as they should be are allowed', async () => {
    const payments = [earlier({ amountKrw: 300_000_000n })];
    assert.deepEqual(await askAtIntent(guards, approvedIntent, goodFacts), []);
    assert.deepEqual(await askAtIntent(guards, declinedIntent, { ...goodFacts, payments }), []);
  });

  test("the shop's own limit answers in the shop's own words", async () => {
    const outcome = { expect: 'declined', source: 'shop-limit', code: 'ORDER_LIMIT' } as const;
    assert.deepEqual(await askAtIntent(guards, { ...declinedIntent, outcome }, goodFacts), []);
  });
});

describe('before a run', () => {
  const cases: readonly (readonly [string, string, ActionArgs, RegExp])[] = [
    [
      'amount-ceiling',
      'an amount above the step ceiling',
      { ...goodPay, amount: '999,000,000' },
      /release\.yaml:7:9.*999,000,000원/,
    ],
    ['test-card', 'a card that is not listed', { ...goodPay, card: '4242-4242-4242-4242' }, /release\.yaml:7:9/],
    [
      'decline-source',
      'a decline from nowhere',
      { ...goodPay, expect: 'declined', decline: { source: 'luck', code: 'X' } },
      /release\.yaml:7:9/,
    ],
  ];
  for (const [guard, name, args, says] of cases) {
    test(`${guard} refuses ${name}, even deep inside another verb`, async () => {
      const nested = { verb: 'when', args: { if: 'true', do: [pay(args)] }, at };
      for (const actions of [[pay(args)], [nested]]) {
        const refusals = await askAtLoad(guards, planOf(actions), loadFacts);
        assert.deepEqual(
          refusals.map((refusal) => refusal.guard),
          [guard],
        );
        assert.match(refusals[0]?.text.en ?? '', says);
        assert.doesNotMatch(refusals[0]?.text.en ?? '', /4242/);
      }
    });
  }

  test('a template is left to the press, and a good plan is allowed', async () => {
    const templated = pay({ ...goodPay, amount: '${price}', card: '${card}' });
    assert.deepEqual(await askAtLoad(guards, planOf([templated, pay(goodPay)]), loadFacts), []);
  });

  test('a gateway whose test mode nobody knows is refused', async () => {
    const plan = planOf([], { gateway: { ...gateway, kind: 'inicis' } });
    const refusals = await askAtLoad(guards, plan, loadFacts);
    assert.deepEqual(
      refusals.map((refusal) => refusal.guard),
      ['sandbox-lane'],
    );
  });

  test('a live key in the checklist or the environment is refused', async () => {
    const plan = planOf([]);
    const source = { file: 'flows/pay.yaml', sha256: '', text: `key: ${live('ck')}` };
    const withKey = { ...plan, checklist: { ...plan.checklist, sources: [source] } };
    assert.match((await askAtLoad(guards, withKey, loadFacts))[0]?.text.en ?? '', /flows\/pay\.yaml/);
    const refusals = await askAtLoad(guards, plan, { ...loadFacts, environment: { A: live('sk') } });
    assert.equal(refusals[0]?.guard, 'live-keys');
  });
});

test('guards are listed in layer order under unique names', () => {
  const places = guards.map((guard) => guardLayers.indexOf(guard.layer));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(guards.map((guard) => guard.name)).size, guards.length);
});
