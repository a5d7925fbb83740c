/**
 * How the journal's file came to its form, one entry a version. Text rather than .sql files, because the compiler copies
 * no other files. Entries are never edited: files that were written with them exist.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE events (
    run_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    line TEXT NOT NULL,
    hash TEXT NOT NULL,
    prev TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
  ) STRICT;

  CREATE INDEX events_openings ON events (at, run_id) WHERE seq = 1;
  CREATE INDEX events_closings ON events (run_id) WHERE kind = 'run.closed';

  CREATE TRIGGER events_keep_bytes
  BEFORE UPDATE ON events
  BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
  END;

  CREATE TRIGGER events_keep_rows
  BEFORE DELETE ON events
  BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
  END;

  -- INSERT OR REPLACE deletes without firing the trigger above, so a number is never taken twice.
  CREATE TRIGGER events_keep_order
  BEFORE INSERT ON events
  WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE run_id = NEW.run_id)
  BEGIN
    SELECT RAISE(ABORT, 'events are numbered without gaps');
  END;
  `,
];
