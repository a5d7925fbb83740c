import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { createRedactor } from '../base/redact.ts';
import type { RunEvent } from '../model/event.ts';
import { SetupError } from '../model/trouble.ts';
import { chainStart, hashLine, verifyChain } from './chain.ts';
import { JournalError } from './journal-error.ts';
import { openJournal } from './store.ts';

const clock = { now: () => Date.parse('2026-11-22T00:30:12.345Z'), elapsed: () => 0 };
const message = { ko: '멈춤', en: 'stopped' };
const started: RunEvent = { kind: 'driver.started', pid: 7 };
const closed: RunEvent = { kind: 'run.closed', by: 'supervisor', verdict: 'GO', exitCode: 0, message };

function setUp(t: TestContext, secrets: readonly string[] = []) {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  const file = join(directory, 'sub', 'journal.sqlite');
  const journal = openJournal(file, { clock, redactor: createRedactor(secrets) });
  t.after(() => {
    journal.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return { file, journal, directory };
}

test('what was appended is read back, numbered from 1 and chained', (t) => {
  const { journal } = setUp(t);
  const first = journal.append('run-a', started);
  const second = journal.append('run-a', closed);
  assert.deepEqual([first.seq, second.seq], [1, 2]);
  const events = journal.events('run-a');
  assert.deepEqual(
    events.map(({ line: _line, ...rest }) => rest),
    [
      { runId: 'run-a', seq: 1, at: '2026-11-22T00:30:12.345Z', event: started, prev: chainStart, hash: first.hash },
      { runId: 'run-a', seq: 2, at: '2026-11-22T00:30:12.345Z', event: closed, prev: first.hash, hash: second.hash },
    ],
  );
  assert.equal(
    events[0]?.line,
    `{"runId":"run-a","seq":1,"at":"2026-11-22T00:30:12.345Z","prev":"${chainStart}","event":{"kind":"driver.started","pid":7}}`,
  );
  assert.equal(first.hash, hashLine(events[0]?.line ?? ''));
  assert.deepEqual(
    verifyChain(
      events.map((event) => event.line),
      { head: second.hash },
    ),
    { ok: true, events: 2, head: second.hash },
  );
});

test('runs are numbered apart and listed in order of opening, with whether they were closed', (t) => {
  const { journal } = setUp(t);
  journal.append('run-b', started);
  journal.append('run-a', started);
  journal.append('run-b', closed);
  assert.deepEqual(journal.runs(), [
    { runId: 'run-a', openedAt: '2026-11-22T00:30:12.345Z', closed: false },
    { runId: 'run-b', openedAt: '2026-11-22T00:30:12.345Z', closed: true },
  ]);
  assert.deepEqual(journal.events('nobody'), []);
});

test('appendAll writes all events or none', (t) => {
  const { journal } = setUp(t);
  const bad = { kind: 'driver.started', pid: -1 } as const;
  assert.throws(() => journal.appendAll('run-a', [started, bad]), JournalError);
  assert.deepEqual(journal.events('run-a'), []);
  assert.deepEqual(
    journal.appendAll('run-a', [started, started, closed]).map((receipt) => receipt.seq),
    [1, 2, 3],
  );
  assert.deepEqual(journal.appendAll('run-a', []), []);
});

test('secrets and card numbers never reach the file', (t) => {
  const { journal } = setUp(t, ['hunter2-secret']);
  const facts = { cookie: 'x=hunter2-secret', card: '4242424242424242' };
  journal.append('run-a', { kind: 'payment.moved', payment: 'p1', step: 's', state: 'INTENT', facts });
  const [stored] = journal.events('run-a');
  assert.ok(stored?.event.kind === 'payment.moved');
  assert.deepEqual(stored.event.facts, { cookie: '***', card: '424242******4242' });
  assert.ok(!stored.line.includes('hunter2') && !stored.line.includes('4242424242'));
});

test("a secret that is one of the journal's own words is refused with an explanation, not written as nonsense", (t) => {
  const { journal } = setUp(t, ['driver']);
  assert.throws(
    () => journal.append('run-a', started),
    (error) =>
      error instanceof JournalError && error.trouble === 'event-refused' && /ordinary word/.test(error.text.en),
  );
});

test('the file itself refuses edits, removals, replacements and gaps', (t) => {
  const { file, journal } = setUp(t);
  journal.appendAll('run-a', [started, closed]);
  const database = new Database(file);
  t.after(() => database.close());
  const row = `'run-a', %, 'at', 'kind', 'line', 'hash', 'prev'`;
  assert.throws(() => database.exec(`UPDATE events SET line = 'x' WHERE seq = 1`), /append-only/);
  assert.throws(() => database.exec('DELETE FROM events WHERE seq = 2'), /append-only/);
  assert.throws(() => database.exec(`INSERT OR REPLACE INTO events VALUES (${row.replace('%', '2')})`), /without gaps/);
  assert.throws(() => database.exec(`INSERT INTO events VALUES (${row.replace('%', '4')})`), /without gaps/);
  assert.equal(journal.events('run-a').length, 2);
});

/** Somebody with the file in hand who knows how to drop triggers. */
function tamper(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(
    `DROP TRIGGER events_keep_bytes; DROP TRIGGER events_keep_rows; DROP TRIGGER events_keep_order; ${sql}`,
  );
  database.close();
}

const attacks: readonly (readonly [string, string, RegExp])[] = [
  ['a changed line', `UPDATE events SET line = replace(line, '7', '8') WHERE seq = 1`, /chain breaks at line 1/],
  [
    'a changed last line',
    `UPDATE events SET line = replace(line, 'GO', 'NO-GO') WHERE seq = 3`,
    /Event 3 of run run-a is not what was stored/,
  ],
  ['a removed line', 'DELETE FROM events WHERE seq = 2', /Line 2 of the journal is numbered 3/],
  ['a changed column', `UPDATE events SET at = '2027-01-01T00:00:00.000Z' WHERE seq = 2`, /Event 2 of run run-a/],
];
for (const [name, sql, words] of attacks)
  test(`${name} is noticed when the run is read`, (t) => {
    const { file, journal } = setUp(t);
    journal.appendAll('run-a', [started, started, closed]);
    tamper(file, sql);
    assert.throws(
      () => journal.events('run-a'),
      (error) => error instanceof JournalError && error.trouble === 'chain-broken' && words.test(error.text.en),
    );
  });

test('an event of a kind that this version does not know is an error that names its number', (t) => {
  const { file, journal } = setUp(t);
  const { hash } = journal.append('run-a', started);
  const line = JSON.stringify({
    runId: 'run-a',
    seq: 2,
    at: '2026-11-22T00:30:13.000Z',
    prev: hash,
    event: { kind: 'run.teleported' },
  });
  const database = new Database(file);
  database
    .prepare('INSERT INTO events VALUES (?, 2, ?, ?, ?, ?, ?)')
    .run('run-a', '2026-11-22T00:30:13.000Z', 'run.teleported', line, hashLine(line), hash);
  database.close();
  assert.throws(
    () => journal.events('run-a'),
    (error) =>
      error instanceof JournalError &&
      error.trouble === 'event-unreadable' &&
      error.text.en.startsWith('Event 2 of run run-a cannot be read: unknown kind "run.teleported"'),
  );
});

test('a foreign, a newer and a damaged file are refused with their own sentence', (t) => {
  const { directory, file, journal } = setUp(t);
  const refused = (path: string, words: RegExp) =>
    assert.throws(
      () => openJournal(path, { clock, redactor: createRedactor() }),
      (error) => error instanceof SetupError && words.test(error.text.en),
    );

  const foreign = join(directory, 'foreign.sqlite');
  const other = new Database(foreign);
  other.exec('CREATE TABLE invoices (id)');
  other.close();
  refused(foreign, /is not a Postflight journal/);

  const words = join(directory, 'notes.txt');
  writeFileSync(words, 'These are notes and no database at all. '.repeat(100));
  refused(words, /is not a Postflight journal/);

  refused(join(words, 'journal.sqlite'), /cannot be opened \(E/);

  journal.append('run-a', started);
  const newer = new Database(file);
  newer.pragma('user_version = 99');
  newer.close();
  refused(file, /newer version \(form 99, this one knows 1\)/);
});

test('a full disk is told as such and leaves no half of an event', (t) => {
  const { file, journal } = setUp(t);
  journal.append('run-a', started);
  const pages = new Database(file);
  const size = Number(pages.pragma('page_count', { simple: true }));
  pages.close();
  // A limit of pages makes SQLite answer exactly as it does on a full disk.
  const limited = openJournal(file, { clock, redactor: createRedactor(), pagesAtMost: size });
  t.after(() => limited.close());
  const long: RunEvent = { kind: 'run.aborting', by: 'x'.repeat(100_000), message };
  assert.throws(
    () => limited.appendAll('run-a', [started, long]),
    (error) => error instanceof JournalError && error.trouble === 'disk-full' && /disk is full/.test(error.text.en),
  );
  assert.equal(limited.events('run-a').length, 1);
});

test('what another connection changed is noticed by one that has read it before', (t) => {
  const { file, journal } = setUp(t);
  journal.append('run-a', started);
  assert.equal(journal.events('run-a').length, 1);
  const other = new Database(file);
  other.exec(`DROP TRIGGER events_keep_bytes; UPDATE events SET line = replace(line, '"pid":7', '"pid":8')`);
  other.close();
  assert.throws(() => journal.events('run-a'), JournalError);
});
