import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import { errnoOf } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { sqliteCode } from './journal-error.ts';
import { text } from './text.ts';

export type Lock = { release(): void };

// A caller that forgets its lock must not lose it: the garbage collector closes databases that nobody can reach.
const held = new Set<Database.Database>();

/** Long enough to outlast another process's isLocked, which holds the file for a moment. */
const probeMs = 250;

/**
 * Takes a lock that at most one process of this machine holds, or null when it is held. The kernel owns it (a file lock of SQLite's), so it
 * ends with the process however that ends, and no process id can be mistaken for another's. The lock file stays: deleting it
 * would let two processes hold two files of one name.
 */
export function acquireLock(directory: string, name: string): Lock | null {
  const file = lockFile(directory, name);
  const database = open(file, probeMs);
  try {
    // Without a write-ahead log an exclusive transaction shuts out readers too; isLocked relies on it.
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    return refusal(file, error);
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

/** True while some process, this one included, holds the lock. */
export function isLocked(directory: string, name: string): boolean {
  const file = lockFile(directory, name);
  if (!existsSync(file)) return false;
  const database = open(file, 0);
  try {
    database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
    return false;
  } catch (error) {
    return refusal(file, error) === null;
  } finally {
    database.close();
  }
}

function lockFile(directory: string, name: string): string {
  assert(/^[a-z0-9][a-z0-9-]{0,99}$/.test(name), 'a lock name is lower-case letters, digits and dashes');
  return join(directory, `${name}.lock.sqlite`);
}

function open(file: string, timeout: number): Database.Database {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    return new Database(file, { timeout });
  } catch (error) {
    const code = sqliteCode(error) ?? errnoOf(error);
    if (code === null) throw error;
    throw new SetupError(text.lockUnusable(file, code), { cause: error });
  }
}

/** Busy is an answer; anything else is a file that cannot be locked at all. */
function refusal(file: string, error: unknown): null {
  const code = sqliteCode(error);
  if (code?.startsWith('SQLITE_BUSY') === true) return null;
  if (code === null) throw error;
  throw new SetupError(text.lockUnusable(file, code), { cause: error });
}
