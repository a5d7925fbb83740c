import { farthestMs, readDistance } from '../../fixtures/distance/from-afar.ts';

/** What the bench is asked on its command line. */
export type BenchOptions = {
  readonly pairs: number;
  readonly only: readonly string[];
  /** What the guards cost, instead of the comparison with the suite. */
  readonly guards: boolean;
  /** How long a request and its answer are on the way to the shop and back, in milliseconds. */
  readonly distanceMs: number;
};

/** Something the person in front of the terminal puts right. */
export class BenchProblem extends Error {
  override readonly name = 'BenchProblem';
}

/** Reads `--pairs N` (default 5), `--distance MS` (default 40), `--guards` and `--only SECTION` (again and again, or several after it). */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  let pairs = 5;
  let distanceMs = 40;
  const only: string[] = [];
  let guards = false;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--pairs') {
      at += 1;
      pairs = countFrom(args[at]);
    } else if (word === '--distance') {
      at += 1;
      distanceMs = distanceFrom(args[at]);
    } else if (word === '--guards') {
      guards = true;
    } else if (word === '--only') {
      while (args[at + 1] !== undefined && !args[at + 1]?.startsWith('--')) {
        at += 1;
        only.push(args[at] ?? '');
      }
      if (only.length === 0) throw new BenchProblem('--only takes the ids of sections');
    } else {
      throw new BenchProblem(`unknown option ${word}; known: --pairs N, --distance MS, --only SECTION …, --guards`);
    }
  }
  return { pairs, only, guards, distanceMs };
}

function countFrom(value: string | undefined): number {
  const count = /^\d{1,3}$/.test(value ?? '') ? Number(value) : 0;
  if (count < 1) throw new BenchProblem('--pairs takes a number from 1 to 999');
  return count;
}

function distanceFrom(value: string | undefined): number {
  const distance = readDistance(value ?? '');
  if (distance === null) throw new BenchProblem(`--distance takes milliseconds, 0 to ${farthestMs}`);
  return distance;
}
