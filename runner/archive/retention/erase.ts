import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeThrough } from '../../base/write-atomic.ts';
import { SetupError } from '../../model/trouble.ts';
import { openBundle, signBundle } from '../../sign/bundle.ts';
import { addFacts, type Adding } from '../addenda/add.ts';
import type { Fact, FactFile } from '../addenda/fact.ts';
import { boundTo } from '../addenda/read.ts';
import { encodeAddendum } from '../addenda/statement.ts';
import { addendaText } from '../addenda/text.ts';
import { readEntry as readCatalogueEntry } from '../catalogue/entry.ts';
import { entryTypes } from '../ledger/entry.ts';
import { names, tombstonesFolder, writingRoom } from '../layout.ts';
import { signedFiles } from './due.ts';
import { neverErased, removeFiles, removeReport } from './remove.ts';
import { retentionText } from './text.ts';
import { tombstoneFile } from './tombstone.ts';

export type Why = { readonly key: string; readonly by: string; readonly reason: string };

/**
 * Erases files of a sealed report. First a signed record of what they were, then the ledger, then the files: cut off anywhere, the same call
 * completes it, and what is gone is always explained.
 */
export async function eraseFiles(adding: Adding, paths: readonly string[], why: Why): Promise<number> {
  const { folder, desk, now } = adding;
  const signed = signedFiles(folder);
  for (const path of paths) {
    if (neverErased.includes(path)) throw new SetupError(retentionText.neverErased(path));
    if (!signed.has(path)) throw new SetupError(retentionText.notInReport(path));
  }
  const files = paths.map((path): FactFile => ({ path, sha256: signed.get(path) ?? '', bytes: sizeOf(folder, path) }));
  await addFacts(adding, [erasure(why, null, files, now())]);
  const runId = basename(folder);
  const { by, reason } = why;
  desk.record(
    files.map(({ path, sha256 }) => ({
      type: entryTypes.fileErased,
      runId,
      file: path,
      sha256,
      reason,
      by,
      at: now(),
    })),
  );
  removeFiles(folder, paths);
  return files.length;
}

/** Removes a whole report. Its signed tombstone names every file that it had; the ledger keeps the run's line for ever. */
export async function expireReport(adding: Adding, why: Why): Promise<void> {
  const { folder, reports, signer, desk, now } = adding;
  const runId = basename(folder);
  const bound = boundTo(folder, runId);
  if (bound === null) throw new SetupError(addendaText.noReport(runId));
  const opened = openBundle(readFileSync(join(folder, names.bundle)));
  const statementSha256 = 'opened' in opened ? createHash('sha256').update(opened.opened.payload).digest('hex') : '';
  const files = [...signedFiles(folder)].map(([path, sha256]): FactFile => ({
    path,
    sha256,
    bytes: sizeOf(folder, path),
  }));
  const payload = encodeAddendum({ ...bound, number: 1, previous: null, fact: erasure(why, runId, files, now()) });
  mkdirSync(join(reports, tombstonesFolder), { recursive: true });
  writeThrough(writingRoom(reports), tombstoneFile(reports, runId), await signBundle(payload, signer));
  // Whether a hold by build or target meant it can be told as long as this stands.
  const known = readCatalogueEntry(folder);
  const build = known === null ? {} : { target: known.target, release: known.release };
  const { reason, by } = why;
  desk.record([{ type: entryTypes.reportExpired, runId, statementSha256, reason, by, ...build, at: now() }]);
  removeReport(reports, folder);
}

function erasure(why: Why, about: string | null, files: readonly FactFile[], at: string): Fact {
  return { type: 'files.erased', key: why.key, at, by: why.by, about, text: why.reason, decision: null, files };
}

function sizeOf(folder: string, path: string): number {
  return statSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0;
}
