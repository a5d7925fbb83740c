import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { statuses, type Reason, type Status, type Verdict } from '../model/outcome.ts';
import { decideVerdict, type VerdictFacts } from './verdict.ts';

type Step = VerdictFacts['steps'][number];

const message = { ko: '까닭', en: 'why' };
const condition: Reason = { kind: 'condition', condition: 'onAir', message };
const need: Reason = { kind: 'need', need: 'HOME', message };
const guardReason: Reason = { kind: 'guard', guard: 'network', message };

function step(status: Status, reason: Reason | null = null, id: string = status): Step {
  return { id, status, reason };
}

function facts(steps: readonly Step[], more: Partial<VerdictFacts> = {}): VerdictFacts {
  return {
    steps,
    guards: [],
    aborted: null,
    flaky: 'inconclusive',
    scope: { selectedSteps: steps.length, allSteps: steps.length },
    ending: 'supervisor',
    driverLost: false,
    buildChanged: false,
    openPayments: [],
    sectionProblems: [],
    ...more,
  };
}

const passed = step('passed');
const moneyGuard = [{ guard: 'confirm', money: true }];
const otherGuard = [{ guard: 'dialog', money: false }];

const table: readonly (readonly [name: string, facts: VerdictFacts, verdict: Verdict, exitCode: number])[] = [
  ['all passed', facts([passed]), 'GO', 0],
  ['one failed', facts([passed, step('failed')]), 'NO-GO', 1],
  ['a money guard tripped', facts([passed], { guards: moneyGuard }), 'NO-GO', 3],
  ['a money guard tripped and a step failed', facts([passed, step('failed')], { guards: moneyGuard }), 'NO-GO', 3],
  ['another guard tripped', facts([passed], { guards: otherGuard }), 'INCONCLUSIVE', 4],
  ['a tool error', facts([passed, step('tool-error')]), 'INCONCLUSIVE', 4],
  ['a person must look', facts([passed, step('inconclusive')]), 'INCONCLUSIVE', 4],
  ['not reached', facts([passed, step('not-run', { kind: 'not-reached', message })]), 'INCONCLUSIVE', 4],
  ['not run and nobody says why', facts([passed, step('not-run')]), 'INCONCLUSIVE', 4],
  ['blocked by a guard', facts([passed, step('blocked', guardReason)]), 'INCONCLUSIVE', 4],
  ['blocked by a need', facts([passed, step('blocked', need)]), 'INCONCLUSIVE', 4],
  ['a tool error beside a failure', facts([passed, step('failed'), step('tool-error')]), 'NO-GO', 1],
  ['aborted', facts([passed, step('aborted')], { aborted: { by: 'jiyeon' } }), 'INCONCLUSIVE', 130],
  ['aborted after a failure', facts([passed, step('failed')], { aborted: { by: 'jiyeon' } }), 'NO-GO', 130],
  ['aborted when everything had passed', facts([passed], { aborted: { by: 'jiyeon' } }), 'INCONCLUSIVE', 130],
  ['aborted after a money guard', facts([passed], { aborted: { by: 'x' }, guards: moneyGuard }), 'NO-GO', 3],
  ['flaky, a person judges', facts([passed, step('flaky')]), 'INCONCLUSIVE', 4],
  ['flaky, allowed', facts([passed, step('flaky')], { flaky: 'allow' }), 'GO', 0],
  ['flaky, counts as failed', facts([passed, step('flaky')], { flaky: 'fail' }), 'NO-GO', 1],
  ['known', facts([passed, step('known')]), 'GO', 0],
  ['waived', facts([passed, step('waived')]), 'GO', 0],
  ['not run by condition', facts([passed, step('not-run', condition)]), 'GO', 0],
  ['nothing passed, all by condition', facts([step('not-run', condition)]), 'INCONCLUSIVE', 4],
  ['nothing passed, all known', facts([step('known')]), 'INCONCLUSIVE', 4],
  ['nothing passed, flaky allowed', facts([step('flaky')], { flaky: 'allow' }), 'INCONCLUSIVE', 4],
  ['no steps at all', facts([]), 'INCONCLUSIVE', 4],
  ['still open', facts([passed], { ending: 'open' }), 'INCONCLUSIVE', 4],
  ['the driver was lost after its last step', facts([passed], { driverLost: true }), 'INCONCLUSIVE', 4],
  ['closed by recovery', facts([passed], { ending: 'recovery' }), 'INCONCLUSIVE', 4],
  ['the build changed', facts([passed], { buildChanged: true }), 'INCONCLUSIVE', 4],
  ['a payment without an end', facts([passed], { openPayments: ['pay-1'] }), 'INCONCLUSIVE', 4],
  ['part of the checklist', facts([passed], { scope: { selectedSteps: 1, allSteps: 120 } }), 'GO', 0],
  [
    'clean-up failed',
    facts([passed], { sectionProblems: [{ section: 'CART', part: 'cleanup', status: 'failed' }] }),
    'INCONCLUSIVE',
    4,
  ],
  [
    'a setup failed in the shop',
    facts([passed, step('blocked')], { sectionProblems: [{ section: 'CART', part: 'setup', status: 'failed' }] }),
    'NO-GO',
    1,
  ],
  [
    'a setup broke on our side',
    facts([passed, step('blocked')], { sectionProblems: [{ section: 'CART', part: 'setup', status: 'tool-error' }] }),
    'INCONCLUSIVE',
    4,
  ],
];

