import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { moneyBench, type MoneyBench } from '../../tests/kit/money-bench.ts';
import { limits } from '../base/limits.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { Journal } from '../model/journal.ts';
import { openTargetBook } from './book.ts';
import { cancelKeyOf } from './cancel.ts';
import { drill } from './drill.ts';
import { readTickets } from './tickets/fold.ts';

const order = 'HS-20261122-0099';
const light = 200_000_000;
const why = { ko: '거절되어야 할 결제가 승인되었습니다', en: 'approved although it should have been declined' };
const alarm = { payment: 'pay-1', step: 'PAY-pay-1', why };

/** A payment that should have been declined and stands approved in the test ledger. */
async function approvedByMistake(t: TestContext): Promise<MoneyBench> {
  const bench = moneyBench(t);
  bench.open();
  const { paymentKey } = await bench.pay(order, light, 'confirmed');
  await bench.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_UNKNOWN', { screen: 'unknown', orderId: order }],
    ['VERIFIED_APPROVED', { paymentKey }],
  ]);
  return bench;
}

/** The order in which things came about, of the run and of its target together. */
function story(bench: MoneyBench): readonly string[] {
  const words = [...bench.journal.events(bench.runId), ...bench.book.events()].map(({ at, event }) => {
    const what =
      event.kind === 'payment.moved' || event.kind === 'ticket.moved' ? `${event.kind} ${event.state}` : event.kind;
    return { at, what };
  });
  return words.toSorted((one, other) => one.at.localeCompare(other.at)).map(({ what }) => what);
}

test('the drill halts, writes the ticket, cancels once and believes only the ledger', async (t) => {
  const bench = await approvedByMistake(t);
  const startedMs = bench.clock.now();
  const seen: string[] = [];
  const watched: LedgerGateway = {
    ...bench.ledger,
    cancel: async (wish) => {
      const { halts, openTickets } = bench.book.facts('x');
      seen.push(`cancel with ${halts.length} halt, ${openTickets.length} ticket, ${bench.stateOf('pay-1')}`);
      assert.equal(wish.idempotencyKey, cancelKeyOf('pay-1'));
      return bench.ledger.cancel(wish);
    },
  };
  const end = await drill({ ...bench.world(), gateway: watched }, alarm);
  assert.deepEqual([end.kind, end.state], ['cancelled', 'VERIFIED_CANCELLED']);
  assert.deepEqual(seen, ['cancel with 1 halt, 1 ticket, CANCEL_INTENT']);
  const halted = bench.book.events().find(({ event }) => event.kind === 'money.halted');
  assert.ok(Date.parse(halted?.at ?? '') - startedMs <= 2_000, 'the halt stands within two seconds of the approval');
  const paymentKey = (await bench.ledger.findByOrder(order))?.paymentKey ?? '';
  const record = await bench.ledger.readRecord(paymentKey);
  assert.deepEqual([record?.payment.status, record?.payment.balanceKrw, record?.cancels.length], ['CANCELED', 0n, 1]);
  // The ticket carries the gateway's own data and is verified by the gateway, but a person closes it.
  const [ticket] = readTickets(bench.book.events());
  assert.deepEqual([ticket?.state, ticket?.doc?.transaction.orderId], ['VERIFIED', order]);
  assert.equal(bench.book.facts('x').openTickets.length, 1);
});

test('the facts of every attempt to cancel are in the journal', async (t) => {
  const bench = await approvedByMistake(t);
  await bench.turn({ 'refuse-cancel': 2 });
  const end = await drill(bench.world(), alarm);
  assert.equal(end.kind, 'cancelled');
  const sent = bench.journal
    .events(bench.runId)
    .flatMap(({ event }) => (event.kind === 'payment.moved' && event.state === 'CANCEL_SENT' ? [event.facts] : []));
  assert.deepEqual(
    sent.map((facts) => [facts['cancelKind'], facts['cancelHttp'], facts['cancelCode']]),
    [
      ['refused', '403', 'EXCEED_CANCEL_LIMIT'],
      ['refused', '403', 'EXCEED_CANCEL_LIMIT'],
      ['done', '200', ''],
    ],
  );
  assert.ok(sent.every((facts) => facts['cancelKey'] === 'lv-cancel-pay-1' && facts['cancelTrace'] !== ''));
});

test('a cancellation whose answer got lost is verified by the ledger and not asked for twice', async (t) => {
  const bench = await approvedByMistake(t);
  const deaf: LedgerGateway = {
    ...bench.ledger,
    cancel: async (wish) => {
      await bench.ledger.cancel(wish);
      return { kind: 'unknown', httpStatus: null, code: null, message: 'no answer', traceId: null };
    },
  };
  const end = await drill({ ...bench.world(), gateway: deaf }, alarm);
  assert.equal(end.kind, 'cancelled');
  assert.equal(bench.asked.filter((call) => call.endsWith('/cancel')).length, 1);
});

