import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { believe, type Pinned } from './believed.ts';
import type { Check, VerifyState } from './check.ts';
import { ledgerFiles } from './ledger/read.ts';
import { isThere } from './plain-file.ts';
import { verifyOne, type VerifyOptions, type VerifyResult } from './verify.ts';
import { verifyByCrew } from './verify-crew.ts';
import { lookInRounds } from './verify-rounds.ts';

/** A checkpoint that somebody kept outside the archive; `name` is what people call it. */
export type KnownCheckpoint = { readonly name: string; readonly text: string };

export type ArchiveOptions = VerifyOptions & {
  readonly known: readonly KnownCheckpoint[];
  /** For runs that are open: a day after they were announced they count as hidden. */
  readonly nowMs: number;
  /** Told of each report as soon as it was looked at, so that ten thousand need no more memory than one. */
  readonly onReport?: (folder: string, result: VerifyResult) => void;
};

export type ArchiveResult = {
  readonly state: VerifyState;
  readonly reports: { readonly [state in VerifyState]: number };
  readonly entries: number;
  /** Reports whose times no stamp proves. */
  readonly untimed: number;
  /** `archive` and `limits`: what concerns the archive as a whole. */
  readonly checks: readonly Check[];
};

/** True for a folder that holds reports as an archive does. */
export function isArchive(folder: string): boolean {
  return isThere(join(folder, 'runs')) || isThere(ledgerFiles(folder).folder);
}

/** Checks every report of an archive and then the archive: nothing missing, nothing added, nothing hidden. Bad content never throws. */
export function verifyArchive(archive: string, pinned: Pinned, options: ArchiveOptions): ArchiveResult {
  const believing = believe(pinned, options);
  const rounds = lookInRounds(archive, believing, { ...options, waits: false });
  for (;;) {
    const { done, value } = rounds.next();
    if (done === true) return value;
    for (const folder of value.folders) value.told(folder, verifyOne(folder, believing, value.view));
  }
}

/** The same with a process for each processor: most of the time goes into reading and hashing pictures. */
export async function verifyArchiveByCrew(
  archive: string,
  pinned: Pinned,
  options: ArchiveOptions,
): Promise<ArchiveResult> {
  const believing = believe(pinned, options);
  const rounds = lookInRounds(archive, believing, { ...options, waits: true });
  for (;;) {
    const { done, value } = rounds.next();
    if (done === true) return value;
    if (value.folders.length === 0) await pause(writingMs);
    else await verifyByCrew(archive, { ...value, believing });
  }
}

/** Longer than a writer needs between the archive's documents and the entry that names them. */
const writingMs = 400;
