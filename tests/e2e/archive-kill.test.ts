import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCli } from '../kit/built-cli.ts';
import { seeded } from '../proofs/archive-damage.ts';
import { operations } from '../proofs/archive-kill/operations.ts';
import { runSeries } from '../proofs/archive-kill/series.ts';

const sample = ['seal', 'approve', 'prune report', 'copy S3', 'keys rotate --ledger'];

/** A small sample of `npm run test:archive-kill`: of each one near the beginning, one near the end, and one killed twice in between. */
test(
  'an archive whose writer is killed at any step is never told to be tampered, and the next command completes it once',
  { timeout: 400_000 },
  async () => {
    const cli = await buildCli();
    const random = seeded(22);
    try {
      const trials = await runSeries(
        cli,
        {
          operations: operations.filter(({ name }) => sample.includes(name)),
          lanes: 1,
          choose: (steps) => {
            const within = (third: number): number => 1 + Math.floor(((third + random(100) / 100) * steps) / 3);
            return [[within(0)], [within(2)], [within(1), within(1)]];
          },
        },
        () => undefined,
      );
      assert.deepEqual(
        trials.flatMap(({ operation, at, problems }) => problems.map((one) => `${operation}, before ${at}: ${one}`)),
        [],
      );
      assert.equal(trials.length, 3 * sample.length);
      assert.ok(
        trials.every(({ wasKilled }) => wasKilled),
        'every one was killed',
      );
    } finally {
      cli.remove();
    }
  },
);
