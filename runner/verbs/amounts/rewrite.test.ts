import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstBroken } from './rungs.ts';
import { rewriteHtml, rewriteJson } from './rewrite.ts';

test('only the price at the path is rewritten, in the manner in which it was written', () => {
  const product = { id: 53, price: 1, options: [{ price: '1,000원' }, { price: '2000' }], name: null };
  assert.deepEqual(rewriteJson(product, 'price', 99_900_000_000n), {
    value: { ...product, price: 99_900_000_000 },
    changed: 1,
  });
  assert.deepEqual(rewriteJson(product, 'options[*].price', 90_000_001n), {
    value: { ...product, options: [{ price: '90,000,001원' }, { price: '90000001' }] },
    changed: 2,
  });
  assert.deepEqual(rewriteJson(product, 'options[1].price', 5n).changed, 1);
  for (const path of ['prices', 'price.krw', 'options.price', 'options[7].price', '__proto__.x', 'constructor'])
    assert.deepEqual(rewriteJson(product, path, 5n), { value: product, changed: 0 }, path);
  assert.deepEqual(rewriteHtml('<b>92,500,000</b>원 <i>92,500,000</i>', '92,500,000', 100_000_000n), {
    value: '<b>100,000,000</b>원 <i>100,000,000</i>',
    changed: 2,
  });
});

test('the search finds the exact amount from which a place breaks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: 1n, max: 99_900_000_000n }), async (limit) => {
      let asked = 0;
      const found = await firstBroken({ right: 0n, broken: 99_900_000_000n }, (krw) => {
        asked += 1;
        return Promise.resolve(krw < limit);
      });
      assert.deepEqual(found, { right: limit - 1n, broken: limit });
      assert.ok(asked <= 37);
    }),
  );
});
