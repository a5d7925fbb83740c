import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildCli } from '../kit/built-cli.ts';
import { runSeries } from './kill/series.ts';
import { strikes, type Trial } from './kill/trial.ts';

/*
 * Kills driver, browser and supervisor, and stops runs politely, at random moments of their whole life, and holds what is
 * left against a witness: a report never says more than what happened. `npm run test:kill -- --times 20 --seed 7 --only driver`
 */

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    seed: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});
const times = Number(values.times);
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
const wanted = strikes.filter((strike) => values.only === undefined || values.only.includes(strike));
if (!Number.isSafeInteger(times) || times < 1 || !Number.isSafeInteger(seed) || wanted.length === 0) {
  process.stderr.write(`--times and --seed take whole numbers, --only one of: ${strikes.join(', ')}\n`);
  process.exit(2);
}

process.stdout.write(`seed ${seed}\n`);
const cli = await buildCli();
try {
  const trials = await runSeries(cli, { strikes: wanted, times, seed }, tell);
  process.stdout.write(`\n${table(trials)}\n`);
  const failed = trials.filter(({ problems }) => problems.length > 0).length;
  process.stdout.write(`\n${trials.length - failed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  cli.remove();
}

function tell({ strike, moment, hit, outcome, problems, words }: Trial): void {
  const mark = problems.length === 0 ? '✓' : '✗';
  process.stdout.write(`${mark} ${strike.padEnd(12)} ${moment.padEnd(26)} ${hit ? 'hit ' : 'late'} ${outcome}\n`);
  for (const problem of problems) process.stdout.write(`    ${problem}\n`);
  if (problems.length > 0) process.stdout.write(words.replaceAll(/^/gm, '    | '));
}

function table(trials: readonly Trial[]): string {
  const rows = wanted.map((strike) => {
    const own = trials.filter((trial) => trial.strike === strike);
    const count = (keep: (trial: Trial) => boolean): string => String(own.filter(keep).length);
    return [
      strike,
      count(() => true),
      count(({ hit }) => hit),
      count(({ outcome }) => outcome.includes('no run')),
      count(({ outcome }) => outcome.includes('GO by')),
      count(({ outcome }) => outcome.includes('INCONCLUSIVE')),
      count(({ problems }) => problems.length > 0),
    ];
  });
  const head = ['struck', 'times', 'hit', 'no run opened', 'GO', 'INCONCLUSIVE', 'untrue'];
  return [head, ...rows]
    .map((cells) => cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(14))).join(''))
    .join('\n');
}
