import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import {
  alarms,
  approved,
  declined,
  firstEnd,
  messageOf,
  openGate,
  payWith,
  runId,
  states,
} from '../../tests/kit/gate-bench.ts';
import {
  approvedIntent,
  declinedIntent,
  goodFacts,
  ledgerPayment,
  nowMs,
  scriptedGateway,
} from '../../tests/kit/payment-world.ts';
import { Blocked } from '../model/trouble.ts';
import { openTargetBook } from './book.ts';

test('a second payment of the same step is refused', async () => {
  const { gate, journal } = openGate(scriptedGateway([ledgerPayment(approvedIntent)]));
  await payWith(gate, journal, approvedIntent, approved);
  const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
  assert.ok(error instanceof Blocked);
  assert.equal(error.guard, 'one-press');
  assert.equal(pressed, 0);
});

test('after a payment nobody could verify, the next step is refused', async () => {
  const { gate, journal } = openGate(scriptedGateway([new Error('down')]));
  await payWith(gate, journal, approvedIntent, approved);
  const { error, pressed } = await payWith(gate, journal, declinedIntent, declined);
  assert.ok(error instanceof Blocked);
  assert.equal(error.guard, 'halt-latch');
  assert.equal(pressed, 0);
});

test('after a money alarm nothing more is paid on the target, and in this run not even when a person lifted the halt', async () => {
  const { gate, journal } = openGate(scriptedGateway([ledgerPayment(approvedIntent)]));
  await payWith(gate, journal, approvedIntent, { ...declined, code: 'UNKNOWN_ERROR' });
  assert.equal(firstEnd(journal), 'PAY-01 VERIFIED_APPROVED');
  const latched = await payWith(gate, journal, declinedIntent, declined);
  assert.ok(latched.error instanceof Blocked);
  assert.equal(latched.error.guard, 'halt-latch');
  const book = openTargetBook({ journal, targetId: 'demo', clock: { now: () => nowMs, elapsed: () => 0 } });
  const [halt] = book.facts(runId).halts;
  book.liftHalt(halt?.halt ?? '', { person: '김하나', reason: '취소 확인' });
  const open = { ...book, facts: (id: string, own?: string) => ({ ...book.facts(id, own), openTickets: [] }) };
  const lifted = await payWith(
    openGate(scriptedGateway([null]), { journal, book: open }).gate,
    journal,
    declinedIntent,
    declined,
  );
  assert.ok(lifted.error instanceof Blocked);
  assert.equal(lifted.error.guard, 'money-alarm');
  assert.match(lifted.error.text.en, /PAY-01/);
  assert.equal(latched.pressed + lifted.pressed, 0);
  assert.deepEqual(alarms(journal), ['payment-outcome'], 'the refusal itself is no second alarm');
});

test('an order number of an earlier payment proves nothing about this one', async () => {
  const { gate, journal } = openGate(scriptedGateway([ledgerPayment(approvedIntent)]));
  await payWith(gate, journal, approvedIntent, approved);
  const { error } = await payWith(gate, journal, { ...approvedIntent, step: 'PAY-03' }, approved);
  assert.match(messageOf(error), /earlier payment of this run/);
  assert.equal(states(journal).at(-1), 'PAY-03 UNVERIFIABLE');
});

test('two payments at once: one presses, the other is refused or stands back, with and without a reservation', async () => {
  for (const second of [declinedIntent, approvedIntent]) {
    for (const isReserved of [true, false]) {
      const journal = createMemoryJournal();
      const book = openTargetBook({ journal, targetId: 'demo', clock: { now: () => nowMs, elapsed: () => 0 } });
      const free = { ...book, reserve: () => ({ kind: 'reserved' }) as const };
      const { gate } = openGate(scriptedGateway([ledgerPayment(approvedIntent)]), {
        journal,
        book: isReserved ? book : free,
      });
      const presses: number[] = [];
      const press = () => ({ submit: async () => void presses.push(1), seen: async () => approved });
      const ended = await Promise.allSettled([gate.pay(approvedIntent, press()), gate.pay(second, press())]);
      assert.deepEqual(
        ended.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      );
      assert.ok(ended[1].status === 'rejected' && ended[1].reason instanceof Blocked);
      assert.equal(ended[1].reason.guard === 'reservation', isReserved);
      assert.equal(presses.length, 1);
      assert.equal(states(journal).includes(`${second.step} VERIFIED_ABSENT`), !isReserved);
    }
  }
});

test('while another process pays on the target nothing is pressed, and the lane is given back whatever happens', async () => {
  const busy = openGate(scriptedGateway([null]), { holdLane: () => null });
  const { error, pressed } = await payWith(busy.gate, busy.journal, approvedIntent, approved);
  assert.ok(error instanceof Blocked);
  assert.equal(error.guard, 'single-flight');
  assert.equal(pressed, 0);
  let held = 0;
  const holdLane = () => {
    held += 1;
    return { release: () => void (held -= 1) };
  };
  for (const answers of [[ledgerPayment(approvedIntent)], [new Error('down')]]) {
    const { gate, journal } = openGate(scriptedGateway(answers), { holdLane });
    await payWith(gate, journal, approvedIntent, approved);
    assert.equal(held, 0);
  }
});

test('a step whose time is over does not press any more', async () => {
  const { gate, journal } = openGate(scriptedGateway([null]), { remainingMs: () => 0 });
  const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
  assert.match(messageOf(error), /was not pressed/);
  assert.equal(pressed, 0);
  assert.equal(states(journal).at(-1), 'PAY-01 VERIFIED_ABSENT');
});

test('a journal that cannot write stops the press', async () => {
  for (const state of ['INTENT', 'CLICKED']) {
    const journal = createMemoryJournal((event) => {
      if (event.kind === 'payment.moved' && event.state === state) throw new Error('disk full');
    });
    const { gate } = openGate(scriptedGateway([null]), { journal });
    const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
    assert.match(String(error), /disk full/);
    assert.equal(pressed, 0);
  }
});

test('a live key that shows only after the press alarms although the test ledger is clean', async () => {
  let looks = 0;
  const look = async () => {
    looks += 1;
    return looks <= 2
      ? goodFacts.page
      : { keys: [{ mode: 'live', prefix: 'live_ck_', where: 'request /v2/sessions' }] as const, unread: [] };
  };
  const { gate, journal } = openGate(scriptedGateway([null]), { page: { look } });
  const { error } = await payWith(gate, journal, declinedIntent, declined);
  assert.match(messageOf(error), /live_ck_… \(request \/v2\/sessions\)/);
  assert.deepEqual(alarms(journal), ['payment-outcome']);
});

test('a live key that shows between the guards and the press stops the press', async () => {
  let looks = 0;
  const look = async () => {
    looks += 1;
    return looks === 1
      ? goodFacts.page
      : { keys: [{ mode: 'live', prefix: 'live_ck_', where: 'page' }] as const, unread: [] };
  };
  const { gate, journal } = openGate(scriptedGateway([null]), { page: { look } });
  const { error, pressed } = await payWith(gate, journal, approvedIntent, approved);
  assert.ok(error instanceof Blocked);
  assert.equal(error.guard, 'page-mode');
  assert.equal(pressed, 0);
  assert.equal(states(journal).at(-1), 'PAY-01 VERIFIED_ABSENT');
});
