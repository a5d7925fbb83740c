import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moneyBench, startMs } from '../../tests/kit/money-bench.ts';
import { readTickets } from './tickets/fold.ts';

const minuteMs = 60_000;

test('a payment that no journal knows and nobody here reserved is listed, and alarms nobody', async (t) => {
  const bench = moneyBench(t);
  await bench.pay('OTHER-TEAM-1', 12_000, 'confirmed');
  const end = await bench.settle({ sweepFromMs: startMs - minuteMs });
  assert.equal(end.outcome, 'clean');
  assert.ok(end.swept?.kind === 'swept');
  assert.deepEqual(
    end.swept.unknown.map(({ orderId, ours }) => [orderId, ours]),
    [['OTHER-TEAM-1', null]],
  );
  const swept = bench.book.events().at(-1)?.event;
  assert.ok(swept?.kind === 'money.swept' && swept.rows === 1 && swept.unknown.length === 1);
});

test('an unknown payment with our mark, or with a reserved amount at that time, halts the target', async (t) => {
  const bench = moneyBench(t);
  bench.open();
  await bench.go('pay-1', ['PLANNED', 'INTENT', ['VERIFIED_ABSENT', { pressed: 'no' }]]);
  await bench.pay('LV-20261122-0001', 1_000, 'confirmed');
  await bench.pay('SOMEBODY-0001', 200_000_000, 'confirmed');
  const end = await bench.settle({ sweepFromMs: startMs - minuteMs });
  assert.equal(end.outcome, 'money');
  assert.ok(end.swept?.kind === 'swept');
  assert.deepEqual(new Set(end.swept.unknown.map(({ ours }) => ours)), new Set(['amount', 'mark']));
  assert.equal(end.halts.length, 2);
  // The same rows latch once: a person who has lifted them is not asked again.
  for (const halt of end.halts) bench.book.liftHalt(halt, { person: 'kim', reason: 'looked at' });
  assert.deepEqual((await bench.settle({ sweepFromMs: startMs - minuteMs })).halts, []);
});

test('an order of ours that was charged twice halts the target and gets a ticket with both approvals', async (t) => {
  const bench = moneyBench(t);
  bench.open();
  await bench.turn({ 'approve-twice': 1 });
  const { paymentKey, orderId } = await bench.pay('HS-20261122-0055', 39_000, 'confirmed');
  await bench.go(
    'pay-1',
    [
      'PLANNED',
      'INTENT',
      'CLICKED',
      ['SEEN_APPROVED', { screen: 'approved', orderId }],
      ['VERIFIED_APPROVED', { ledger: 'found', paymentKey, ledgerOrderId: orderId }],
    ],
    'approved',
  );
  const end = await bench.settle({ sweepFromMs: startMs - minuteMs });
  assert.equal(end.outcome, 'money');
  const [ticket] = readTickets(bench.book.events());
  assert.equal(ticket?.doc?.approvals.length, 2);
  assert.match(bench.book.entries().halts[0]?.message.en ?? '', /charged twice/);
});

test('payments that are known and those that were given back whole halt nothing', async (t) => {
  const bench = moneyBench(t);
  bench.open();
  const { paymentKey, orderId } = await bench.pay('HS-20261122-0056', 39_000, 'confirmed');
  await bench.go(
    'pay-1',
    [
      'PLANNED',
      'INTENT',
      'CLICKED',
      ['SEEN_APPROVED', { screen: 'approved', orderId }],
      ['VERIFIED_APPROVED', { ledger: 'found', paymentKey, ledgerOrderId: orderId }],
    ],
    'approved',
  );
  const other = await bench.pay('LV-20261122-0002', 1_000, 'confirmed');
  await bench.ledger.cancel({ paymentKey: other.paymentKey, reason: 'r', idempotencyKey: 'k' });
  const end = await bench.settle({ sweepFromMs: startMs - minuteMs });
  assert.ok(end.swept?.kind === 'swept');
  assert.deepEqual([end.swept.unknown.map(({ orderId: id }) => id), end.halts], [['LV-20261122-0002'], []]);
});

test('a list that cannot be read is a doubt, not a clean end', async (t) => {
  const bench = moneyBench(t);
  bench.down(true);
  assert.equal((await bench.settle({ sweepFromMs: startMs })).outcome, 'unsure');
});

test('what an earlier run paid is known when a later run sweeps over the same time', async (t) => {
  const bench = moneyBench(t);
  bench.open();
  const { paymentKey, orderId } = await bench.pay('HS-20261122-0057', 39_000, 'confirmed');
  await bench.go(
    'pay-1',
    [
      'PLANNED',
      'INTENT',
      'CLICKED',
      ['SEEN_APPROVED', { screen: 'approved', orderId }],
      ['VERIFIED_APPROVED', { ledger: 'found', paymentKey, ledgerOrderId: orderId }],
    ],
    'approved',
  );
  for (const _ of ['the run itself', 'the next run', 'the one after it']) {
    const nowMs = bench.clock.now();
    const wish = { runs: 'booked', sinceMs: nowMs, sweepFromMs: nowMs - minuteMs } as const;
    const { outcome, swept } = await bench.settle(wish);
    assert.deepEqual([outcome, swept?.kind === 'swept' ? swept.unknown : null], ['clean', []]);
    await bench.pass(5 * minuteMs);
  }
});

test('a sweep that finds nothing new is written once an hour', async (t) => {
  const bench = moneyBench(t);
  await bench.pay('OTHER-TEAM-2', 12_000, 'confirmed');
  const sweeps = () => bench.book.events().filter(({ event }) => event.kind === 'money.swept').length;
  for (let minutes = 0; minutes < 59; minutes += 10) {
    await bench.settle({ sweepFromMs: startMs - minuteMs });
    await bench.pass(10 * minuteMs);
  }
  assert.equal(sweeps(), 1);
  await bench.settle({ sweepFromMs: startMs - minuteMs });
  assert.equal(sweeps(), 2);
});
