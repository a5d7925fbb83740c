import { mkdirSync } from 'node:fs';
import type { Bilingual } from '../base/bilingual.ts';
import { errnoOf } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';

/** Makes a folder that a run writes into. Throws SetupError with what to do. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new SetupError(text.folderNotWritable({ folder, why: folderWords(cause) }), { cause });
  }
}

/** A file system's refusal in words; errors of another kind are thrown again. */
export function folderWords(error: unknown): Bilingual {
  const code = errnoOf(error);
  if (code === null) throw error;
  if (code === 'EEXIST' || code === 'ENOTDIR') return text.folderIsFile();
  if (code === 'EROFS') return text.folderReadOnly();
  if (code === 'EACCES' || code === 'EPERM') return text.folderForbidden();
  if (code === 'ENOSPC' || code === 'EDQUOT') return text.folderFull();
  return text.folderTrouble({ code });
}
