import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sweepUnfinished } from '../../base/unfinished.ts';
import { writeAtomic } from '../../base/write-atomic.ts';
import { readCheckpoint, type Checkpoint } from '../../sign/note.ts';

/*
 * The newest checkpoint that this machine has seen, kept outside the archive: once by the ledger's name and once by the archive's place,
 * so that a ledger that was cut short shows, and one that was replaced by another. Nothing inside an archive can show either.
 */

export type Kept = Checkpoint & { readonly text: string; readonly file: string };

/** Remembers a checkpoint, unless a larger one is remembered already. */
export function rememberCheckpoint(folder: string, archive: string, text: string): void {
  const checkpoint = readCheckpoint(text);
  if (checkpoint === null) return;
  mkdirSync(folder, { recursive: true });
  sweepUnfinished(folder);
  for (const file of [byName(folder, checkpoint.origin), byPlace(folder, archive)]) {
    const known = readKept(file);
    if (known === null || known.size < checkpoint.size) writeAtomic(file, text);
  }
}

/** What is remembered of a ledger of this name, or null. */
export function knownCheckpoint(folder: string, origin: string): Kept | null {
  return readKept(byName(folder, origin));
}

/** Everything that is remembered of the archive in this place, and of the ledger of this name. */
export function knownFor(
  folder: string,
  { archive, origin }: { readonly archive: string; readonly origin: string | null },
): readonly Kept[] {
  const kept = [readKept(byPlace(folder, archive)), origin === null ? null : knownCheckpoint(folder, origin)];
  const found = kept.flatMap((one) => one ?? []);
  return found.filter((one, index) => found.findIndex(({ text }) => text === one.text) === index);
}

function readKept(file: string): Kept | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const checkpoint = readCheckpoint(text);
  return checkpoint === null ? null : { ...checkpoint, text, file };
}

function byName(folder: string, origin: string): string {
  return join(folder, `ledger-${short(origin)}.txt`);
}

function byPlace(folder: string, archive: string): string {
  return join(folder, `archive-${short(resolve(archive))}.txt`);
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
