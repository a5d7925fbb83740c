import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import { openTargetBook } from '../payment/book.ts';
import { openedEvent } from './plan.ts';
import { standingOn } from './standing.ts';

const clock = { now: () => Date.UTC(2026, 10, 22), elapsed: () => 0 };
const opened = openedEvent(barePlan(), { version: '0.0.0', door: 'run' });
const message = { ko: '경보', en: 'alarm' };

test("a run tells the halts that stand on its target, and no other target's", () => {
  const journal = createMemoryJournal();
  journal.append('run-1', opened);
  openTargetBook({ journal, targetId: 'other', clock }).halt({ cause: 'x', runId: null, payment: null, message });
  openTargetBook({ journal, targetId: 'shop', clock }).halt({ cause: 'y', runId: null, payment: null, message });
  const event = standingOn(journal, 'start', { targetId: 'shop', runId: 'run-1' });
  assert.ok(event.kind === 'money.standing');
  assert.deepEqual(
    event.halts.map(({ halt }) => halt),
    ['halt-y'],
  );
});

test('the next run tells who lifted a halt and why', () => {
  const journal = createMemoryJournal();
  const book = openTargetBook({ journal, targetId: 'shop', clock });
  journal.append('run-1', opened);
  const halt = book.halt({ cause: 'y', runId: 'run-1', payment: null, message });
  book.liftHalt(halt, { person: '김점검', reason: 'looked at' });
  journal.append('run-2', opened);
  const event = standingOn(journal, 'start', { targetId: 'shop', runId: 'run-2' });
  assert.ok(event.kind === 'money.standing');
  assert.deepEqual(
    event.lifted.map(({ person, reason }) => [person, reason]),
    [['김점검', 'looked at']],
  );
  assert.deepEqual(event.halts, []);
});
