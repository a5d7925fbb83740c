import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { findBrowser } from '../../runner/engine/browser.ts';
import type { ChecklistSide } from './checklist-side.ts';
import { median, spread } from './statistics.ts';
import type { SuiteSide } from './suite-side.ts';

export type Pair = { readonly ours: ChecklistSide; readonly one: SuiteSide; readonly two: SuiteSide };

type Side = keyof Pair;

/** One line for the reader of a terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What the numbers were measured on, and how busy it was. */
export function machineLine(): string {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const browser = findBrowser({ headed: false, debug: false }, process.env).executable.split('/').at(-1) ?? '';
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${availableParallelism()} × ${model}, ${memory}, ${process.platform}, Node ${process.version}, ${browser}, load ${load()}`;
}

/** How much of the machine everybody used in the last minute. */
export function load(): string {
  const busy = process.platform === 'linux' ? readFileSync('/proc/loadavg', 'utf8').split(' ')[0] : undefined;
  return busy ?? (loadavg()[0] ?? 0).toFixed(2);
}

export function pairLine(number: number, pair: Pair): string {
  const { ours, one, two } = pair;
  const walls = [ours, one, two].map(({ wallMs }) => seconds(wallMs));
  const cpus = [ours, one, two].map(({ cpuMs }) => (cpuMs === null ? '–' : seconds(cpuMs)));
  return [
    `pair ${number}`,
    `wall ${walls.join(' / ')}`,
    `ratio ${ratio(ours.wallMs / one.wallMs)} and ${ratio(ours.wallMs / two.wallMs)}`,
    `CPU ${cpus.join(' / ')}`,
    `first step ${seconds(ours.firstStepMs)} / ${seconds(one.firstStepMs)} / ${seconds(two.firstStepMs)}`,
    `load ${load()}`,
  ].join('  ');
}

/** The medians, with the smallest and the largest value. */
export function summaryLines(pairs: readonly Pair[]): readonly string[] {
  const walls = (side: Side): string =>
    spread(
      pairs.map((pair) => pair[side].wallMs),
      seconds,
    );
  const wallRatios = (side: Side): string =>
    spread(
      pairs.map((pair) => pair.ours.wallMs / pair[side].wallMs),
      ratio,
    );
  const firstSteps = (side: Side): string =>
    spread(
      pairs.map((pair) => pair[side].firstStepMs),
      seconds,
    );
  const rows: readonly (readonly [string, string])[] = [
    ['steps', String(pairs[0]?.ours.passed.length ?? 0)],
    ['postflight run, wall', walls('ours')],
    ['suite, 1 worker, wall', walls('one')],
    ['suite, 2 workers, wall', walls('two')],
    ['wall ratio to 1 worker', wallRatios('one')],
    ['wall ratio to 2 workers', wallRatios('two')],
    ['CPU ratio to 1 worker', spread(cpuRatios(pairs, 'one'), ratio)],
    ['CPU ratio to 2 workers', spread(cpuRatios(pairs, 'two'), ratio)],
    ['start to first step', firstSteps('ours')],
    ['… of the suite, 1 worker', firstSteps('one')],
    ['journal append, median', `${median(pairs.flatMap(({ ours }) => ours.appendMs)).toFixed(2)} ms`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(26)}${value}`);
}

function cpuRatios(pairs: readonly Pair[], side: Side): readonly number[] {
  return pairs.flatMap(({ ours, [side]: suite }) =>
    ours.cpuMs === null || suite.cpuMs === null ? [] : [ours.cpuMs / suite.cpuMs],
  );
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export function ratio(value: number): string {
  return value.toFixed(2);
}
