import { readEntry, type CatalogueEntry } from './entry.ts';
import { toIndexed, writeIndex, type Indexed } from './index-file.ts';
import { lookUp } from './known.ts';

/** What a listing shows, and the folders in which no readable report stands. */
export type Catalogue = { readonly entries: readonly CatalogueEntry[]; readonly unreadable: readonly string[] };

/**
 * Every sealed report, newest first. What was read before and has not changed since (by size and time of the files that an entry is made
 * of) comes from `.index/reports.jsonl`; the rest is read from the reports, and the index is written anew. Losing it costs only time. `fresh`
 * reads everything from the reports.
 */
export function readCatalogue(reports: string, how: { readonly fresh: boolean } = { fresh: false }): Catalogue {
  const { all, indexed } = how.fresh ? lookUp(reports, new Map()) : lookUp(reports);
  const kept: Indexed[] = [];
  const unreadable: string[] = [];
  let changed = 0;
  for (const { folder, stamp, indexed: known } of all) {
    const entry = known === null ? readEntry(folder) : null;
    if (known !== null) kept.push(known);
    else if (entry === null) unreadable.push(folder);
    else {
      kept.push(toIndexed(stamp, entry));
      changed += 1;
    }
  }
  if (changed > 0 || kept.length !== indexed) writeIndex(reports, kept);
  return { entries: kept.map(({ entry }) => entry), unreadable };
}
