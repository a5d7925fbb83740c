import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGateway } from '../kit/gateway-window.ts';
import { runSeries } from '../proofs/money-kill/series.ts';

/** A small sample of `npm run test:money-kill`. */
test(
  'a runner killed while it pays leaves nothing that settling does not bring to its end',
  { timeout: 400_000 },
  async () => {
    const gateway = await startGateway();
    try {
      const trials = await runSeries(gateway, 10, () => undefined);
      assert.deepEqual(
        trials.flatMap(({ story, leftAt, lies }) => lies.map((lie) => `${story}, left at ${leftAt}: ${lie}`)),
        [],
      );
      assert.ok(
        trials.some(({ leftAt }) => leftAt !== 'nothing'),
        'at least one runner had begun to pay',
      );
    } finally {
      gateway.close();
    }
  },
);
