import { basename } from 'node:path';
import type { Trust } from '../../sign/trust.ts';
import { entryTypes, textOf, type Entry, type NewEntry } from '../ledger/entry.ts';
import { fileKey } from '../ledger/view.ts';
import { isHoldFact } from './fact.ts';
import { readAddenda } from './read.ts';

/** What the ledger is to say of everything that stands beside a report and holds; without `trust` signatures were looked at before. */
export function addendumEntries(
  folder: string,
  { runId, trust, at }: { readonly runId: string; readonly trust: Trust | null; readonly at: string },
): readonly NewEntry[] {
  const { added, approval } = readAddenda(folder, runId, trust);
  const files = [...added, ...(approval === null ? [] : [approval])];
  return files.map(({ file, sha256, content }) => ({
    type: entryTypes.addendum,
    runId,
    file,
    sha256,
    // The ledger tells when a report was held also after its folder, and this file with it, is gone.
    ...('fact' in content && isHoldFact(content.fact.type) ? { fact: content.fact.type } : {}),
    at,
  }));
}

/** Entries that are missing because a process died between a file and its entry. Only what a trusted key signed is recorded. */
export function missingAddenda(
  folders: readonly string[],
  { entries, trust, at }: { readonly entries: readonly Entry[]; readonly trust: Trust; readonly at: string },
): readonly NewEntry[] {
  const recorded = new Set(
    entries.flatMap((entry) =>
      entry.type === entryTypes.addendum ? [fileKey(textOf(entry, 'runId') ?? '', textOf(entry, 'file') ?? '')] : [],
    ),
  );
  return folders.flatMap((folder) => {
    const runId = basename(folder);
    const found = addendumEntries(folder, { runId, trust, at });
    return found.filter((entry) => !recorded.has(fileKey(runId, textOf(entry, 'file') ?? '')));
  });
}
