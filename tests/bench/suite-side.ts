import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../runner/base/json.ts';
import { findBrowser, quietArguments } from '../../runner/engine/browser.ts';
import { root } from '../project.ts';
import { runMeasured, type Measured } from './measured.ts';
import { BenchProblem } from './options.ts';
import { stepId } from './step-ids.ts';
import type { World } from './world.ts';

export type SuiteSide = Measured & { readonly passed: readonly string[]; readonly firstStepMs: number };

type Ask = {
  readonly world: World;
  readonly folder: string;
  readonly workers: number;
  readonly only: readonly string[];
};

const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
const config = join('tests', 'bench', 'playwright.config.ts');

/** Runs the hand-written suite with Playwright Test, from the start of the process to its end. */
export async function runSuite(ask: Ask): Promise<SuiteSide> {
  const { folder, workers, only } = ask;
  mkdirSync(folder, { recursive: true });
  // Tests are called by their section; the id ends where a word ends.
  const selection = only.length === 0 ? [] : ['--grep', `^.*(${only.join('|')}) `];
  const args = [cli, 'test', '-c', config, '--workers', String(workers), ...selection];
  const measured = await runMeasured({ args, env: environmentFor(ask), log: join(folder, 'suite.log') });
  if (measured.exitCode !== 0) throw new BenchProblem(`the suite failed:\n${measured.lastWords()}`);
  const report: unknown = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  const results = resultsIn(report);
  const starts = results.map(({ startTime }) => Date.parse(startTime));
  return {
    ...measured,
    passed: results.flatMap(({ passed }) => passed),
    firstStepMs: Math.min(...starts) - measured.startedAtMs,
  };
}

/** Fills Playwright's cache of compiled TypeScript, which a team's second run has too. */
export async function warmSuite(ask: Ask): Promise<void> {
  mkdirSync(ask.folder, { recursive: true });
  const args = [cli, 'test', '-c', config, '--list'];
  const listed = await runMeasured({ args, env: environmentFor(ask), log: join(ask.folder, 'list.log') });
  if (listed.exitCode !== 0) throw new BenchProblem(`the suite cannot be listed:\n${listed.lastWords()}`);
}

function environmentFor({ world, folder }: Ask): NodeJS.ProcessEnv {
  const isRoot = process.getuid?.() === 0;
  return {
    ...process.env,
    BENCH_SHOP: world.shop,
    BENCH_GATEWAY: world.gateway,
    BENCH_OUTPUT: folder,
    BENCH_CHROMIUM: findBrowser({ headed: false, debug: false }, process.env).executable,
    BENCH_CHROMIUM_ARGUMENTS: quietArguments.join(' '),
    BENCH_CHROMIUM_SANDBOX: isRoot ? 'off' : 'on',
  };
}

type Result = { readonly startTime: string; readonly passed: readonly string[] };

/** Every test's last result in Playwright's JSON report, with the ids of its steps that held. */
function resultsIn(node: unknown): readonly Result[] {
  if (!isObject(node)) return [];
  const { suites, specs, tests, results } = node;
  if (Array.isArray(results)) return results.flatMap(resultOf);
  return [suites, specs, tests].flatMap((children) => (Array.isArray(children) ? children.flatMap(resultsIn) : []));
}

function resultOf(result: unknown): readonly Result[] {
  if (!isObject(result) || typeof result['startTime'] !== 'string') return [];
  const steps = Array.isArray(result['steps']) ? result['steps'] : [];
  const passed = steps.flatMap((step: unknown) => {
    if (!isObject(step) || 'error' in step || typeof step['title'] !== 'string') return [];
    const id = stepId(step['title']);
    return id === null ? [] : [id];
  });
  return [{ startTime: result['startTime'], passed }];
}
