import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../base/write-atomic.ts';
import { readCheckpoint, type Checkpoint } from '../../sign/note.ts';

/*
 * The newest checkpoint that this machine has seen, kept outside the archive. It is what notices that the newest runs were cut off:
 * nothing inside an archive can.
 */

/** Remembers a checkpoint, unless a larger one of the same ledger is remembered already. */
export function rememberCheckpoint(folder: string, text: string): void {
  const checkpoint = readCheckpoint(text);
  if (checkpoint === null) return;
  const known = knownCheckpoint(folder, checkpoint.origin);
  if (known !== null && known.size >= checkpoint.size) return;
  mkdirSync(folder, { recursive: true });
  writeAtomic(fileOf(folder, checkpoint.origin), text);
}

/** What is remembered of a ledger, or null. */
export function knownCheckpoint(folder: string, origin: string): (Checkpoint & { readonly text: string }) | null {
  const file = fileOf(folder, origin);
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const checkpoint = readCheckpoint(text);
  return checkpoint === null ? null : { ...checkpoint, text };
}

function fileOf(folder: string, origin: string): string {
  return join(folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 16)}.txt`);
}
