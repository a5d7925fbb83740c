import type Database from 'better-sqlite3';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Redactor } from '../base/redact.ts';
import type { RunEvent, StoredEvent } from '../model/event.ts';
import type { Journal, Receipt, RunHead } from '../model/journal.ts';
import { chainStart, hashLine, readLine, verifyChain } from './chain.ts';
import { createHider } from './hide.ts';
import { parseEvent } from '../model/parse-event.ts';
import { JournalError, toJournalError } from './journal-error.ts';
import { openFile } from './open-file.ts';
import { text } from './text.ts';

export type JournalOptions = {
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** The file grows to no more than so many pages of 4 KiB; then the journal answers as on a full disk. */
  readonly pagesAtMost?: number;
};

type Row = {
  readonly run_id: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly line: string;
  readonly hash: string;
  readonly prev: string;
};

/** Opens the journal, creating its file and folder when they are not there. Throws SetupError for a damaged, foreign or newer file. */
export function openJournal(file: string, { clock, redactor, pagesAtMost }: JournalOptions): Journal {
  const database = openFile(file);
  if (pagesAtMost !== undefined) database.pragma(`max_page_count = ${pagesAtMost}`);
  const statements = prepare(database);

  const read = createReader(database, statements);

  const hider = createHider(redactor, (runId) => {
    const row = statements.events.get(runId, 0);
    return row === undefined ? null : toStored(runId, row).event;
  });

  const writeAll = database.transaction((runId: string, events: readonly RunEvent[]): readonly Receipt[] => {
    const receipts: Receipt[] = [];
    const hide = hider(runId, events[0]);
    let last: Receipt = statements.head.get(runId) ?? { seq: 0, hash: chainStart };
    for (const event of events) {
      const row = toRow({ runId, last, event: hide(event), at: new Date(clock.now()).toISOString() });
      statements.insert.run(row);
      last = { seq: row.seq, hash: row.hash };
      receipts.push(last);
    }
    return receipts;
  });

  const decideAndWrite = database.transaction(
    (runId: string, decide: (events: readonly StoredEvent[]) => readonly RunEvent[]): readonly Receipt[] =>
      writeAll(runId, decide(read(runId))),
  );

  // IMMEDIATE takes the write lock before the last number is read, so that two processes never number alike.
  const appendAll = (runId: string, events: readonly RunEvent[]) =>
    guarded(file, () => writeAll.immediate(runId, events));
  return {
    append(runId, event) {
      const [receipt] = appendAll(runId, [event]);
      assert(receipt !== undefined, 'one appended event has one receipt');
      return receipt;
    },
    appendAll,
    appendDecided: (runId, decide) => guarded(file, () => decideAndWrite.immediate(runId, decide)),
    events: (runId) => guarded(file, () => read(runId)),
    eventsAfter: (runId, last) => guarded(file, () => readTail(statements, runId, last)),
    version: () => guarded(file, () => Number(database.pragma('data_version', { simple: true }))),
    runs: () => guarded(file, () => statements.runs.all().map(toHead)),
    close: () => {
      database.close();
    },
  };
}

function readTail(
  statements: ReturnType<typeof prepare>,
  runId: string,
  last: StoredEvent | null,
): readonly StoredEvent[] {
  const rows = statements.events.all(runId, last?.seq ?? 0);
  return rows.length === 0 ? [] : readOn(runId, last ?? undefined, rows);
}

/**
 * What was read and checked once is not read again: a run asks for its events before every payment, and they only grow. When
 * any other connection has written, all of it is read and checked anew.
 */
function createReader(
  database: Database.Database,
  statements: ReturnType<typeof prepare>,
): (runId: string) => readonly StoredEvent[] {
  const known = new Map<string, { readonly events: readonly StoredEvent[]; readonly version: unknown }>();
  return (runId) => {
    const version = database.pragma('data_version', { simple: true });
    const kept = known.get(runId);
    const before = kept !== undefined && kept.version === version ? kept.events : [];
    const rows = statements.events.all(runId, before.length);
    const events = rows.length === 0 ? before : [...before, ...readOn(runId, before.at(-1), rows)];
    known.set(runId, { events, version });
    return events;
  };
}

function prepare(database: Database.Database) {
  return {
    head: database.prepare<[string], Receipt>(`
      SELECT seq, hash
      FROM events
      WHERE run_id = ?
      ORDER BY seq DESC
      LIMIT 1`),
    insert: database.prepare<[Row]>(`
      INSERT INTO events (run_id, seq, at, kind, line, hash, prev)
      VALUES (:run_id, :seq, :at, :kind, :line, :hash, :prev)`),
    events: database.prepare<[string, number], Row>(`
      SELECT run_id, seq, at, kind, line, hash, prev
      FROM events
      WHERE run_id = ? AND seq > ?
      ORDER BY seq`),
    runs: database.prepare<[], { readonly run_id: string; readonly at: string; readonly closed: number }>(`
      SELECT
        opening.run_id,
        opening.at,
        EXISTS (SELECT 1 FROM events AS closing WHERE closing.run_id = opening.run_id AND closing.kind = 'run.closed') AS closed
      FROM events AS opening
      WHERE opening.seq = 1 AND opening.run_id NOT LIKE 'target:%' AND opening.run_id NOT LIKE 'oncall:%'
      ORDER BY opening.at, opening.run_id`),
  };
}

function toRow(entry: {
  readonly runId: string;
  readonly last: Receipt;
  readonly event: RunEvent;
  readonly at: string;
}): Row {
  const { runId, last, event, at } = entry;
  const seq = last.seq + 1;
  const line = JSON.stringify({ runId, seq, at, prev: last.hash, event });
  return { run_id: runId, seq, at, kind: event.kind, line, hash: hashLine(line), prev: last.hash };
}

function readOn(runId: string, last: StoredEvent | undefined, rows: readonly Row[]): readonly StoredEvent[] {
  const after = last === undefined ? {} : { after: { events: last.seq, head: last.hash } };
  const check = verifyChain(
    rows.map((row) => row.line),
    after,
  );
  if (!check.ok) throw new JournalError('chain-broken', text.runChainBroken(runId, check.problem));
  return rows.map((row) => toStored(runId, row));
}

function toStored(runId: string, row: Row): StoredEvent {
  const line = readLine(row.line);
  const agrees =
    line !== null &&
    line.runId === runId &&
    line.seq === row.seq &&
    line.at === row.at &&
    line.prev === row.prev &&
    hashLine(row.line) === row.hash;
  if (!agrees) throw new JournalError('chain-broken', text.storedHashDiffers(runId, row.seq));
  const parsed = parseEvent(line.event);
  if ('problem' in parsed)
    throw new JournalError('event-unreadable', text.eventUnreadable(runId, row.seq, parsed.problem));
  return { runId, seq: row.seq, at: row.at, event: parsed.event, prev: row.prev, hash: row.hash, line: row.line };
}

function toHead(row: { readonly run_id: string; readonly at: string; readonly closed: number }): RunHead {
  return { runId: row.run_id, openedAt: row.at, closed: row.closed === 1 };
}

function guarded<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw toJournalError(file, error);
  }
}
