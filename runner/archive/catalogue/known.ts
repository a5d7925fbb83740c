import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { listReports, names } from '../layout.ts';
import { readIndex, type Indexed } from './index-file.ts';

/** A report's folder, what its files look like now, and what the index knows of exactly these; null: it must be read. */
export type Known = { readonly folder: string; readonly stamp: string; readonly indexed: Indexed | null };

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
      return { folder, stamp, indexed: before !== undefined && before.stamp === stamp ? before : null };
    });
  return { all, indexed: index.size };
}

/** Sizes and times of what an entry is made of. */
function stampOf(folder: string): string {
  return [names.report, names.addenda, names.approval]
    .map((name) => {
      // Three times for each report, and joining paths by the book takes as long as asking for the file.
      const found = lstatSync(`${folder}/${name}`, { throwIfNoEntry: false });
      return found === undefined ? '-' : `${found.size}:${Math.round(found.mtimeMs)}`;
    })
    .join(' ');
}
