import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project.ts';
import { runMeasured, type Measured } from './measured.ts';
import { BenchProblem } from './options.ts';

const main = join(root, 'dist', 'runner', 'cli', 'main.js');

export type Place = { readonly reports: string; readonly state: string; readonly folder: string };

/** One command as a whole process, from its start to its end, with the largest resident memory of it and of those that it started, together. */
export type Command = Measured & { readonly memoryKb: number };

/** Written by each process itself as it ends: no sampling from outside sees the last peak. */
const tellsMemory = `data:text/javascript,${encodeURIComponent(
  'import{appendFileSync}from"node:fs";process.on("exit",()=>appendFileSync(process.env.BENCH_MEMORY,process.resourceUsage().maxRSS+"\\n"))',
)}`;

/** Runs `postflight` with the archive's folders. Anything but exit 0 is a problem of the bench. */
export async function command(words: readonly string[], place: Place): Promise<Command> {
  const memory = join(place.folder, 'memory.txt');
  rmSync(memory, { force: true });
  const env = {
    ...process.env,
    POSTFLIGHT_STATE: place.state,
    POSTFLIGHT_REPORTS: place.reports,
    BENCH_MEMORY: memory,
  };
  const args = ['--import', tellsMemory, main, ...words];
  const measured = await runMeasured({ args, env, log: join(place.folder, 'command.log') });
  if (measured.exitCode !== 0)
    throw new BenchProblem(`postflight ${words.join(' ')} ended with ${measured.exitCode}:\n${measured.lastWords()}`);
  const each = readFileSync(memory, 'utf8').trim().split('\n').map(Number);
  return { ...measured, memoryKb: each.reduce((sum, one) => sum + one, 0) };
}

/** The same command several times. */
export async function several(times: number, words: readonly string[], place: Place): Promise<readonly Command[]> {
  const all: Command[] = [];
  for (let time = 0; time < times; time += 1) all.push(await command(words, place));
  return all;
}

/** What a Node process costs that does nothing. */
export async function emptyProcess(times: number, place: Place): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (let time = 0; time < times; time += 1)
    all.push(await runMeasured({ args: ['-e', '0'], env: process.env, log: join(place.folder, 'empty.log') }));
  return all;
}

/** Forgets what listings remember, so that the next one reads every report. */
export function forgetIndex({ reports }: Place): void {
  rmSync(join(reports, '.index'), { recursive: true, force: true });
}

/** How many files an archive holds and how many bytes. */
export function sizeOf(reports: string): { readonly files: number; readonly bytes: number } {
  if (!existsSync(reports)) return { files: 0, bytes: 0 };
  let [files, bytes] = [0, 0];
  for (const entry of readdirSync(reports, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return { files, bytes };
}
