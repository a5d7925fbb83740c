import { isAbsolute, resolve } from 'node:path';
import { BenchProblem } from './options.ts';

/** What `npm run bench:archive` is asked on its command line. */
export type ArchiveBenchOptions = {
  readonly reports: number;
  /** Keeps the archive here, and measures one that is here already; null: a folder of its own that is removed. */
  readonly at: string | null;
};

/** Reads `--reports N` (default 100) and `--at FOLDER`. */
export function readArchiveBenchOptions(args: readonly string[], workingDirectory: string): ArchiveBenchOptions {
  let reports = 100;
  let at: string | null = null;
  for (let index = 0; index < args.length; index += 2) {
    const [name, value = ''] = [args[index], args[index + 1]];
    if (name === '--reports' && /^[1-9]\d{0,4}$/.test(value)) reports = Number(value);
    else if (name === '--at' && value !== '') at = isAbsolute(value) ? value : resolve(workingDirectory, value);
    else throw new BenchProblem('known: --reports N (1 to 99999, default 100), --at FOLDER (keeps the archive there)');
  }
  return { reports, at };
}
