import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent, StoredEvent } from '../model/event.ts';
import { nightJournal } from './testing/journal.ts';
import { finished, plannedRun } from './testing/run.ts';
import { watchEvents, watchStream } from './watch-page.ts';
import { lastDue, usualStallMs, watchRuns, type Finding, type WatchedRun } from './watch-runs.ts';

// Sunday 2026-11-22, 00:30 in Korea.
const dueMs = Date.parse('2026-11-22T00:30:00+09:00');
const minuteMs = 60_000;
const schedule = { days: [0], at: '00:30', graceMs: 10 * minuteMs, stalledAfterMs: 3 * minuteMs };
const closed: RunEvent = {
  kind: 'run.closed',
  by: 'supervisor',
  verdict: 'GO',
  exitCode: 0,
  message: { ko: '', en: '' },
};

function run(events: readonly (readonly [number, RunEvent])[], isAlive = true): WatchedRun {
  const stored = events.map(([atMs, event], index): StoredEvent => {
    const at = new Date(atMs).toISOString();
    return { runId: 'r1', seq: index + 1, at, event, prev: '', hash: '', line: '' };
  });
  return { runId: 'r1', events: stored, isAlive };
}

const opened = plannedRun([['A-01', 'critical', 'A']]);
const kinds = (runs: readonly WatchedRun[], nowMs: number, of: typeof schedule | null = schedule): readonly string[] =>
  watchRuns({ schedule: of, runs, nowMs }).map(({ kind }) => kind);

test('a run that has not begun is missed once its grace is over, for six hours, on its own days, in Korean time', () => {
  assert.deepEqual(kinds([], dueMs + 10 * minuteMs - 1), []);
  assert.deepEqual(kinds([], dueMs + 10 * minuteMs), ['not-started']);
  assert.deepEqual(kinds([], dueMs + 6 * 60 * minuteMs), ['not-started']);
  assert.deepEqual(kinds([], dueMs + 6 * 60 * minuteMs + 1), []);
  assert.deepEqual(kinds([], dueMs + 10 * minuteMs, { ...schedule, days: [6] }), []);
  assert.deepEqual(kinds([], dueMs + 10 * minuteMs, null), []);
});

test('a time just before midnight is still due after it', () => {
  const late = { ...schedule, days: [6], at: '23:55' };
  const midnight = Date.parse('2026-11-22T00:10:00+09:00');
  assert.equal(lastDue(late, midnight), Date.parse('2026-11-21T23:55:00+09:00'));
  assert.deepEqual(kinds([], midnight, late), ['not-started']);
});

test('a run that began up to an hour early or any time later is the scheduled one; yesterday’s is not', () => {
  const at = dueMs + 20 * minuteMs;
  const done = (beganMs: number): WatchedRun =>
    run([
      [beganMs, opened],
      [beganMs + minuteMs, closed],
    ]);
  for (const [offset, want] of [
    [-60, []],
    [15, []],
    [-61, ['not-started']],
    [-24 * 60, ['not-started']],
  ] as const)
    assert.deepEqual(kinds([done(dueMs + offset * minuteMs)], at), want, String(offset));
});

test('a run that says nothing stands still, unless a person is looking', () => {
  const began = [[dueMs, opened]] as const;
  assert.deepEqual(kinds([run(began)], dueMs + 3 * minuteMs - 1), []);
  assert.deepEqual(kinds([run(began)], dueMs + 3 * minuteMs), ['stalled']);
  assert.deepEqual(kinds([run(began)], dueMs + usualStallMs, null), ['stalled']);
  const asked: RunEvent = { kind: 'person.asked', step: 'A-01', instruction: '보세요' };
  const answered: RunEvent = { kind: 'person.answered', step: 'A-01', person: 'kim', answer: 'passed', observed: '' };
  assert.deepEqual(kinds([run([...began, [dueMs + 1, asked]])], dueMs + 60 * minuteMs), []);
  assert.deepEqual(kinds([run([...began, [dueMs + 1, asked], [dueMs + 2, answered]])], dueMs + 60 * minuteMs), [
    'stalled',
  ]);
  assert.deepEqual(
    kinds(
      [run([...began, [dueMs + 1, asked], [dueMs + 2, finished('A', 'A-01', 'inconclusive')]])],
      dueMs + 60 * minuteMs,
    ),
    ['stalled'],
  );
  assert.deepEqual(kinds([run([...began, [dueMs + 1, closed]])], dueMs + 60 * minuteMs), []);
});

test('an open run that nobody works on is dead, when somebody did not stop it', () => {
  const began = [[dueMs, opened]] as const;
  assert.deepEqual(kinds([run(began, false)], dueMs + 14_000), []);
  assert.deepEqual(kinds([run(began, false)], dueMs + 15_000), ['dead']);
  const aborting: RunEvent = { kind: 'run.aborting', by: 'SIGINT', message: { ko: '', en: '' } };
  assert.deepEqual(kinds([run([...began, [dueMs + 1, aborting]], false)], dueMs + 60_000), []);
});

test('a watchdog that looks every minute pages once, and says that it is over when the run begins at last', () => {
  let nowMs = dueMs + 10 * minuteMs;
  const journal = nightJournal(() => nowMs);
  const stream = watchStream('shop', dueMs);
  const look = (findings: readonly Finding[]): readonly string[] => {
    const made = watchEvents(journal.events(stream), findings, { stream, target: '하늘홈쇼핑', nowMs });
    journal.appendAll(stream, made);
    return made.map((event) => (event.kind === 'page.changed' ? event.change : event.kind));
  };
  const late: Finding = { kind: 'not-started', dueMs };
  assert.deepEqual(look([late]), ['page.opened']);
  nowMs += minuteMs;
  assert.deepEqual(look([late]), []);
  const stalled: Finding = { kind: 'stalled', runId: 'r1', lastMs: nowMs, silentMs: 0 };
  assert.deepEqual(look([stalled]), ['page.opened', 'resolved']);
  assert.deepEqual(look([]), ['resolved']);
  assert.deepEqual(look([]), []);
  const pages = journal.events(stream).flatMap(({ event }) => (event.kind === 'page.opened' ? [event.page] : []));
  assert.equal(new Set(pages).size, 2);
});

test('streams of different targets and days never meet, and may name a lock', () => {
  const names = ['shop', 'Shop', 's.hop', '쇼핑', '쇼핑몰', 'x'.repeat(100)].map((target) =>
    watchStream(target, dueMs),
  );
  assert.equal(new Set([...names, watchStream('shop', dueMs + 86_400_000)]).size, 7);
  for (const name of names) assert.match(name, /^[a-z0-9][a-z0-9-]{0,80}$/);
});
