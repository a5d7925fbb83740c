import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { attestedRoute } from '../../tests/kit/gate-world.ts';
import { approvedIntent, goodFacts, nowMs, planOf, target } from '../../tests/kit/payment-world.ts';
import type { ArmFacts, CanaryProof, IntentFacts, RouteFacts } from '../model/guard.ts';
import type { PaymentIntent } from '../model/payment.ts';
import type { GatewayConfig, Target } from '../model/target.ts';
import { askAtIntent, askAtLoad } from './ask-guards.ts';
import { guards } from './index.ts';
import { scanMachine } from './machine-scan.ts';

const { gateway } = target;
assert.ok(gateway !== null);
const withGateway = (changes: Partial<GatewayConfig>): Target => ({ ...target, gateway: { ...gateway, ...changes } });
const words = { ko: '까닭', en: 'a reason' };
const large: PaymentIntent = { ...approvedIntent, amountKrw: 200_000_000n };
const strict = withGateway({ canaryFromKrw: 1_000_000n, attestation: { path: '/a', publicKey: '{}' } });
const empty = { kind: 'read', holdsNothing: true, held: '0', unchanged: null } as const;
const proof: CanaryProof = {
  proof: 'proof-1',
  state: 'made',
  madeBy: 'pay-1',
  usedBy: null,
  madeAtMs: nowMs - 60_000,
  target: 'demo',
  session: 'session-1',
  route: 'route-1',
  deployment: 'build-7/config-1',
  maxKrw: 300_000_000n,
};
const arm: ArmFacts = {
  proofs: [proof],
  session: 'session-1',
  route: 'route-1',
  deployment: 'build-7/config-1',
  own: null,
};
/** Facts in which nothing objects to a large payment. */
const armed: IntentFacts = { ...goodFacts, target: strict, route: attestedRoute, account: empty, arm };
const withProof = (changes: Partial<CanaryProof>): Partial<IntentFacts> => ({
  arm: { ...arm, proofs: [{ ...proof, ...changes }] },
});
const claimed = (changes: object): RouteFacts => ({
  ...attestedRoute,
  attestation:
    attestedRoute.attestation.kind === 'verified'
      ? { kind: 'verified', claims: { ...attestedRoute.attestation.claims, ...changes } }
      : attestedRoute.attestation,
});

type Case = readonly [
  guard: string,
  name: string,
  intent: Partial<PaymentIntent>,
  facts: Partial<IntentFacts>,
  says: RegExp,
  money: boolean,
];
const refused: readonly Case[] = [
  ['account-empty', 'a saved card', {}, { account: { ...empty, holdsNothing: false, held: '[1]' } }, /\(\[1\]\)/, true],
  [
    'account-empty',
    'an account that cannot be read',
    {},
    { account: { kind: 'unread', why: words } },
    /a reason/,
    false,
  ],
  [
    'account-empty',
    'a large payment without a look at the account',
    {},
    { account: { kind: 'none' } },
    /holds-nothing/,
    false,
  ],
  [
    'attestation',
    'a server that says live',
    { amountKrw: 1_000n },
    { route: { ...attestedRoute, attestation: { kind: 'refused', why: words, money: true } } },
    /a reason/,
    true,
  ],
  [
    'attestation',
    'a small payment whose attestation was not asked for although there is one',
    { amountKrw: 1_000n },
    { route: { ...attestedRoute, attestation: { kind: 'none' } } },
    /gateway\.attestation/,
    false,
  ],
  [
    'deployment',
    'a build that cannot be read',
    {},
    { route: { ...attestedRoute, fingerprintProblem: words } },
    /a reason/,
    false,
  ],
  [
    'deployment',
    'another build',
    {},
    { routeBefore: { ...attestedRoute, fingerprint: 'build-6' } },
    /build-6 .* → build-7 /,
    true,
  ],
  [
    'deployment',
    'other settings of the same build',
    {},
    { routeBefore: claimed({ configHash: 'config-0' }) },
    /config-0/,
    true,
  ],
  [
    'deployment',
    'another key of the same build',
    {},
    { routeBefore: claimed({ keyPrefix: 'test_gsk_' }) },
    /changed/,
    true,
  ],
  ['canary', 'no proof', {}, { arm: { ...arm, proofs: [] } }, /made none yet.*same section/, false],
  ['canary', 'a used proof', {}, withProof({ state: 'used', usedBy: 'pay-2' }), /has been used/, false],
  ['canary', 'a void proof', {}, withProof({ state: 'void' }), /is void/, false],
  ['canary', 'a proof of 181 seconds', {}, withProof({ madeAtMs: nowMs - 181_000 }), /181 s old/, false],
  ['canary', 'a proof of the future', {}, withProof({ madeAtMs: nowMs + 1_000 }), /1 s old/, false],
  ['canary', "another session's proof", {}, withProof({ session: 'session-2' }), /another section/, false],
  ['canary', "another route's proof", {}, withProof({ route: 'route-2' }), /proven route-2, now route-1/, false],
  ['canary', "another target's proof", {}, withProof({ target: 'other' }), /another route/, false],
  ['canary', "another build's proof", {}, withProof({ deployment: 'build-6' }), /another deployment/, false],
  ['canary', 'a build that is not known', {}, { arm: { ...arm, deployment: null } }, /another deployment/, false],
  ['canary', 'a proof for less', {}, withProof({ maxKrw: 199_999_999n }), /up to 199,999,999/, false],
  ['canary', 'a canary that is large', { canary: true }, {}, /itself a large payment/, true],
  [
    'canary',
    'a canary that should be declined',
    {
      canary: true,
      amountKrw: 1_000n,
      outcome: { expect: 'declined', source: 'magic-card', code: 'REJECT_CARD_PAYMENT' },
    },
    {},
    /needs expect: approved/,
    false,
  ],
  [
    'canary',
    'an intent that another proof armed',
    {},
    { arm: { ...arm, own: 'pay-3', proofs: [{ ...proof, state: 'used', usedBy: 'pay-2' }] } },
    /has been used/,
    false,
  ],
  [
    'hour-ceiling',
    'an amount above the hour',
    {},
    {
      target: { ...strict, gateway: { ...gateway, ceilings: { ...gateway.ceilings, hourKrw: 250_000_000n } } },
      book: { ...goodFacts.book, hour: { attemptedKrw: 50_000_001n, count: 1 } },
    },
    /attempted 50,000,001/,
    true,
  ],
  [
    'hour-ceiling',
    'one payment too many',
    {},
    {
      target: { ...strict, gateway: { ...gateway, ceilings: { ...gateway.ceilings, hourCount: 3 } } },
      book: { ...goodFacts.book, hour: { attemptedKrw: 0n, count: 3 } },
    },
    /3 payments were attempted/,
    true,
  ],
  [
    'halt-latch',
    'a latched target',
    { amountKrw: 1_000n },
    { book: { ...goodFacts.book, halts: [{ halt: 'halt-1', at: '2026-11-21', message: words }] } },
    /halt-1: a reason/,
    false,
  ],
  [
    'open-ticket',
    'an open ticket',
    { amountKrw: 1_000n },
    { book: { ...goodFacts.book, openTickets: ['T-1', 'T-2'] } },
    /T-1, T-2/,
    false,
  ],
  [
    'open-elsewhere',
    "another run's open payment",
    { amountKrw: 1_000n },
    { book: { ...goodFacts.book, openElsewhere: [{ runId: 'run-0', payment: 'pay-0', step: 'PAY-09' }] } },
    /run-0 \(PAY-09, pay-0\)/,
    false,
  ],
];
for (const [guard, name, intent, facts, says, money] of refused) {
  test(`${guard} refuses ${name}`, async () => {
    const refusals = await askAtIntent(guards, { ...large, ...intent }, { ...armed, ...facts });
    const mine = refusals.find((refusal) => refusal.guard === guard);
    assert.ok(mine !== undefined, JSON.stringify(refusals.map((each) => each.guard)));
    assert.match(mine.text.en, says);
    assert.match(mine.text.ko, /[가-힣]/);
    assert.equal(mine.money, money);
  });
}

