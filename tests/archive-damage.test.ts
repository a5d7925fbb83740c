import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { damageArchive } from './proofs/archive-proof.ts';

/* A sample of `npm run test:archive`, which does the same 10,000 and 500 times. */
test('150 flipped bits and 40 structural changes of a stamped archive are all noticed, none by a crash', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'damage-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const result = await damageArchive(root, { flips: 150, changes: 40, seed: 22 });
  assert.deepEqual(result.missed, []);
  assert.equal(result.flips, 150);
});
