import Database from 'better-sqlite3';

/** A row as it lies there, neither checked nor read: enough to see whether something is going on. */
export type PeekedRow = { readonly seq: number; readonly kind: string; readonly line: string };

export type Peek = {
  /** Another number when any other process has written anything since. */
  version(): number;
  rowsAfter(runId: string, seq: number): readonly PeekedRow[];
  close(): void;
};

/**
 * Looks into a journal without the machinery that reads events. Loading that costs a quarter of a second of processor time, which
 * a process that waits for trouble, and mostly meets none, should not take from the run. Whoever acts reads the journal itself.
 */
export function peekJournal(file: string): Peek {
  const database = new Database(file, { readonly: true, timeout: 10_000 });
  const rows = database.prepare<[string, number], PeekedRow>(`
    SELECT seq, kind, line
    FROM events
    WHERE run_id = ? AND seq > ?
    ORDER BY seq`);
  return {
    version: () => Number(database.pragma('data_version', { simple: true })),
    rowsAfter: (runId, seq) => rows.all(runId, seq),
    close: () => {
      database.close();
    },
  };
}
