import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sweepUnfinished } from '../../base/unfinished.ts';
import { errnoOf, writeThrough } from '../../base/write-atomic.ts';
import { hashFile, walk, type Walked } from '../files.ts';
import { writingRoom } from '../layout.ts';
import { StoreError, type Kept, type Store } from './store.ts';

/** Another folder: a share, a mounted disk. It locks nothing; whoever may write there may delete. */
export function folderStore(name: string, root: string): Store {
  return {
    name,
    list: async () => {
      sweepUnfinished(writingRoom(root));
      const { files } = found(root);
      const kept = files.map((path): readonly [string, Kept] => [
        path,
        { bytes: lstatSync(join(root, path), { throwIfNoEntry: false })?.size ?? -1, md5: null },
      ]);
      return new Map(kept);
    },
    put: async ({ path, content }) => {
      const file = join(root, path);
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeThrough(writingRoom(root), file, content);
      } catch (error) {
        throw new StoreError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
    isSame: async ({ path, sha256 }) => hashFile(join(root, path))?.sha256 === sha256,
    lockedUntil: async () => null,
  };
}

function found(root: string): Pick<Walked, 'files'> {
  try {
    return walk(root, Number.MAX_SAFE_INTEGER);
  } catch (error) {
    // Nothing was copied yet.
    if (errnoOf(error) === 'ENOENT') return { files: [] };
    throw error;
  }
}
