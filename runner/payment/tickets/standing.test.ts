import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodRecord, payment, runId, ticketTarget, worldWithPayment } from '../../../tests/kit/ticket-world.ts';
import { targetStream } from '../../model/journal.ts';
import { draftTicket } from './draft.ts';
import { standingMoney } from './standing.ts';

const stream = targetStream(ticketTarget.id);
const message = { ko: '중지', en: 'halted' };

test('halts stand until they are lifted, and a lifted one is told with person and reason until the next run has told it', () => {
  const world = worldWithPayment();
  const { journal, clock } = world;
  for (const halt of ['one', 'two']) journal.append(stream, { kind: 'money.halted', halt, runId, payment, message });
  world.after(1_000);
  const before = new Date(clock.now()).toISOString();
  world.after(1_000);
  journal.append(stream, { kind: 'money.halt-lifted', halt: 'one', person: 'minho', reason: 'looked' });
  const after = new Date(clock.now()).toISOString();
  const standing = standingMoney('start', journal.events(stream), before);
  assert.deepEqual(
    standing.halts.map(({ halt }) => halt),
    ['two'],
  );
  assert.deepEqual(standing.lifted, [{ halt: 'one', at: after, person: 'minho', reason: 'looked' }]);
  assert.deepEqual(standingMoney('start', journal.events(stream), after).lifted, []);
  assert.equal(standingMoney('start', journal.events(stream), null).lifted.length, 1);
});

test('a halt of the same name that comes again stands again', () => {
  const { journal } = worldWithPayment();
  const halted = { kind: 'money.halted', halt: 'one', runId, payment, message } as const;
  journal.append(stream, halted);
  journal.append(stream, { kind: 'money.halt-lifted', halt: 'one', person: 'minho', reason: 'looked' });
  journal.append(stream, halted);
  assert.equal(standingMoney('end', journal.events(stream), null).halts.length, 1);
});

test('an open ticket stands with what a person does next; a closed one does not', () => {
  const { journal, clock } = worldWithPayment();
  const draft = { journal, clock, target: ticketTarget, runId, payment, record: goodRecord() };
  const id = draftTicket({ ...draft, reason: 'cancel-failed' });
  const [ticket] = standingMoney('end', journal.events(stream), null).tickets;
  assert.deepEqual(
    [ticket?.ticket, ticket?.amountKrw, ticket?.complete, ticket?.mail],
    [id, '200000000', true, 'none'],
  );
  assert.match(ticket?.next.en ?? '', /tickets ack/);
  journal.append(stream, { kind: 'ticket.moved', ticket: id, state: 'CLOSED', person: null, facts: {} });
  assert.deepEqual(standingMoney('end', journal.events(stream), null).tickets, []);
});