test('a large payment with every proof is allowed, before and after its own INTENT', async () => {
  assert.deepEqual(await askAtIntent(guards, large, armed), []);
  const own = { ...arm, own: 'pay-2', proofs: [{ ...proof, state: 'used', usedBy: 'pay-2' }] } as const;
  assert.deepEqual(await askAtIntent(guards, large, { ...armed, arm: own, routeBefore: attestedRoute }), []);
});

test('a small payment on a target that names no proofs is allowed, a large one is not', async () => {
  const bare = { ...goodFacts, target: withGateway({ canaryFromKrw: 1_000_000n }) };
  assert.deepEqual(await askAtIntent(guards, { ...large, amountKrw: 999_999n }, bare), []);
  const refusals = await askAtIntent(guards, { ...large, amountKrw: 1_000_000n }, bare);
  assert.deepEqual(
    refusals.map(({ guard }) => guard),
    ['account-empty', 'attestation', 'canary'],
  );
});

test('a settings file with a live key stops the run, an unread one only a run that pays', async () => {
  const at = { file: 'release.yaml', line: 7, column: 9, endLine: 7, endColumn: 30 };
  const args = { amount: 1_000, card: 'unissuable-approved', expect: 'approved' };
  const load = { environment: {}, gatewayKinds: ['toss'] };
  const found = { liveKeys: [{ file: '.env', line: 3, prefix: 'live_sk_' }], unread: [] };
  const [refusal] = await askAtLoad(guards, planOf([]), { ...load, machine: found });
  assert.match(refusal?.text.en ?? '', /\.env line 3 holds a live key live_sk_…/);
  const unread = { liveKeys: [], unread: ['big.json'] };
  assert.deepEqual(await askAtLoad(guards, planOf([]), { ...load, machine: unread }), []);
  const pays = planOf([{ verb: 'submit-payment', args, at }]);
  assert.match((await askAtLoad(guards, pays, { ...load, machine: unread }))[0]?.text.en ?? '', /big\.json/);
});

test('settings files of the working directory are searched, with their line and without their key', () => {
  const root = mkdtempSync(join(tmpdir(), 'postflight-scan-'));
  try {
    const key = ['live', 'sk', 'abcdef123456'].join('_');
    mkdirSync(join(root, 'config'));
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, '.env'), 'A=1\n');
    writeFileSync(join(root, '.env.production'), `A=1\nB="${key}"\n`);
    writeFileSync(join(root, 'config', 'pay.yaml'), `key: ${key}\n`);
    writeFileSync(join(root, 'notes.txt'), key);
    writeFileSync(join(root, 'node_modules', 'a.json'), key);
    writeFileSync(join(root, 'test.env'), ['test', 'sk', 'abc'].join('_'));
    symlinkSync(join(root, 'nowhere'), join(root, 'gone.json'));
    writeFileSync(join(root, 'big.json'), '');
    truncateSync(join(root, 'big.json'), 1_000_001);
    assert.deepEqual(scanMachine(root), {
      liveKeys: [
        { file: '.env.production', line: 2, prefix: 'live_sk_' },
        { file: 'config/pay.yaml', line: 1, prefix: 'live_sk_' },
      ],
      unread: ['big.json'],
    });
    assert.ok(!JSON.stringify(scanMachine(root)).includes('abcdef'));
  } finally {
    rmSync(root, { recursive: true });
  }
});
