import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moneyBench } from '../../tests/kit/money-bench.ts';
import { SetupError } from '../model/trouble.ts';
import { liftHalts } from './halt.ts';

const lifting = { halt: null, person: '김점검', reason: '콘솔에서 취소를 확인함', despiteOpen: false };
const alarm = { cause: 'pay-1-approved', runId: 'r', payment: 'pay-1', message: { ko: '경보', en: 'alarm' } };

test('a halt is lifted by a name with a reason, and by nothing less', (t) => {
  const { book } = moneyBench(t);
  assert.throws(() => liftHalts(book, lifting), /No halt stands/);
  book.halt(alarm);
  for (const less of [{ person: ' ' }, { reason: '' }])
    assert.throws(() => liftHalts(book, { ...lifting, ...less }), SetupError);
  assert.deepEqual(liftHalts(book, lifting), ['halt-pay-1-approved']);
  assert.deepEqual(book.entries().halts, []);
});

test('a halt stays while a payment is open, unless it is lifted despite it and says so for ever', async (t) => {
  const bench = moneyBench(t);
  bench.open();
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  bench.book.halt(alarm);
  assert.throws(() => liftHalts(bench.book, lifting), /Still open: pay-1/);
  liftHalts(bench.book, { ...lifting, despiteOpen: true });
  const last = bench.book.events().at(-1)?.event;
  assert.ok(last?.kind === 'money.halt-lifted');
  assert.match(last.reason, /although open: pay-1/);
});

test('a halt stays while a refund ticket has no end by the gateway, and goes when it has', (t) => {
  const { book, journal } = moneyBench(t);
  book.halt(alarm);
  const stream = 'target:demo';
  const moved = { kind: 'ticket.moved', ticket: 'LV-1', person: null, facts: {} } as const;
  journal.append(stream, { ...moved, state: 'OPEN' });
  assert.throws(() => liftHalts(book, lifting), /Still open: LV-1/);
  journal.append(stream, { ...moved, state: 'VERIFIED' });
  assert.deepEqual(liftHalts(book, { ...lifting, halt: 'halt-pay-1-approved' }), ['halt-pay-1-approved']);
});
