import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from '../files.ts';
import { names } from '../layout.ts';
import type { Kept, LocalFile, Store } from './store.ts';

export type Copied = { readonly sent: number; readonly there: number; readonly lockedUntil: string | null };

const atOnce = 4;

/**
 * Brings a store up to the archive: what is missing or different is sent, in an order in which a copy that was cut off never promises more
 * than it has (evidence, documents, each report's signature, the ledger last). Sending is whole or nothing, so doing it again goes on where it stopped.
 * Nothing is ever deleted in the store.
 */
export async function copyArchive(
  reports: string,
  store: Store,
  onSent: (path: string) => void = () => undefined,
): Promise<Copied> {
  const kept = await store.list();
  const stages = inOrder(filesOf(reports));
  let sent = 0;
  let there = 0;
  let newest: string | null = null;
  for (const stage of stages)
    await eachOf(stage, async (path) => {
      const file = readLocal(reports, path);
      if (await isThere(store, kept.get(path), file)) there += 1;
      else {
        await store.put(file);
        onSent(path);
        sent += 1;
      }
      if (path.endsWith(`/${names.bundle}`)) newest = path;
    });
  return { sent, there, lockedUntil: newest === null ? null : await store.lockedUntil(newest) };
}

/** A few at a time. After the first failure nothing new begins, and it is thrown when nothing is under way any more: the store is at rest. */
async function eachOf(paths: readonly string[], work: (path: string) => Promise<void>): Promise<void> {
  // Hundreds of thousands: taking the first out of such a list moves all others.
  const left = paths[Symbol.iterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true && !failed; next = left.next())
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function isThere(store: Store, kept: Kept | undefined, file: LocalFile): Promise<boolean> {
  if (kept === undefined || kept.bytes !== file.content.length) return false;
  return kept.md5 === file.md5 || store.isSame(file);
}

/** The bound on one report is none on a thousand of them. */
const everything = Number.MAX_SAFE_INTEGER;

/** Everything of an archive but what is hidden: staging, locks and the index are no part of it. */
function filesOf(reports: string): readonly string[] {
  const folders = ['trust', 'runs', 'tombstones', 'ledger'].filter((name) => existsSync(join(reports, name)));
  const below = folders.flatMap((name) => walk(join(reports, name), everything).files.map((path) => `${name}/${path}`));
  return [...(existsSync(join(reports, 'VERIFY.md')) ? ['VERIFY.md'] : []), ...below];
}

function inOrder(files: readonly string[]): readonly (readonly string[])[] {
  const stageOf = (path: string): number => {
    if (path.startsWith('ledger/')) return path === 'ledger/entries.jsonl' ? 3 : 4;
    if (path.endsWith(`/${names.bundle}`)) return 2;
    return path.includes('/evidence/') ? 0 : 1;
  };
  return [0, 1, 2, 3, 4].map((stage) => files.filter((path) => stageOf(path) === stage));
}

function readLocal(reports: string, path: string): LocalFile {
  const content = readFileSync(join(reports, path));
  const digest = (name: string): string => createHash(name).update(content).digest('hex');
  return { path, content, sha256: digest('sha256'), md5: digest('md5') };
}
