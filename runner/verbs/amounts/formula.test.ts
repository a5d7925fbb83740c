import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormulaMistake, namesIn, parseFormula, valueOf } from './formula.ts';

const at = (source: string, values: { readonly [name: string]: bigint } = {}): bigint | null =>
  valueOf(parseFormula(source), new Map(Object.entries(values)));

test('formulas are exact at any size, and a share is cut to whole won', () => {
  assert.equal(at('amount * 3 - 5,000', { amount: 99_900_000_000n }), 299_699_995_000n);
  assert.equal(at('amount / 6', { amount: 99_900_000_001n }), 16_650_000_000n);
  assert.equal(at('(amount + 11) ÷ 12 × 2', { amount: 1n }), 2n);
  assert.equal(at('amount × 수량 + 할인', { amount: 92_500_000n, 수량: 2n, 할인: -500n }), 184_999_500n);
  assert.equal(at('0 - 7 / 2'), -3n);
  assert.equal(at('(0 - 7) / 2'), -4n);
  assert.equal(at('10 - 2 - 3'), 5n);
});

test('nothing is guessed: division by zero and unknown names have no value', () => {
  assert.equal(at('amount / 0', { amount: 1n }), null);
  assert.equal(at('amount + other', { amount: 1n }), null);
  assert.deepEqual(namesIn(parseFormula('amount * n + n')), ['amount', 'n', 'n']);
});

test('what is no formula is refused with its place', () => {
  for (const [source, position] of [
    ['', 0],
    ['amount *', 8],
    ['amount 3', 6],
    ['(amount', 7],
    ['1.5 * amount', 1],
    ['-amount', 0],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 21],
    ['1'.repeat(201), 200],
  ] as const)
    assert.throws(
      () => parseFormula(source),
      (error) => error instanceof FormulaMistake && error.position === position,
      source,
    );
});

test('sums and products mean what they mean to BigInt', () => {
  const whole = fc.bigInt({ min: 0n, max: 10n ** 18n });
  fc.assert(
    fc.property(whole, whole, whole, (amount, other, third) => {
      assert.equal(at('amount * other - third + 7', { amount, other, third }), amount * other - third + 7n);
    }),
  );
});
