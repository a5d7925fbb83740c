import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cancelledRecord,
  goodRecord,
  payment,
  runId,
  ticketTarget,
  worldWithPayment,
} from '../../../tests/kit/ticket-world.ts';
import { GatewayTrouble, type GatewayRecord } from '../../model/gateway.ts';
import { SetupError } from '../../model/trouble.ts';
import { draftTicket, type Draft } from './draft.ts';
import { findTicket, moveTicket, type TicketAction } from './moves.ts';
import { verifyByProof, verifyTicket } from './verify.ts';

const ack: TicketAction = { kind: 'ack', person: '정지연' };
const submit: TicketAction = { kind: 'submit', person: '정지연', receipt: 'R-1', channel: 'console' };
const confirm: TicketAction = { kind: 'confirm', person: '정지연', words: '취소됨' };
const close: TicketAction = { kind: 'close', person: '정지연' };
const proof = { name: 'proof.pdf', sha256: 'a'.repeat(64), person: '정지연', secondPerson: '박민호' };

function open(changes: Partial<Draft> = {}) {
  const world = worldWithPayment();
  const record = goodRecord();
  const { journal, clock } = world;
  const id = draftTicket({
    journal,
    clock,
    target: ticketTarget,
    runId,
    payment,
    reason: 'cancel-failed',
    record,
    ...changes,
  });
  const book = { journal, clock, targetId: ticketTarget.id };
  return {
    id,
    book,
    state: () => findTicket(book, id).state,
    move: (action: TicketAction) => moveTicket(book, id, action),
  };
}

function gatewayWith(records: { readonly [key: string]: GatewayRecord | null | Error }) {
  const answer = (key: string): GatewayRecord | null => {
    const found = records[key] ?? null;
    if (found instanceof Error) throw found;
    return found;
  };
  return { readRecord: async (key: string) => answer(key), findByOrder: async () => null };
}
const key = goodRecord().payment.paymentKey;

test('from open to closed, each step with its person', async () => {
  const { id, book, move, state } = open();
  move(ack);
  move(submit);
  move(confirm);
  const verified = await verifyTicket(book, id.toLowerCase(), gatewayWith({ [key]: cancelledRecord() }));
  assert.equal(verified.kind, 'verified');
  move(close);
  assert.equal(state(), 'CLOSED');
  assert.deepEqual(
    findTicket(book, id).history.map((one) => [one.state, one.person]),
    [
      ['DRAFT', null],
      ['OPEN', null],
      ['ACKED', '정지연'],
      ['SUBMITTED', '정지연'],
      ['PG_CONFIRMED', '정지연'],
      ['VERIFIED', null],
      ['CLOSED', '정지연'],
    ],
  );
});

test('whatever people do in whatever order, a ticket is closed only after it was verified', () => {
  const steps = [ack, submit, confirm, close] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 8 }), (actions) => {
      const { move, state } = open();
      for (const action of actions) {
        try {
          move(action);
        } catch (error) {
          assert.ok(error instanceof SetupError && /possible now/.test(error.text.en));
        }
      }
      assert.notEqual(state(), 'CLOSED');
    }),
    { numRuns: 40 },
  );
});

test('a cancellation by API verifies an open ticket without any person', async () => {
  const { id, book } = open();
  const verified = await verifyTicket(book, id, gatewayWith({ [key]: cancelledRecord() }));
  assert.deepEqual([verified.kind, verified.ticket.state], ['verified', 'VERIFIED']);
});

const good = cancelledRecord();
const half = good.cancels.map((one) => ({ ...one, amountKrw: 100_000_000n }));
for (const [name, record, words] of [
  ['still charged', goodRecord(), /DONE/],
  [
    'partly cancelled',
    { ...good, payment: { ...good.payment, status: 'PARTIAL_CANCELED', balanceKrw: 1n } },
    /PARTIAL/,
  ],
  ['a balance left', { ...good, payment: { ...good.payment, balanceKrw: 1n } }, /1원/],
  ['cancellations that do not sum up', { ...good, cancels: half }, /100,000,000원/],
  [
    'a cancellation under way',
    { ...good, cancels: good.cancels.map((one) => ({ ...one, status: 'IN_PROGRESS' })) },
    /IN_PROGRESS/,
  ],
  ['not in the test ledger', null, /test ledger has no/],
] as const) {
  test(`${name}: the verification fails and the ticket is open again`, async () => {
    const { id, book, move, state } = open();
    move(ack);
    move(submit);
    const answer = await verifyTicket(book, id, gatewayWith({ [key]: record }));
    assert.ok(answer.kind === 'reopened');
    assert.match(answer.why.en, words);
    assert.equal(state(), 'OPEN');
    assert.throws(() => move(close), SetupError);
  });
}

test('of a double charge both approvals must be taken back', async () => {
  const second = { ...goodRecord().payment, paymentKey: 'second' };
  const { id, book } = open({ approvals: [second] });
  const left = await verifyTicket(book, id, gatewayWith({ [key]: good, second: goodRecord({ payment: second }) }));
  assert.equal(left.kind, 'reopened');
  const cancelled = cancelledRecord({ payment: { ...good.payment, paymentKey: 'second' } });
  assert.equal((await verifyTicket(book, id, gatewayWith({ [key]: good, second: cancelled }))).kind, 'verified');
});

test('a gateway that cannot be asked changes nothing', async () => {
  const { id, book, move, state } = open();
  move(ack);
  const trouble = new GatewayTrouble('unknown', { ko: '응답 없음', en: 'no answer' });
  const answer = await verifyTicket(book, id, gatewayWith({ [key]: trouble }));
  assert.deepEqual([answer.kind, state()], ['unknown', 'ACKED']);
});

test('a proof file needs a ticket that was handed in and two different people', () => {
  const { id, book, move, state } = open();
  assert.throws(() => verifyByProof(book, id, proof), /OPEN and cannot become VERIFIED/);
  move(ack);
  move(submit);
  for (const secondPerson of ['', '정지연', ' 정 지연 '])
    assert.throws(() => verifyByProof(book, id, { ...proof, secondPerson }), SetupError);
  assert.equal(state(), 'SUBMITTED');
  const ticket = verifyByProof(book, id, proof);
  assert.deepEqual(ticket.history.at(-1)?.facts, {
    by: 'proof',
    proof: 'proof.pdf',
    sha256: proof.sha256,
    secondPerson: '박민호',
  });
  move(close);
  assert.equal(state(), 'CLOSED');
});

test('an unknown ticket is refused with the ones that are open', () => {
  const { id, book } = open();
  assert.throws(() => findTicket(book, 'T-20261122-XXXX'), new RegExp(id));
});