test('a gateway that says done is not believed while its ledger says otherwise', async (t) => {
  const bench = await approvedByMistake(t);
  const lying: LedgerGateway = {
    ...bench.ledger,
    cancel: async () => ({ kind: 'done', httpStatus: 200, code: null, message: '', traceId: null }),
  };
  const end = await drill({ ...bench.world(), gateway: lying }, alarm);
  assert.deepEqual([end.kind, end.state], ['open', 'CANCEL_SENT']);
  assert.equal(bench.book.facts('x').openTickets.length, 1);
  assert.equal(bench.book.hasOpen(), true);
});

test('a gateway that refuses to the end leaves payment and ticket open, after the declared waits', async (t) => {
  const bench = await approvedByMistake(t);
  await bench.turn({ 'refuse-cancel': 1000 });
  const fromMs = bench.clock.now();
  const end = await drill(bench.world(), alarm);
  assert.equal(end.kind, 'open');
  assert.equal(
    bench.clock.now() - fromMs,
    limits.cancelWaitsMs.reduce((sum, ms) => sum + ms, 0),
  );
  assert.match(end.text.en, /asked for 6 times.*EXCEED_CANCEL_LIMIT.*a person must ask the gateway/);
  const told = story(bench).filter((what) => what === 'guard.tripped').length;
  assert.equal(told, 1);
  // The next settling takes it up where it stands.
  await bench.turn({ 'refuse-cancel': 0 });
  await bench.pass(2_000);
  await bench.settle();
  assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED');
});

test('a payment that only the live ledger can know goes to a person with a ticket', async (t) => {
  const bench = moneyBench(t);
  bench.open();
  await bench.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_APPROVED', { screen: 'approved', orderId: order }],
    'UNVERIFIABLE',
  ]);
  const end = await drill(bench.world(), alarm);
  assert.deepEqual([end.kind, end.state], ['person', 'UNVERIFIABLE']);
  assert.match(
    end.text.en,
    /holds a test key only and cannot cancel a live approval: a person with the merchant console/,
  );
  assert.equal(
    bench.asked.some((call) => call.endsWith('/cancel')),
    false,
  );
  assert.equal(bench.book.facts('x').openTickets.length, 1);
});

test('without a test key the drill halts and writes the ticket all the same', async (t) => {
  const bench = await approvedByMistake(t);
  const end = await drill({ ...bench.world(), gateway: null }, alarm);
  assert.equal(end.kind, 'person');
  assert.equal(bench.book.facts('x').halts.length, 1);
  assert.equal(bench.book.facts('x').openTickets.length, 1);
});

test('a drill that is repeated from the beginning halts, writes and cancels nothing twice', async (t) => {
  const bench = await approvedByMistake(t);
  await drill(bench.world(), alarm);
  const target = bench.book.events().length;
  const { halts } = bench.book.facts('x');
  await drill(bench.world(), alarm).catch((error: unknown) => error);
  assert.equal(bench.book.facts('x').halts[0]?.halt, halts[0]?.halt);
  assert.equal(bench.asked.filter((call) => call.endsWith('/cancel')).length, 1);
  assert.ok(bench.book.events().length <= target + 2);
  assert.equal((await bench.ledger.findByOrder(order))?.status, 'CANCELED');
});

/** The same journal for a process that dies before its n-th write. */
function dyingJournal(journal: Journal, writes: number): { readonly journal: Journal; readonly died: () => boolean } {
  let left = writes;
  let dead = false;
  const count =
    <A extends readonly unknown[], R>(write: (...given: A) => R) =>
    (...given: A): R => {
      if (left === 0) {
        dead = true;
        throw new Error('killed');
      }
      left -= 1;
      return write(...given);
    };
  const dying: Journal = {
    ...journal,
    append: count((runId, event) => journal.append(runId, event)),
    appendAll: count((runId, events) => journal.appendAll(runId, events)),
    appendDecided: count((stream, decide) => journal.appendDecided(stream, decide)),
  };
  return { journal: dying, died: () => dead };
}

test('a drill that dies before any of its writes is made good by the next settling', async (t) => {
  let points = 0;
  for (let writes = 0; writes < 100; writes += 1) {
    const bench = await approvedByMistake(t);
    await bench.alarm(alarm.step);
    const { journal, died } = dyingJournal(bench.journal, writes);
    const book = openTargetBook({ journal, targetId: 'demo', clock: bench.clock });
    await drill({ ...bench.world(), journal, book }, alarm).catch((error: unknown) => {
      assert.ok(error instanceof Error && error.message === 'killed', String(error));
    });
    if (!died()) break;
    points += 1;
    await bench.pass(2_000);
    await bench.settle();
    const at = `died before write ${writes + 1}`;
    assert.equal(bench.stateOf('pay-1'), 'VERIFIED_CANCELLED', at);
    const found = await bench.ledger.findByOrder(order);
    const record = await bench.ledger.readRecord(found?.paymentKey ?? '');
    assert.equal(record?.cancels.length, 1, at);
    assert.equal(bench.book.entries().halts.length >= 1, true, at);
    assert.deepEqual(
      readTickets(bench.book.events()).map(({ state }) => state),
      ['VERIFIED'],
      at,
    );
    assert.equal(bench.book.hasOpen(), false, at);
  }
  assert.ok(points >= 8, `only ${points} writes`);
});
