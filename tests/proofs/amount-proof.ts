import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listReports } from '../../runner/archive/layout.ts';
import type { DemoStack } from '../kit/demo-stack.ts';

export type HealthyRun = {
  readonly exitCode: number;
  readonly seconds: number;
  /** How often an amount was looked at. */
  readonly looks: number;
  /** What is wrong: a bad look, or a run that did not end with GO. Empty is the proof. */
  readonly findings: readonly string[];
};

/** The whole ladder on a shop without a fault: every look must find the amount exact and readable. */
export async function proveHealthyLadder(stack: DemoStack, run: number): Promise<HealthyRun> {
  const started = performance.now();
  await stack.reset();
  const places = await stack.freshPlaces(`healthy-${run}`);
  const ran = await stack.postflight(['run', 'checklists/amounts.yaml', '--target', 'demo', '--no-confirm'], places);
  const seconds = Math.round((performance.now() - started) / 1000);
  const report = listReports(places['POSTFLIGHT_REPORTS'] ?? '').at(-1);
  const exitCode = ran.code ?? -1;
  if (report === undefined) return { exitCode, seconds, looks: 0, findings: [`no report: ${ran.stdout}${ran.stderr}`] };
  const lines = looksIn(report);
  const bad = lines.filter((line) => !line.startsWith('ok '));
  const ended = exitCode === 0 ? [] : [`exit ${exitCode}: ${ran.stdout}${ran.stderr}`];
  const none = lines.length === 0 ? ['nothing was looked at'] : [];
  return { exitCode, seconds, looks: lines.length, findings: [...bad, ...none, ...ended] };
}

/** One line a look: the text evidence `amounts` of every step. */
function looksIn(report: string): readonly string[] {
  return readdirSync(report, { recursive: true, encoding: 'utf8' })
    .filter((name) => /amounts[^/]*\.txt$/.test(name))
    .flatMap((name) => readFileSync(join(report, name), 'utf8').split('\n'))
    .filter((line) => /^(ok|BAD|\?) /.test(line));
}
