import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstBroken } from './rungs.ts';

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
