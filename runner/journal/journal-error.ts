import type { Bilingual } from '../base/bilingual.ts';
import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';

export type JournalTrouble =
  | 'disk-full'
  | 'io'
  | 'busy'
  | 'damaged'
  | 'chain-broken'
  | 'event-unreadable'
  | 'event-refused';

/** The journal could not do what was asked; nothing of the call was written. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly trouble: JournalTrouble;
  readonly text: Bilingual;
  constructor(trouble: JournalTrouble, words: Bilingual, options?: ErrorOptions) {
    super(words.en, options);
    this.trouble = trouble;
    this.text = words;
  }
}

/** SQLite's code (`SQLITE_BUSY`), or null when it is no error of SQLite's. Known by its name: every command can tell these errors, and few load SQLite. */
export function sqliteCode(error: unknown): string | null {
  const isSqlite = error instanceof Error && error.name === 'SqliteError' && 'code' in error;
  return isSqlite && typeof error.code === 'string' ? error.code : null;
}

/** Words for an error while the journal was in use; errors that are not SQLite's are returned unchanged. */
export function toJournalError(file: string, error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const options = { cause: error };
  if (code === 'SQLITE_FULL') return new JournalError('disk-full', text.diskFull(file), options);
  if (code.startsWith('SQLITE_BUSY')) return new JournalError('busy', text.busy(file), options);
  if (isDamage(code)) return new JournalError('damaged', text.fileDamaged(file), options);
  if (/^SQLITE_(?:IOERR|READONLY|CANTOPEN|PERM)/.test(code))
    return new JournalError('io', text.inputOutput(file, code), options);
  return error;
}

/** Words for an error while the journal was opened; errors that are not SQLite's are returned unchanged. */
export function toOpenError(file: string, error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  return new SetupError(openWords(file, code), { cause: error });
}

function openWords(file: string, code: string): Bilingual {
  if (code === 'SQLITE_NOTADB') return text.fileForeign(file);
  if (isDamage(code)) return text.fileDamaged(file);
  if (code === 'SQLITE_FULL') return text.diskFull(file);
  if (code.startsWith('SQLITE_BUSY')) return text.busy(file);
  return text.fileUnusable(file, code);
}

function isDamage(code: string): boolean {
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}
