import { join } from 'node:path';

/** Folder outside the archive where a machine remembers the newest checkpoint of each ledger that it has seen. */
export function knownFolder(state: string): string {
  return join(state, 'known-checkpoints');
}
