import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '../../../base/json.ts';
import { parseJsonPath } from './json-path.ts';
import { rewriteHtml, rewriteJson, rewriteText, type Rewritten } from './rewrite.ts';

function rewrite(value: JsonValue, path: string, krw: bigint): Rewritten<JsonValue> {
  const parsed = parseJsonPath(path);
  assert.ok(parsed !== null, path);
  return rewriteJson(value, parsed, krw);
}

test('only the price at the path is rewritten, in the manner in which it was written', () => {
  const product = { id: 53, price: 1, options: [{ price: '1,000원' }, { price: '2000' }], name: null, 'list-price': 9 };
  assert.deepEqual(rewrite(product, 'price', 99_900_000_000n), {
    value: { ...product, price: 99_900_000_000 },
    changed: 1,
    before: [1n],
  });
  assert.deepEqual(rewrite(product, 'options[*].price', 90_000_001n), {
    value: { ...product, options: [{ price: '90,000,001원' }, { price: '90000001' }] },
    changed: 2,
    before: [1_000n, 2_000n],
  });
  assert.equal(rewrite(product, 'options[1].price', 5n).changed, 1);
  assert.equal(rewrite(product, '$["list-price"]', 5n).changed, 1);
  for (const path of ['prices', 'price.krw', 'options.price', 'options[7].price', '__proto__.x', 'constructor'])
    assert.deepEqual(rewrite(product, path, 5n), { value: product, changed: 0, before: [] }, path);
});

test('other languages of paths are not half understood', () => {
  for (const path of [
    '',
    '$',
    '$..price',
    'items[?(@.id)]',
    'items.*.price',
    'items[-1]',
    'items[0:2]',
    'a b',
    'a[0]b',
    'a..b',
    '.a',
    'a.',
  ])
    assert.equal(parseJsonPath(path), null, path);
});

test('HTML is rewritten where this very amount stands, and not inside a longer one', () => {
  assert.deepEqual(
    rewriteHtml('<b>92,500,000</b>원 <i>92,500,000</i> 192,500,000 92,500,000,000', '92,500,000', 100_000_000n),
    {
      value: '<b>100,000,000</b>원 <i>100,000,000</i> 192,500,000 92,500,000,000',
      changed: 2,
      before: [92_500_000n],
    },
  );
});

test('in a sentence the amount is the number with its unit, or the longest', () => {
  assert.equal(rewriteText('최대 6개월 무이자, 월 16,650원', 5_000n), '최대 6개월 무이자, 월 5,000원');
  assert.equal(rewriteText('2개 1500', 7n), '2개 7');
  assert.equal(rewriteText('없음', 7n), '7');
});
