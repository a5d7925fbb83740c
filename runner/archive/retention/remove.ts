import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRunId } from '../../base/ids.ts';
import { syncDirectory } from '../../base/write-atomic.ts';
import type { Trust } from '../../sign/trust.ts';
import { readAddenda } from '../addenda/read.ts';
import { names, reportFolder, writingRoom } from '../layout.ts';
import { entryTypes, textOf, type Entry } from '../ledger/entry.ts';
import { isHeld, isLeft, signedFiles } from './due.ts';
import { classOf } from './policy.ts';
import { lookForHolds } from './standing-hold.ts';
import { isTombstone, tombstoneFile } from './tombstone.ts';

/*
 * The last step of erasing: what the ledger records as gone leaves the disk. Apart from the recording, because a process may die between the
 * two, and then the next one only has this to do.
 */

/** Signature, sums, verdict and journal are what proves the rest; they go only with the whole report. */
export const neverErased: readonly string[] = [names.bundle, names.sums, names.report, names.journal];

/** Takes files of a report away, and the folders that held nothing else. */
export function removeFiles(folder: string, paths: readonly string[]): void {
  for (const path of paths) rmSync(join(folder, path), { force: true });
  for (const parent of new Set(paths.map((path) => dirname(join(folder, path))))) clean(parent, folder);
}

/** Takes a whole report away: one rename out of the archive; what a crash leaves in the bin is no report any more. */
export function removeReport(reports: string, folder: string): void {
  const bin = join(writingRoom(reports), `${binPrefix}${basename(folder)}`);
  mkdirSync(dirname(bin), { recursive: true });
  rmSync(bin, { recursive: true, force: true });
  renameSync(folder, bin);
  syncDirectory(dirname(folder));
  rmSync(bin, { recursive: true, force: true });
}

/**
 * Does what the ledger says was done and a killed process did not get to. Only what a trusted key signed besides is removed, and nothing that
 * is on hold now.
 */
export function finishRemovals(reports: string, entries: readonly Entry[], trust: Trust): void {
  emptyBin(reports);
  const removed = removedByRun(entries);
  if (removed.size === 0) return;
  const isKept = lookForHolds(reports);
  for (const [runId, { files, isExpired }] of removed) {
    const folder = reportFolder(reports, runId);
    if (!existsSync(join(folder, names.sums))) continue;
    if (!isExpired) finishFiles(folder, files, { trust, isKept: (file) => isKept(folder, classOf(file)) });
    else if (!isKept(folder, 'report') && !isHeld(folder, trust) && isTombstone(tombstoneFile(reports, runId), trust))
      removeReport(reports, folder);
  }
}

function finishFiles(
  folder: string,
  files: readonly string[],
  { trust, isKept }: { readonly trust: Trust; readonly isKept: (file: string) => boolean },
): void {
  const left = files.filter((file) => isLeft(folder, file) && !neverErased.includes(file) && !isKept(file));
  if (left.length === 0 || isHeld(folder, trust)) return;
  const facts = readAddenda(folder, basename(folder), trust).added.map(({ content }) => content.fact);
  const told = new Set(
    facts.filter(({ type }) => type === 'files.erased').flatMap((fact) => fact.files.map(({ path }) => path)),
  );
  // A name in the ledger is no path until the signed sums say so.
  const signed = signedFiles(folder);
  removeFiles(
    folder,
    left.filter((file) => signed.has(file) && told.has(file)),
  );
}

type Removed = { readonly files: string[]; isExpired: boolean };

function removedByRun(entries: readonly Entry[]): ReadonlyMap<string, Removed> {
  const found = new Map<string, Removed>();
  for (const entry of entries) {
    const [runId, file] = [textOf(entry, 'runId') ?? '', textOf(entry, 'file')];
    if ((entry.type !== entryTypes.fileErased && entry.type !== entryTypes.reportExpired) || !isRunId(runId)) continue;
    const removed = found.get(runId) ?? { files: [], isExpired: false };
    found.set(runId, removed);
    if (entry.type === entryTypes.reportExpired) removed.isExpired = true;
    else if (file !== null) removed.files.push(file);
  }
  return found;
}

const binPrefix = 'expired-';

/** Removes what a killed prune had taken out of the archive and not yet from the disk. */
function emptyBin(reports: string): void {
  const room = writingRoom(reports);
  const left = existsSync(room) ? readdirSync(room).filter((name) => name.startsWith(binPrefix)) : [];
  for (const name of left) rmSync(join(room, name), { recursive: true, force: true });
}

/** An empty folder is no part of a report; those above it that held nothing else go too. */
function clean(parent: string, folder: string): void {
  for (let here = parent; here !== folder && here.startsWith(folder); here = dirname(here)) {
    try {
      rmdirSync(here);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // Something else is still in it.
      if (code === 'ENOTEMPTY' || code === 'EEXIST') return;
      // It went with an earlier try, which may have left the folder above it.
      if (code !== 'ENOENT') throw error;
    }
  }
}
