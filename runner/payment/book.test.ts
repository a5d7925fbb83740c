import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from '../base/redact.ts';
import { openJournal } from '../journal/store.ts';
import { SetupError } from '../model/trouble.ts';
import { openTargetBook, type TargetBook } from './book.ts';
import { holdMoneyLane } from './lane.ts';

const startMs = Date.UTC(2026, 10, 22, 0, 30);
const message = { ko: '경보', en: 'alarm' };
const noCeiling = { hourKrw: null, hourCount: null };

function setUp(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-book-'));
  let nowMs = startMs;
  const clock = { now: () => nowMs, elapsed: () => nowMs };
  const file = join(folder, 'journal.sqlite');
  const journal = openJournal(file, { clock, redactor: createRedactor([]) });
  t.after(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const book = openTargetBook({ journal, targetId: 'demo', clock });
  return { folder, file, journal, book, later: (ms: number) => void (nowMs += ms) };
}

/** Reserves and ends a payment, as a run does one after the other. */
function payAndEnd(book: TargetBook, payment: string, amountKrw: bigint, hourKrw: bigint | null = null): string {
  const answer = book.reserve({ runId: 'run-a', payment, step: 'P', amountKrw }, { hourKrw, hourCount: null });
  if (answer.kind === 'reserved') book.settled({ runId: 'run-a', payment, state: 'VERIFIED_DECLINED' });
  return answer.kind;
}

test('a reservation counts for an hour, whatever became of the payment', (t) => {
  const { book, later } = setUp(t);
  assert.equal(payAndEnd(book, 'pay-1', 600n, 1_000n), 'reserved');
  assert.equal(payAndEnd(book, 'pay-2', 500n, 1_000n), 'refused');
  assert.equal(payAndEnd(book, 'pay-2', 400n, 1_000n), 'reserved');
  assert.deepEqual(book.facts('run-b').hour, { attemptedKrw: 1_000n, count: 2 });
  later(60 * 60 * 1000);
  assert.deepEqual(book.facts('run-b').hour, { attemptedKrw: 0n, count: 0 });
  assert.equal(payAndEnd(book, 'pay-3', 1_000n, 1_000n), 'reserved');
});

test('the number of payments in an hour has its own ceiling', (t) => {
  const { book } = setUp(t);
  const reserve = (payment: string) => {
    const answer = book.reserve({ runId: 'run-a', payment, step: 'P', amountKrw: 1n }, { hourKrw: null, hourCount: 2 });
    book.settled({ runId: 'run-a', payment, state: 'VERIFIED_ABSENT' });
    return answer.kind;
  };
  assert.deepEqual(['a', 'b', 'c'].map(reserve), ['reserved', 'reserved', 'refused']);
});

test('a payment without a verified end keeps every other one from beginning, in this run and in others', (t) => {
  const { book } = setUp(t);
  book.reserve({ runId: 'run-a', payment: 'pay-1', step: 'P-1', amountKrw: 5n }, noCeiling);
  for (const runId of ['run-a', 'run-b']) {
    const answer = book.reserve({ runId, payment: 'pay-2', step: 'P-2', amountKrw: 5n }, noCeiling);
    assert.ok(answer.kind === 'refused' && answer.text.en.includes('pay-1 (run-a P-1)'));
  }
  assert.deepEqual(book.facts('run-b').openElsewhere, [{ runId: 'run-a', payment: 'pay-1', step: 'P-1' }]);
  assert.deepEqual(book.facts('run-a', 'pay-1').hour, { attemptedKrw: 0n, count: 0 });
  book.settled({ runId: 'run-a', payment: 'pay-1', state: 'UNVERIFIABLE' });
  assert.equal(book.facts('run-b').openElsewhere.length, 1);
  book.settled({ runId: 'run-a', payment: 'pay-1', state: 'VERIFIED_CANCELLED' });
  assert.deepEqual(book.facts('run-b').openElsewhere, []);
});

test('one payment is reserved once, and an end is written once', (t) => {
  const { book } = setUp(t);
  assert.equal(payAndEnd(book, 'pay-1', 5n), 'reserved');
  assert.equal(payAndEnd(book, 'pay-1', 5n), 'refused');
  book.settled({ runId: 'run-a', payment: 'pay-1', state: 'VERIFIED_DECLINED' });
  book.settled({ runId: 'run-a', payment: 'nobody', state: 'VERIFIED_DECLINED' });
  assert.equal(book.events().length, 2);
});

test('a halt outlives its process, holds every payment and is lifted once, by a person', (t) => {
  const { book, journal } = setUp(t);
  const halt = book.halt({ cause: 'pay-1-approved', runId: 'run-a', payment: 'pay-1', message });
  assert.equal(book.halt({ cause: 'pay-1-approved', runId: 'run-b', payment: 'pay-1', message }), halt);
  const again = openTargetBook({ journal, targetId: 'demo', clock: { now: () => startMs, elapsed: () => 0 } });
  assert.deepEqual(
    again.facts('run-b').halts.map((one) => [one.halt, one.message]),
    [[halt, message]],
  );
  assert.equal(payAndEnd(again, 'pay-2', 5n), 'refused');
  assert.throws(() => again.liftHalt('halt-other', { person: 'kim', reason: 'r' }), SetupError);
  again.liftHalt(halt, { person: 'kim', reason: 'cancelled by hand' });
  assert.throws(() => book.liftHalt(halt, { person: 'kim', reason: 'twice' }), SetupError);
  assert.equal(payAndEnd(book, 'pay-2', 5n), 'reserved');
  // The same cause was looked at by a person; only a new one latches again.
  book.halt({ cause: 'pay-1-approved', runId: 'run-a', payment: 'pay-1', message });
  assert.deepEqual(book.facts('run-a').halts, []);
});

test('the book of another target is another book', (t) => {
  const { book, journal } = setUp(t);
  book.halt({ cause: 'x', runId: null, payment: null, message });
  const other = openTargetBook({ journal, targetId: 'other', clock: { now: () => startMs, elapsed: () => 0 } });
  assert.deepEqual(other.facts('run-a').halts, []);
  assert.equal(payAndEnd(other, 'pay-1', 5n), 'reserved');
});

test('no order of reservations exceeds the ceiling, and none is refused that would fit', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 }), (amounts) => {
      const { book } = setUp(t);
      let spent = 0n;
      for (const [index, amount] of amounts.entries()) {
        const fits = spent + BigInt(amount) <= 1_000n;
        assert.equal(payAndEnd(book, `pay-${index}`, BigInt(amount), 1_000n), fits ? 'reserved' : 'refused');
        if (fits) spent += BigInt(amount);
      }
      assert.equal(book.facts('x').hour.attemptedKrw, spent);
    }),
    { numRuns: 25 },
  );
});

test('four processes that reserve at once never exceed the ceiling together', { timeout: 60_000 }, async (t) => {
  const { file, book } = setUp(t);
  const grants = await Promise.all([1, 2, 3, 4].map((worker) => reserveInProcess(file, worker)));
  const granted = grants.flat();
  assert.equal(granted.length, 10, 'exactly what fits is granted');
  assert.equal(book.facts('x').hour.attemptedKrw, 1_000n);
});

test('the lane of a target is held by one at a time', (t) => {
  const { folder } = setUp(t);
  const lane = holdMoneyLane(folder, 'demo');
  assert.ok(lane !== null);
  assert.equal(holdMoneyLane(folder, 'demo'), null);
  holdMoneyLane(folder, 'Other.Target')?.release();
  lane.release();
  const next = holdMoneyLane(folder, 'demo');
  assert.ok(next !== null);
  next.release();
});

/** What tests/kit/reserve-worker.ts got in a process of its own. */
function reserveInProcess(file: string, worker: number): Promise<readonly string[]> {
  const script = new URL('../../tests/kit/reserve-worker.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, String(worker), String(startMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', () => resolve(out.split('\n').filter((line) => line !== '')));
  });
}
