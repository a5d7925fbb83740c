import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { root } from '../project.ts';
import { meterTree } from './process-tree.ts';

export type Measured = {
  readonly exitCode: number | null;
  /** From just before the process is made until it has ended. */
  readonly wallMs: number;
  /** User and system time of the process and everything it started; null where it cannot be read. */
  readonly cpuMs: number | null;
  /** Wall clock at the start, to set beside the times that the process wrote itself. */
  readonly startedAtMs: number;
  readonly lastWords: () => string;
};

/** Runs one Node program to its end and measures it. What it prints goes into a file: a terminal would be measured too. */
export async function runMeasured(work: {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly log: string;
}): Promise<Measured> {
  const log = openSync(work.log, 'w');
  const startedAtMs = Date.now();
  const started = performance.now();
  const child = spawn(process.execPath, work.args, { cwd: root, env: work.env, stdio: ['ignore', log, log] });
  const meter = meterTree(child.pid ?? -1);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const wallMs = performance.now() - started;
  const cpuMs = meter.stop();
  closeSync(log);
  return { exitCode, wallMs, cpuMs, startedAtMs, lastWords: () => readFileSync(work.log, 'utf8').slice(-3_000) };
}
