import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvedIntent, goodFacts } from '../../tests/kit/payment-world.ts';
import { allowed, defineGuard } from '../model/guard.ts';
import type { Guard, GuardAnswer } from '../model/guard.ts';
import { askAtIntent } from './ask-guards.ts';

const guardThat = (onIntent: () => GuardAnswer | Promise<GuardAnswer>): Guard =>
  defineGuard({ name: 'odd', layer: 'L0', summary: { ko: '', en: '' }, onIntent });
const asAnswer = (value: unknown): GuardAnswer => JSON.parse(JSON.stringify(value));

const denying: readonly (readonly [string, Guard, RegExp])[] = [
  [
    'throws',
    guardThat(() => {
      throw new Error('no disk');
    }),
    /no disk/,
  ],
  [
    'rejects',
    guardThat(async () => {
      throw new Error('no net');
    }),
    /no net/,
  ],
  ['never answers', guardThat(() => new Promise<GuardAnswer>(() => undefined)), /did not answer within 20 ms/],
];
for (const [how, guard, says] of denying) {
  test(`a guard that ${how} denies`, async () => {
    const refusals = await askAtIntent([guard], approvedIntent, goodFacts, { answerMs: 20 });
    assert.equal(refusals.length, 1);
    assert.match(refusals[0]?.text.en ?? '', says);
  });
}

test('an answer that is no answer denies', async () => {
  for (const value of [null, {}, { allowed: 'yes' }, 1]) {
    const refusals = await askAtIntent([guardThat(() => asAnswer(value))], approvedIntent, goodFacts);
    assert.equal(refusals.length, 1, JSON.stringify(value));
  }
});

test('without a guard to ask, nothing is allowed', async () => {
  assert.equal((await askAtIntent([], approvedIntent, goodFacts))[0]?.guard, 'guards');
  const silent = defineGuard({ name: 'load-only', layer: 'L0', summary: { ko: '', en: '' }, onLoad: () => allowed });
  assert.equal((await askAtIntent([silent], approvedIntent, goodFacts)).length, 1);
});

test('every refusal is told, in the order of the list', async () => {
  const no = (name: string): Guard => ({
    ...guardThat(() => ({ allowed: false, text: { ko: name, en: name }, money: true })),
    name,
  });
  const refusals = await askAtIntent([no('a'), guardThat(() => allowed), no('b')], approvedIntent, goodFacts);
  assert.deepEqual(
    refusals,
    ['a', 'b'].map((name) => ({ guard: name, text: { ko: name, en: name }, money: true })),
  );
});
