import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listReports, names } from '../layout.ts';
import { readIndex, type Indexed } from './index-file.ts';
import type { CatalogueEntry } from './entry.ts';

/** A report's folder, what its files look like now, and what the index knows of exactly these; null: it must be read. */
export type Known = { readonly folder: string; readonly stamp: string; readonly entry: CatalogueEntry | null };

/** Every report of an archive, newest first, as far as the index knows it. Reads no report. */
export function lookUp(
  reports: string,
  index: ReadonlyMap<string, Indexed> = readIndex(reports),
): { readonly all: readonly Known[]; readonly indexed: number } {
  const all = listReports(reports)
    .toReversed()
    .map((folder): Known => {
      const stamp = stampOf(folder);
      const before = index.get(basename(folder));
      return { folder, stamp, entry: before !== undefined && before.stamp === stamp ? before.entry : null };
    });
  return { all, indexed: index.size };
}

/** Sizes and times of what an entry is made of. */
function stampOf(folder: string): string {
  return [names.report, names.addenda, names.approval]
    .map((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return found === undefined ? '-' : `${found.size}:${Math.round(found.mtimeMs)}`;
    })
    .join(' ');
}
