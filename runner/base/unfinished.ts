import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import { shortId } from './ids.ts';

/*
 * A file is written under another name first. A process that is killed in between leaves it behind; its name says whose it was, so that the
 * next process takes it away and never one that somebody is writing at this moment.
 */

/** How a file ends that is not whole yet; nothing else may be named so. */
export const besideSuffix = '.writing';

/** What `name` is called until it is whole. */
export function unfinishedName(name: string): string {
  return `.${name}.${machine()}-${process.pid}-${shortId()}${besideSuffix}`;
}

/** Takes away what killed processes left in a folder. Of another machine, which cannot be asked, what is older than a day. */
export function sweepUnfinished(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!name.startsWith('.') || !name.endsWith(besideSuffix)) continue;
    const [, host, pid] = /\.([0-9a-f]{8})-(\d{1,10})-[a-z2-7]{6}\.writing$/.exec(name) ?? [];
    const isOver = host === machine() ? !isAlive(Number(pid)) : isOld(join(folder, name));
    if (isOver) rmSync(join(folder, name), { force: true });
  }
}

const dayMs = 86_400_000;

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** This process writes a file from beginning to end without doing anything else, so nothing of its own is half done now. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return codeOf(error) !== 'ESRCH';
  }
}

function isOld(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && systemClock.now() - found.mtimeMs > dayMs;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // Nothing was ever written there.
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
