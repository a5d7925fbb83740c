import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatKrw, parseWon } from './money.ts';

test('prices are read exactly in every form that shops show', () => {
  const table: readonly (readonly [string, bigint])[] = [
    ['0', 0n],
    ['0원', 0n],
    ['1,234원', 1_234n],
    ['₩1,234', 1_234n],
    ['￦1,234', 1_234n],
    ['₩ 99,900,000,000', 99_900_000_000n],
    ['99,900,000,000\u00a0원', 99_900_000_000n],
    ['KRW 59,000', 59_000n],
    ['59000 KRW', 59_000n],
    ['１２，３４５원', 12_345n],
    ['-5,000원', -5_000n],
    ['₩-5,000', -5_000n],
    ['\u22125,000', -5_000n],
    ['  12\u200b,000 원 ', 12_000n],
    ['\u200f₩1,234\u200e', 1_234n],
    ['12\u200d,000\u200c원', 12_000n],
    ['999억', 99_900_000_000n],
    ['2억 3,400만', 234_000_000n],
    ['2억3400만원', 234_000_000n],
    ['1조 2억 3만 4원', 1_000_200_030_004n],
    ['1.5억', 150_000_000n],
    ['3만 5,900원', 35_900n],
    ['5천만원', 50_000_000n],
    ['3천2백원', 3_200n],
    ['1,000.00', 1_000n],
    ['9,007,199,254,740,993', 9_007_199_254_740_993n],
  ];
  for (const [shown, krw] of table) assert.deepEqual(parseWon(shown), { krw }, shown);
});

test('what is no amount is named', () => {
  const table: readonly (readonly [string, string])[] = [
    ['', 'empty'],
    ['   ', 'empty'],
    ['null', 'null'],
    ['null원', 'null'],
    ['₩null', 'null'],
    ['undefined원', 'undefined'],
    ['₩NaN', 'nan'],
    ['NaN원', 'nan'],
    ['Infinity', 'infinity'],
    ['[object Object]원', 'object'],
    ['{{price}}원', 'template'],
    ['₩${price}', 'template'],
    ['%d원', 'template'],
    ['99,900\u200f,000', 'words'],
    ['\u202e000,009', 'words'],
    ['9.99e10', 'exponent'],
    ['1e+21원', 'exponent'],
    ['1,000.5원', 'fraction'],
    ['₩99,900,000,', 'grouping'],
    ['99,900,00', 'grouping'],
    ['1,2345', 'grouping'],
    ['1,000 2,000', 'several'],
    ['3만 2억', 'units'],
    ['1억 20,000만', 'units'],
    ['원', 'words'],
    ['문의', 'words'],
    ['총 12,000원', 'words'],
    ['12,000원 (VAT 별도)', 'words'],
    ['$12', 'words'],
    ['--5', 'words'],
    ['9'.repeat(201), 'too-long'],
  ];
  for (const [shown, problem] of table) assert.deepEqual(parseWon(shown), { problem }, shown);
});

const amount = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });

test('an amount that is written as a price is read as the same amount', () => {
  fc.assert(
    fc.property(
      amount,
      fc.constantFrom('', '₩', '￦', 'KRW '),
      fc.constantFrom('', '원', ' 원', '\u00a0원'),
      (krw, before, after) => {
        assert.deepEqual(parseWon(`${before}${formatKrw(krw)}${after}`), { krw });
      },
    ),
  );
});

test('an amount that is written in 조, 억 and 만 is read as the same amount', () => {
  const group = fc.bigInt({ min: 0n, max: 9_999n });
  fc.assert(
    fc.property(fc.tuple(group, group, group, group), fc.constantFrom('', ' '), ([jo, eok, man, rest], space) => {
      const written = [`${jo}조`, `${formatKrw(eok)}억`, `${man}만`, `${formatKrw(rest)}원`].join(space);
      assert.deepEqual(parseWon(written), { krw: ((jo * 10_000n + eok) * 10_000n + man) * 10_000n + rest });
    }),
  );
});

test('no text makes the reader throw or give two answers', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789,.-₩원억만조천백십 e')), maxLength: 30 }),
      (shown) => {
        const parsed = parseWon(shown);
        assert.equal('krw' in parsed, !('problem' in parsed));
      },
    ),
  );
});
