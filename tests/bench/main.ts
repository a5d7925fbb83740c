import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../project.ts';
import { runChecklist } from './checklist-side.ts';
import { benchGuards } from './guards.ts';
import { runMeasured } from './measured.ts';
import { BenchProblem, readBenchOptions, type BenchOptions } from './options.ts';
import { runSuite, warmSuite } from './suite-side.ts';
import { machineLine, pairLine, say, seconds, summaryLines, type Pair } from './tell.ts';
import { inNewWorld } from './world.ts';

/*
 * `npm run bench`: the demo checklist by `postflight run` against a hand-written Playwright Test suite of the same steps.
 * docs/bench.md says what is measured and how. Ratios of pairs are the result; no test depends on it.
 */

async function bench(folder: string): Promise<void> {
  const options = readBenchOptions(process.argv.slice(2));
  say(machineLine());
  say(`shop and gateway are ${options.distanceMs} ms away`);
  if (options.guards) return benchGuards(options, folder);
  say('wall, CPU and first step: postflight run / suite with 1 worker / suite with 2 workers');
  await inNewWorld(0, (world) => warmSuite({ world, folder: join(folder, 'warm'), workers: 1, only: [] }));
  const pairs: Pair[] = [];
  for (let number = 1; number <= options.pairs; number++) {
    const pair = await runPair(number, options, join(folder, String(number)));
    refuseUnequal(pair);
    say(pairLine(number, pair));
    pairs.push(pair);
  }
  for (const line of summaryLines(pairs)) say(line);
  if (options.only.length === 0) say(`${'whole demo, wall'.padEnd(26)}${await demoWall(folder)}`);
}

/** Every side gets a shop that nobody has used. The order turns with each pair, so that no side is always the first. */
async function runPair(number: number, { only, distanceMs }: BenchOptions, folder: string): Promise<Pair> {
  const ours = () =>
    inNewWorld(distanceMs, (world) => runChecklist({ world, only, folder: join(folder, 'checklist') }));
  const suite = (workers: number) =>
    inNewWorld(distanceMs, (world) => runSuite({ world, only, workers, folder: join(folder, `suite-${workers}`) }));
  if (number % 2 === 1) return { ours: await ours(), one: await suite(1), two: await suite(2) };
  const [two, one] = [await suite(2), await suite(1)];
  return { ours: await ours(), one, two };
}

/** A side that does less is not faster. */
function refuseUnequal({ ours, one, two }: Pair): void {
  for (const side of [one, two]) {
    const missing = ours.passed.filter((id) => !side.passed.includes(id));
    const extra = side.passed.filter((id) => !ours.passed.includes(id));
    if (missing.length + extra.length === 0 && ours.passed.length === side.passed.length) continue;
    throw new BenchProblem(
      `the sides passed different steps; only the checklist: ${missing.join(' ')}; only the suite: ${extra.join(' ')}`,
    );
  }
}

async function demoWall(folder: string): Promise<string> {
  const demo = join(root, 'dist', 'fixtures', 'demo', 'main.js');
  const state = join(folder, 'demo');
  const args = [demo, '--ports', 'free', '--state', state, '--reports', join(state, 'reports')];
  const { exitCode, wallMs } = await runMeasured({ args, env: process.env, log: join(folder, 'demo.log') });
  return `${seconds(wallMs)}, exit ${exitCode}`;
}

const folder = mkdtempSync(join(tmpdir(), 'postflight-bench-'));
try {
  await bench(folder);
} catch (error) {
  if (!(error instanceof BenchProblem)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
