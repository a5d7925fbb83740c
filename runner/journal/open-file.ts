import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf, syncDirectory } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { sqliteCode, toOpenError } from './journal-error.ts';
import { migrations } from './migrations.ts';
import { text } from './text.ts';

/** Marks the file as ours in SQLite's header ("PFJ1"). */
const applicationId = 0x50464a31;

/** How long a write waits for another process; one append takes milliseconds. */
const busyTimeoutMs = 10_000;

/** Opens or creates a journal's file, brought to the newest form. Throws SetupError. */
export function openFile(file: string): Database.Database {
  makeFolder(file);
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { timeout: busyTimeoutMs });
    refuseForeign(database, file);
    useWriteAheadLog(database);
    // FULL syncs each commit, so that what append returned survives a power cut.
    database.pragma('synchronous = FULL');
    migrate(database, file);
    syncDirectory(dirname(file));
    return database;
  } catch (error) {
    database?.close();
    throw toOpenError(file, error);
  }
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    const code = errnoOf(error);
    if (code === null) throw error;
    throw new SetupError(text.fileUnusable(file, code), { cause: error });
  }
}

function refuseForeign(database: Database.Database, file: string): void {
  const id = readNumber(database, 'application_id');
  const empty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  // Another process may be between creating the file and its first migration: then it is empty and still ours to make.
  if (id !== applicationId && !(id === 0 && empty)) throw new SetupError(text.fileForeign(file));
  const version = readNumber(database, 'user_version');
  if (version > migrations.length) throw new SetupError(text.fileNewer(file, version, migrations.length));
}

/** SQLite answers BUSY at once, without its time-out, when two processes switch a new file at the same moment. */
function useWriteAheadLog(database: Database.Database): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true || attempt === 100) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function migrate(database: Database.Database, file: string): void {
  const toNewest = database.transaction(() => {
    // Read again under the write lock: another process may have been first.
    refuseForeign(database, file);
    const version = readNumber(database, 'user_version');
    for (const sql of migrations.slice(version)) database.exec(sql);
    if (version === migrations.length) return;
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${migrations.length}`);
  });
  toNewest.immediate();
}

function readNumber(database: Database.Database, pragma: 'application_id' | 'user_version'): number {
  const value = database.pragma(pragma, { simple: true });
  return typeof value === 'number' ? value : 0;
}
