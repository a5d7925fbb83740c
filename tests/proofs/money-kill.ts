import { startGateway } from '../kit/gateway-window.ts';
import { runSeries } from './money-kill/series.ts';
import type { Trial } from './money-kill/trial.ts';

/*
 * `npm run test:money-kill [-- times]`: a process that pays is killed at random moments, 200 times. Afterwards one settling must have
 * brought every payment to a verified end: none lost, none pressed twice, journal and ledger agreed, nothing cancelled twice.
 */
const times = Number(process.argv[2] ?? '200');
const gateway = await startGateway();
const trials = await runSeries(gateway, times, (trial, index) => {
  const { story, killedAfterMs, leftAt, ended, settlerKilled, lies } = trial;
  const when = killedAfterMs === null ? 'not killed' : `killed after ${Math.round(killedAfterMs)} ms`;
  const settler = settlerKilled ? ', settler killed' : '';
  process.stdout.write(`${index + 1}/${times} ${story}, ${when}${settler}: ${leftAt} → ${ended}\n`);
  for (const lie of lies) process.stdout.write(`  ✖ ${lie}\n`);
});
gateway.close();
const untrue = trials.filter(({ lies }) => lies.length > 0);
for (const [left, count] of countBy(trials, ({ leftAt }) => leftAt))
  process.stdout.write(`${count} × left at ${left}\n`);
for (const [end, count] of countBy(trials, ({ ended }) => ended)) process.stdout.write(`${count} × ended ${end}\n`);
process.stdout.write(`${trials.length - untrue.length} passed, ${untrue.length} failed\n`);
process.exit(untrue.length === 0 ? 0 : 1);

function countBy(all: readonly Trial[], name: (trial: Trial) => string): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const trial of all) counts.set(name(trial), (counts.get(name(trial)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
