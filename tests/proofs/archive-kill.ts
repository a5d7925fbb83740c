import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildCli } from '../kit/built-cli.ts';
import { operations } from './archive-kill/operations.ts';
import { runSeries } from './archive-kill/series.ts';
import type { Trial } from './archive-kill/trial.ts';
import { seeded } from './archive-damage.ts';

/*
 * `npm run test:archive-kill`: everything that writes into an archive is killed (SIGKILL) before each of its steps in turn (every file made,
 * written, half written, renamed or removed, every request, every program started), and some of them once more while the next start
 * completes them. After each kill `verify` says nothing false; after the next command everything is there exactly once.
 * `-- --only seal --twice 5 --seed 7` tries one operation, with so many double kills; `--every 4` a quarter of the steps.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    twice: { type: 'string', default: '6' },
    seed: { type: 'string' },
    every: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '2' },
  },
});
const [twice, every, lanes] = [Number(values.twice), Number(values.every), Number(values.lanes)];
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
const wanted = operations.filter(({ name }) => values.only === undefined || values.only.includes(name));
if (![twice, every, lanes, seed].every(Number.isSafeInteger) || every < 1 || lanes < 1 || wanted.length === 0) {
  process.stderr.write(
    `--twice, --every, --lanes and --seed take whole numbers, --only one of: ${operations.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}

process.stdout.write(`seed ${seed}\n`);
const random = seeded(seed);
const cli = await buildCli();
/** Of one trial: the rest mostly follows from the first ones. */
const shownAtMost = 8;
const started = performance.now();
const stepsOf = new Map<string, number>();
try {
  const trials = await runSeries(cli, { operations: wanted, choose, lanes }, (trial, steps) => {
    stepsOf.set(trial.operation, steps);
    tell(trial);
  });
  process.stdout.write(`\n${table(trials)}\n`);
  const failed = trials.filter(({ problems }) => problems.length > 0).length;
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(`\n${trials.length - failed} passed, ${failed} failed, ${seconds} s (seed ${seed})\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  cli.remove();
}

function choose(steps: number): readonly (readonly number[])[] {
  const single = Array.from({ length: steps }, (_, index) => [index + 1]).filter((_, index) => index % every === 0);
  const pick = (): number => 1 + random(steps);
  return [...single, ...Array.from({ length: twice }, () => [pick(), pick()])];
}

function tell({ operation, strikes, at, problems }: Trial): void {
  if (problems.length === 0) return;
  process.stdout.write(`✗ ${operation} ${strikes.join('+')}, before: ${at}\n`);
  for (const problem of problems.slice(0, shownAtMost))
    process.stdout.write(`    ${problem.trimEnd().slice(0, 1_000).replaceAll('\n', '\n    ')}\n`);
  if (problems.length > shownAtMost) process.stdout.write(`    … ${problems.length - shownAtMost} more\n`);
}

function table(trials: readonly Trial[]): string {
  const rows = wanted.map(({ name }) => {
    const own = trials.filter(({ operation }) => operation === name);
    const count = (keep: (trial: Trial) => boolean): number => own.filter(keep).length;
    return [
      name,
      stepsOf.get(name) ?? 0,
      count(({ wasKilled }) => wasKilled),
      count(({ strikes }) => strikes.length > 1),
      count(({ problems }) => problems.length > 0),
    ];
  });
  return [['operation', 'steps', 'killed', 'of them twice', 'wrong'], ...rows]
    .map((cells) => cells.map((cell, at) => (at === 0 ? String(cell).padEnd(22) : String(cell).padStart(14))).join(''))
    .join('\n');
}
