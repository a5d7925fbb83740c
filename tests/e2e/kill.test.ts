import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildCli, type BuiltCli } from '../kit/built-cli.ts';
import { runSeries } from '../proofs/kill/series.ts';
import { strikes } from '../proofs/kill/trial.ts';

/** A small sample of `npm run test:kill`; the seed is fixed so that a failure here is one that can be looked into. */
const seed = 7;
const times = 1;

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => cli.remove());

for (const strike of strikes) {
  const options = { timeout: 300_000, skip: process.platform === 'win32' ? 'no signals there' : false };
  test(`whatever is left after ${strike} is struck says no more than what happened`, options, async () => {
    const trials = await runSeries(cli, { strikes: [strike], times, seed }, () => undefined);
    const untrue = trials.filter(({ problems }) => problems.length > 0);
    assert.deepEqual(
      untrue.map(({ moment, outcome, problems }) => ({ moment, outcome, problems })),
      [],
    );
    assert.equal(trials.length, times);
  });
}
