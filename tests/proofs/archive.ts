import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { damageArchive } from './archive-proof.ts';

/*
 * `npm run test:archive`: 10,000 single bits flipped and 500 structural changes made to a stamped archive; every one must be noticed and
 * none may make verifying throw. Numbers on the command line replace them: `-- 1000 50 7` (flips, changes, seed).
 */
const [flips = 10_000, changes = 500, seed = 1] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), 'postflight-archive-'));
const started = performance.now();
try {
  const result = await damageArchive(root, { flips, changes, seed }, (line) => process.stdout.write(`… ${line}\n`));
  for (const what of result.missed) process.stdout.write(`MISSED ${what}\n`);
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(
    `${result.flips} bit flips and ${result.changes} structural changes (seed ${seed}): ${result.missed.length} missed, ${seconds} s\n`,
  );
  process.exitCode = result.missed.length === 0 ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
