import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../model/event.ts';
import type { Peek } from '../journal/peek.ts';
import { onCallStream } from '../model/oncall.ts';
import { leftTrouble, watchQuietly } from './quiet.ts';
import { nightJournal } from './testing/journal.ts';
import { finished, plannedRun, runId, startMs } from './testing/run.ts';

const message = { ko: '', en: '' };

function peekAt(events: readonly RunEvent[], pages: readonly RunEvent[] = []): Peek {
  const journal = nightJournal(() => startMs);
  journal.appendAll(runId, [plannedRun([['A-01', 'critical', 'A']]), ...events]);
  journal.appendAll(onCallStream(runId), pages);
  return {
    version: () => 1,
    rowsAfter: (stream, seq) =>
      journal
        .events(stream)
        .slice(seq)
        .map((stored) => ({ seq: stored.seq, kind: stored.event.kind, line: JSON.stringify({ event: stored.event }) })),
    close: () => undefined,
  };
}

const closed: RunEvent = { kind: 'run.closed', by: 'supervisor', verdict: 'GO', exitCode: 0, message };
const standing: RunEvent = { kind: 'money.standing', at: 'end', halts: [], lifted: [], tickets: [] };
const opened = (settings: object): RunEvent => ({
  kind: 'oncall.opened',
  runId,
  target: { id: 'shop', title: 'shop' },
  onCall: { file: 'a.yaml', sha256: '0'.repeat(64) },
  settings: JSON.stringify(settings),
});

const cases: readonly (readonly [string, readonly RunEvent[], readonly RunEvent[], boolean])[] = [
  ['a run in which all passes', [finished('A', 'A-01', 'passed'), standing, closed], [], false],
  ['a failed step', [finished('A', 'A-01', 'failed')], [], true],
  ['an error of the tool', [finished('A', 'A-01', 'tool-error')], [], true],
  ['a guard', [{ kind: 'guard.tripped', guard: 'x', step: null, message, money: true }], [], true],
  ['a lost driver', [{ kind: 'driver.lost', pid: 1, exitCode: 1, signal: null, message }], [], true],
  [
    'a halt that stands at the end',
    [{ ...standing, halts: [{ halt: 'h', at: '', runId, payment: null, message }] }],
    [],
    true,
  ],
  ['channels that say nothing at the start', [], [opened({ heartbeats: [], channels: [{ kind: 'email' }] })], false],
  ['a provider with change events', [], [opened({ heartbeats: [], channels: [{ kind: 'pagerduty' }] })], true],
  ['a heartbeat', [], [opened({ heartbeats: [{}], channels: [] })], true],
];
for (const [name, events, pages, trouble] of cases)
  test(`${name} ${trouble ? 'ends' : 'does not end'} the quiet`, () => {
    assert.equal(leftTrouble(peekAt(events, pages), runId), trouble);
  });

const watch = (peek: Peek, alive: boolean, ending = new AbortController().signal) => {
  let nowMs = startMs;
  const clock = { now: () => (nowMs += 5_000), elapsed: () => nowMs };
  return watchQuietly({ peek, runId, clock, isRunAlive: () => alive, ending });
};

test('a closed run in which nothing was wrong ends the watch without work', async () => {
  assert.equal(await watch(peekAt([finished('A', 'A-01', 'passed'), closed]), true), 'over');
});

test('a run that nobody works on any more, and nobody closed, is trouble', async () => {
  assert.equal(await watch(peekAt([]), false), 'trouble');
});

test('a signal ends the watch', async () => {
  assert.equal(await watch(peekAt([]), true, AbortSignal.abort('SIGTERM')), 'stopped');
});