for (const [name, input, verdict, exitCode] of table) {
  test(`verdict: ${name} → ${verdict}, exit ${exitCode}`, () => {
    const decision = decideVerdict(input);
    assert.deepEqual([decision.verdict, decision.exitCode], [verdict, exitCode], decision.reason.en);
  });
}

test('the sentence names what did not spoil a GO: known, waived, by condition, flaky and a partial selection', () => {
  const steps = [
    passed,
    step('known', null, 'K-1'),
    step('waived', null, 'W-1'),
    step('not-run', condition, 'C-1'),
    step('flaky', null, 'F-1'),
  ];
  const { verdict, reason } = decideVerdict(
    facts(steps, {
      flaky: 'allow',
      scope: { selectedSteps: 5, allSteps: 120 },
    }),
  );
  assert.equal(verdict, 'GO');
  for (const word of ['K-1', 'W-1', 'C-1', 'F-1', '120']) {
    assert.ok(reason.en.includes(word), `${word} is missing in: ${reason.en}`);
    assert.ok(reason.ko.includes(word), `${word} is missing in: ${reason.ko}`);
  }
});

const rank: { readonly [V in Verdict]: number } = { GO: 0, INCONCLUSIVE: 1, 'NO-GO': 2 };
const anyReason = fc.constantFrom<Reason | null>(null, condition, need, guardReason, { kind: 'not-reached', message });
const anyStep = fc.record({
  id: fc.constantFrom('A-1', 'A-2', 'B-1'),
  status: fc.constantFrom(...statuses),
  reason: anyReason,
});
const anyFacts = fc.record({
  steps: fc.array(anyStep, { maxLength: 6 }),
  guards: fc.array(fc.record({ guard: fc.constant('g'), money: fc.boolean() }), { maxLength: 2 }),
  aborted: fc.constantFrom(null, { by: 'jiyeon' }),
  flaky: fc.constantFrom<VerdictFacts['flaky']>('inconclusive', 'allow', 'fail'),
  scope: fc.constant({ selectedSteps: 3, allSteps: 5 }),
  driverLost: fc.boolean(),
  ending: fc.constantFrom<VerdictFacts['ending']>('open', 'supervisor', 'reporter', 'recovery'),
  buildChanged: fc.boolean(),
  openPayments: fc.array(fc.constant('pay-1'), { maxLength: 1 }),
  sectionProblems: fc.constant([]),
});

test('one more failed step never improves a verdict', () => {
  fc.assert(
    fc.property(anyFacts, fc.nat({ max: 6 }), (given, place) => {
      const steps: readonly Step[] = given.steps;
      const worse = { ...given, steps: steps.toSpliced(place, 0, step('failed')) };
      const [before, after] = [decideVerdict(given), decideVerdict(worse)];
      assert.ok(rank[after.verdict] >= rank[before.verdict]);
      assert.equal(after.verdict, 'NO-GO');
      assert.notEqual(after.exitCode, 0);
    }),
  );
});

test('GO means that at least one step passed and every other one is allowed not to have', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const { verdict, exitCode } = decideVerdict(given);
      assert.equal(verdict === 'GO', exitCode === 0);
      if (verdict !== 'GO') return;
      assert.ok(given.steps.some((one) => one.status === 'passed'));
      for (const one of given.steps) {
        const isAllowed =
          ['passed', 'known', 'waived'].includes(one.status) ||
          (one.status === 'flaky' && given.flaky === 'allow') ||
          (one.status === 'not-run' && one.reason?.kind === 'condition');
        assert.ok(isAllowed, `${one.status} in a GO`);
      }
    }),
    { numRuns: 2_000 },
  );
});
