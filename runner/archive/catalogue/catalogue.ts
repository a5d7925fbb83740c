import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { addendaFolder, approvalFile } from '../addenda/read.ts';
import { listReports, names } from '../layout.ts';
import { readEntry, type CatalogueEntry } from './entry.ts';
import { readIndex, writeIndex, type Indexed } from './index-file.ts';

/** What a listing shows, and the folders in which no readable report stands. */
export type Catalogue = { readonly entries: readonly CatalogueEntry[]; readonly unreadable: readonly string[] };

/**
 * Every sealed report, newest first. What was read before and has not changed since (by size and time of the files that an entry is made
 * of) comes from `.index/reports.jsonl`; the rest is read from the reports, and the index is written anew. Losing it costs only time. `fresh`
 * reads everything from the reports.
 */
export function readCatalogue(reports: string, how: { readonly fresh: boolean } = { fresh: false }): Catalogue {
  const known = how.fresh ? new Map<string, Indexed>() : readIndex(reports);
  const kept: Indexed[] = [];
  const unreadable: string[] = [];
  let changed = 0;
  for (const folder of listReports(reports).toReversed()) {
    const runId = basename(folder);
    const stamp = stampOf(folder);
    const before = known.get(runId);
    const isKnown = before !== undefined && before.stamp === stamp;
    const entry = isKnown ? before.entry : readEntry(folder);
    if (entry === null) unreadable.push(folder);
    else kept.push({ stamp, entry });
    if (!isKnown && entry !== null) changed += 1;
  }
  if (changed > 0 || kept.length !== known.size) writeIndex(reports, kept);
  return { entries: kept.map(({ entry }) => entry), unreadable };
}

/** Sizes and times of what an entry is made of. */
function stampOf(folder: string): string {
  return [names.report, addendaFolder, approvalFile]
    .map((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return found === undefined ? '-' : `${found.size}:${Math.round(found.mtimeMs)}`;
    })
    .join(' ');
}
