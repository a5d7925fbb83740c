import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRunId } from '../base/ids.ts';
import { tombstonesFolder } from './layout.ts';
import { listFolder } from './plain-file.ts';

/** What stands at the top of an archive, each of one kind. */
const ownFolders: readonly string[] = ['trust', 'ledger', 'runs', tombstonesFolder];
/** What people put there for people. Nothing of the archive rests on it; that nobody looked at it is told. */
const besides: readonly string[] = ['README.md', 'example'];
/** Locks, indexes, and what git and folders on a Mac keep for themselves. */
const hidden = /^\.(staging|index|git|gitattributes|gitignore|gitkeep|DS_Store)$/;

/** The archive itself may be reached by a link, nothing in it may. Whatever stands at the top or below runs/ and belongs to no report: also a link, or a file where a folder is wanted. */
export function straysIn(archive: string): { readonly strays: readonly string[]; readonly beside: readonly string[] } {
  const top = (listFolder(realpathSync(archive)) ?? []).filter(({ name }) => !hidden.test(name));
  const isOwn = (entry: (typeof top)[number]): boolean =>
    entry.name === 'VERIFY.md' || (entry.isDirectory() && ownFolders.includes(entry.name));
  const beside = top.map(({ name }) => name).filter((name) => besides.includes(name));
  const found = top.filter((entry) => !isOwn(entry) && !beside.includes(entry.name)).map(({ name }) => name);
  const look = (path: string, isWanted: (name: string) => boolean): readonly string[] => {
    const entries = listFolder(join(archive, path)) ?? [];
    const isIt = (entry: (typeof entries)[number]): boolean => entry.isDirectory() && isWanted(entry.name);
    for (const entry of entries) if (!isIt(entry)) found.push(`${path}/${entry.name}`);
    return entries.filter(isIt).map(({ name }) => `${path}/${name}`);
  };
  for (const year of look('runs', (name) => /^\d{4}$/.test(name)))
    for (const month of look(year, (name) => /^\d\d$/.test(name))) {
      const begin = `${basename(year)}${basename(month)}`;
      look(month, (name) => isRunId(name) && name.startsWith(begin));
    }
  return { strays: found.sort(), beside: beside.sort() };
}
