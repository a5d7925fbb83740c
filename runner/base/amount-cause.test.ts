import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isBeginning, likelyCause, type AmountCause } from './amount-cause.ts';
import { formatKrw } from './money.ts';

test('the known bugs are told from what they show', () => {
  const table: readonly (readonly [bigint, bigint, AmountCause | null])[] = [
    [99_900_000_000n, 1_115_752_192n, 'int32'],
    [2_200_000_000n, -2_094_967_296n, 'int32'],
    [7_000_000_000n, 2_705_032_704n, 'uint32'],
    [99_900_000_000n, 2_147_483_647n, 'int32-max'],
    [99_900_000_000n, 99_899_998_208n, 'float32'],
    [99_900_000_000n, 0n, 'zero'],
    [59_000n, -59_000n, 'sign'],
    [59_000n, -3n, 'negative'],
    [99_900_000_000n, 999_000_000_000n, 'ten'],
    [99_900_000_000n, 999_000_000n, 'hundred'],
    [123_456_789n, 123_456_789_000n, 'thousand'],
    [59_000n, 590_000_000n, 'ten-thousand'],
    [99_900_000_000n, 99n, 'first-group'],
    [99_949_999_999n, 99_900_000_000n, 'compact'],
    [99_999_999_999n, 100_000_000_000n, 'compact'],
    [123_456_789n, 12_345_678n, 'truncated'],
    [123_456_789n, 456_789n, 'front-cut'],
    [12_345n, 12_346n, 'off-by-one'],
    [50_001n, 55_001n, 'vat'],
    [55_001n, 50_001n, 'vat'],
    [59_000n, 59_000n, null],
    [59_000n, 47_311n, null],
  ];
  for (const [expected, shown, cause] of table)
    assert.equal(likelyCause(expected, shown), cause, `${expected} shown as ${shown}`);
});

const amount = fc.bigInt({ min: 1n, max: 999_999_999_999n });

/** What each bug does, written once more and in another way than the code under test. */
const bugs: { readonly [name: string]: (krw: bigint) => bigint } = {
  int32: (krw) => BigInt(Number(krw % 4_294_967_296n) | 0),
  uint32: (krw) => krw % 4_294_967_296n,
  float32: (krw) => BigInt(new Float32Array([Number(krw)])[0] ?? 0),
  zero: () => 0n,
  sign: (krw) => 0n - krw,
  ten: (krw) => krw * 10n,
  hundred: (krw) => krw * 100n,
  parseInt: (krw) => BigInt(Number.parseInt(formatKrw(krw), 10)),
  eok: (krw) => (krw / 100_000_000n) * 100_000_000n,
  man: (krw) => ((krw + 5_000n) / 10_000n) * 10_000n,
  cut: (krw) => BigInt(krw.toString().slice(0, -1) || '0'),
};

test('whatever a known bug does to an amount, a cause is named; nothing is named for the right amount', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(...Object.keys(bugs)), (krw, name) => {
      const shown = bugs[name]?.(krw) ?? krw;
      assert.equal(likelyCause(krw, shown) === null, shown === krw, `${name}: ${krw} → ${shown}`);
    }),
  );
});

test('an overflow is always called an overflow when it changes the amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 32n, max: 999_999_999_999n }), (krw) => {
      const wrapped = bugs['int32']?.(krw) ?? krw;
      assert.equal(likelyCause(krw, wrapped), 'int32');
    }),
  );
});

test('the beginning of an amount is known wherever it was cut', () => {
  fc.assert(
    fc.property(amount, fc.nat(20), (krw, at) => {
      const whole = formatKrw(krw);
      const cut = whole.slice(0, at);
      assert.equal(isBeginning(krw, `₩${cut}…`), cut.length > 0 && cut.length < whole.length);
    }),
  );
  assert.equal(isBeginning(99_900_000_000n, '₩99,900,000,'), true);
  assert.equal(isBeginning(99_900_000_000n, '₩99,800'), false);
});
