import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  approvedAtMs,
  goodRecord,
  payment,
  runId,
  ticketTarget,
  worldWithPayment,
} from '../../../tests/kit/ticket-world.ts';
import { targetStream } from '../../model/journal.ts';
import type { Target } from '../../model/target.ts';
import { cutOffMs, dueNags, nextNagMs } from './clock.ts';
import { draftTicket } from './draft.ts';
import { findTicket, moveTicket } from './moves.ts';

const minute = 60_000;
const hour = 60 * minute;

function open(cutOff: string | null = null) {
  const world = worldWithPayment();
  const { journal, clock } = world;
  const mail = ticketTarget.tickets;
  const target: Target = { ...ticketTarget, tickets: mail === null ? null : { ...mail, cutOff } };
  const id = draftTicket({ journal, clock, target, runId, payment, reason: 'cancel-failed', record: goodRecord() });
  const book = { journal, targetId: target.id };
  const ticket = () => findTicket(book, id);
  return {
    ...world,
    ticket,
    move: (action: Parameters<typeof moveTicket>[2]) => moveTicket(book, id, action),
    due: (afterMs: number) => dueNags(ticket(), approvedAtMs + afterMs).map(({ kind }) => kind),
    tell: (afterMs: number) => {
      for (const { key } of dueNags(ticket(), approvedAtMs + afterMs)) {
        const facts = { mail: key, accepted: 'yes' };
        journal.append(targetStream(target.id), {
          kind: 'ticket.moved',
          ticket: id,
          state: 'NOTED',
          person: null,
          facts,
        });
      }
    },
  };
}

test('until somebody takes it people are told every 10 minutes, each time once', () => {
  const { due, tell } = open();
  assert.deepEqual(due(9 * minute), []);
  assert.deepEqual(due(10 * minute), ['ack']);
  tell(10 * minute);
  assert.deepEqual([due(10 * minute), due(19 * minute), due(20 * minute)], [[], [], ['ack']]);
});

test('after a long silence one telling is due, not all that were missed', () => {
  assert.deepEqual(open().due(5 * hour + minute), ['ack']);
});

test('once taken, every 60 minutes until it is handed in; then not any more', () => {
  const { due, move, after, ticket, clock } = open();
  after(5 * minute);
  move({ kind: 'ack', person: 'jiyeon' });
  assert.deepEqual([due(64 * minute), due(65 * minute)], [[], ['submit']]);
  assert.equal(nextNagMs(ticket(), clock.now()), approvedAtMs + 65 * minute);
  move({ kind: 'submit', person: 'jiyeon', receipt: 'R', channel: 'phone' });
  assert.deepEqual(due(9 * hour), []);
});

test('a cut-off is the first one after the approval, also past midnight', () => {
  // Approved at 00:31:07 in Korea.
  assert.equal(cutOffMs(open('18:00').ticket()), Date.UTC(2026, 10, 22, 9, 0));
  assert.equal(cutOffMs(open('00:31').ticket()), Date.UTC(2026, 10, 22, 15, 31));
  assert.equal(cutOffMs(open('00:32').ticket()), Date.UTC(2026, 10, 21, 15, 32));
  assert.equal(cutOffMs(open(null).ticket()), null);
});

test('two hours and half an hour before the cut-off people are told, whoever has it, until the gateway confirmed', () => {
  const { due, tell, move } = open('18:00');
  move({ kind: 'ack', person: 'jiyeon' });
  move({ kind: 'submit', person: 'jiyeon', receipt: 'R', channel: 'phone' });
  const at = Date.UTC(2026, 10, 22, 9, 0) - approvedAtMs;
  assert.deepEqual([due(at - 2 * hour - 1), due(at - 2 * hour)], [[], ['cut-off']]);
  tell(at - 2 * hour);
  assert.deepEqual([due(at - hour), due(at - 30 * minute), due(at)], [[], ['cut-off'], []]);
  move({ kind: 'confirm', person: 'jiyeon', words: '' });
  assert.deepEqual(due(at - 30 * minute), []);
});

test('a ticket that is drafted inside the last half hour is told once, not twice', () => {
  assert.deepEqual(open('00:45').due(0), ['cut-off']);
});
