import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  approvedAtMs,
  goodRecord,
  payment,
  runId,
  ticketTarget,
  worldWithPayment,
} from '../../../tests/kit/ticket-world.ts';
import type { GatewayRecord } from '../../model/gateway.ts';
import { targetStream } from '../../model/journal.ts';
import { draftTicket, type Draft } from './draft.ts';
import { openTickets, readTickets, type TicketRecord } from './fold.ts';
import { formPage } from './form-page.ts';
import { formPlain } from './form-plain.ts';
import { isTicketId } from './ticket-id.ts';
import { parseTicket, type Ticket } from './ticket.ts';

const stream = targetStream(ticketTarget.id);
type World = ReturnType<typeof worldWithPayment>;

function draft(world: World, changes: Partial<Draft> = {}): string {
  const { journal, clock } = world;
  const record = goodRecord();
  const reason = 'approved-by-mistake';
  return draftTicket({ journal, clock, target: ticketTarget, runId, payment, reason, record, ...changes });
}

function ticketOf(world: World): TicketRecord & { readonly doc: Ticket } {
  const [ticket, ...others] = readTickets(world.journal.events(stream));
  assert.ok(ticket !== undefined && ticket.doc !== null);
  assert.deepEqual(others, []);
  return { ...ticket, doc: ticket.doc };
}

test('a ticket holds everything that Toss needs, from the record and the journal alone', () => {
  const world = worldWithPayment({ fingerprintAfter: 'build-2026.11.21-2', shopOrder: 'rolled-back' });
  const id = draft(world);
  assert.ok(isTicketId(id), id);
  assert.match(id, /^T-20261122-/, 'named by the day in Korea');
  const { doc, state } = ticketOf(world);
  assert.equal(state, 'OPEN');
  assert.deepEqual(doc.completeness, { profile: 'toss', complete: true, known: 15, of: 15 });
  assert.deepEqual(doc.missing, []);
  assert.equal(doc.identity.mode, 'test');
  assert.equal(doc.transaction.approvedAt, new Date(approvedAtMs).toISOString());
  assert.equal(doc.transaction.cancelKrw, '200000000');
  assert.equal(doc.transaction.issuer.name?.ko, '신한카드');
  assert.deepEqual(doc.evidence.build, { before: 'build-2026.11.21-1', after: 'build-2026.11.21-2' });
  assert.equal(doc.evidence.shopOrder, 'rolled-back');
  assert.equal(doc.evidence.journal.length, 5);
  assert.deepEqual(parseTicket(JSON.stringify(doc)), doc);
});

test('drafting a second time changes nothing, and after a crash between the two events it opens what was drafted', () => {
  const world = worldWithPayment();
  const id = draft(world);
  const events = world.journal.events(stream).length;
  assert.equal(draft(world), id);
  assert.equal(world.journal.events(stream).length, events);

  const crashed = worldWithPayment();
  const [first] = world.journal.events(stream);
  assert.ok(first !== undefined);
  crashed.journal.append(stream, first.event);
  assert.equal(ticketOf(crashed).state, 'DRAFT');
  assert.equal(draft(crashed), id);
  assert.equal(ticketOf(crashed).state, 'OPEN');
});

test('without a record the ticket is drafted, told as incomplete and possibly live, and says where to find what it lacks', () => {
  const world = worldWithPayment({ ledger: 'absent' });
  draft(world, { record: null, reason: 'unverifiable' });
  const { doc } = ticketOf(world);
  assert.deepEqual([doc.identity.mode, doc.completeness.complete], ['unknown', false]);
  assert.match(doc.identity.modeEvidence[0]?.en ?? '', /LIVE/);
  assert.deepEqual(
    doc.missing.filter(({ must }) => must).map(({ field }) => field),
    ['merchantId', 'paymentKey'],
  );
  assert.deepEqual([doc.transaction.amountKrw, doc.transaction.amountFrom], ['200000000', 'declared']);
  for (const { where } of doc.missing) assert.ok(where.ko !== '' && where.en !== '');
});

test('a record that comes later completes the ticket; one that is lost again takes nothing away', () => {
  const world = worldWithPayment();
  draft(world, { record: null, reason: 'unverifiable' });
  draft(world);
  assert.equal(ticketOf(world).doc.completeness.complete, true);
  draft(world, { record: null, reason: 'cancel-failed' });
  const { doc } = ticketOf(world);
  assert.equal(doc.completeness.complete, true);
  assert.equal(doc.transaction.paymentKey, goodRecord().payment.paymentKey);
  assert.equal(doc.reason.code, 'cancel-failed');
});

test('a double charge lists every approval and asks for all of them', () => {
  const world = worldWithPayment();
  const second = { ...goodRecord().payment, paymentKey: 'tviva-second' };
  draft(world, { reason: 'double-charge', approvals: [goodRecord().payment, second] });
  const { doc } = ticketOf(world);
  assert.deepEqual(
    doc.approvals.map(({ paymentKey }) => paymentKey),
    [goodRecord().payment.paymentKey, 'tviva-second'],
  );
  assert.equal(doc.transaction.cancelKrw, '400000000');
  assert.match(formPlain(doc, 'ko'), /2\) tviva-second/);
});

test('charged without an order: a notice in both languages that names nobody and nothing but the order', () => {
  const world = worldWithPayment();
  draft(world, { reason: 'paid-no-order' });
  const { notice } = ticketOf(world).doc;
  for (const text of [notice?.ko ?? '', notice?.en ?? '']) {
    assert.match(text, /LV-20261121-153000-k3m9qa-1/);
    assert.doesNotMatch(text, /tviva|536510|정지연|1234|200,000,000/);
  }
  const other = worldWithPayment();
  draft(other);
  assert.equal(ticketOf(other).doc.notice, null);
});

test('every payment has its own ticket, and a closed one no longer stands in the way', () => {
  const world = worldWithPayment();
  const first = draft(world);
  const second = draft(world, { payment: 'pay-other', record: null, reason: 'unverifiable' });
  assert.notEqual(first, second);
  for (const state of ['VERIFIED', 'CLOSED'] as const)
    world.journal.append(stream, { kind: 'ticket.moved', ticket: first, state, person: null, facts: {} });
  assert.deepEqual(
    openTickets(world.journal.events(stream)).map(({ id }) => id),
    [second],
  );
});

const cvc = fc.stringMatching(/^[0-9]{3,4}$/).map((digits) => `CVC${digits}`);
/** A number that an issuer could have given out. */
const pan = fc
  .tuple(fc.constantFrom('4', '51', '34', '9410', '3560'), fc.stringMatching(/^[0-9]{14}$/))
  // Fifteen digits where it begins as American Express numbers do, else sixteen.
  .map(([prefix, rest]) => luhn(`${prefix}${rest}`.slice(0, prefix === '34' ? 14 : 15)));

function luhn(body: string): string {
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** A record whose every text is this one. */
function recordOf(text: string): GatewayRecord {
  const good = goodRecord();
  return {
    ...good,
    payment: { ...good.payment, paymentKey: text, orderId: text, status: text },
    modeEvidence: [text],
    merchantId: text,
    lastTransactionKey: text,
    orderName: text,
    method: text,
    receiptUrl: text,
    card: {
      issuerCode: text,
      acquirerCode: text,
      number: text,
      installmentMonths: 0,
      approveNo: text,
      cardType: text,
      ownerType: text,
      acquireStatus: text,
    },
  };
}

/** Everything that is kept or shown of a ticket in whose every field this text stands, with this check value beside it. */
function everythingOf(text: string, secret: string): string {
  const facts = {
    orderId: text,
    paymentKey: text,
    screenText: `${text} ${secret}`,
    cvc: secret,
    cardPassword: secret,
    cancelCode: text,
    cancelMessage: text,
    fingerprint: text,
  };
  const world = worldWithPayment(facts);
  const merchant = { name: text, businessNumber: text, requester: text, contact: text, approver: text };
  draft(world, { target: { ...ticketTarget, merchant }, record: recordOf(text) });
  const { doc } = ticketOf(world);
  const clock = { nowMs: approvedAtMs, cutOffMs: null };
  const stored = world.journal.events(stream).map(({ event }) => JSON.stringify(event));
  return [
    ...stored,
    ...(['ko', 'en'] as const).flatMap((one) => [formPlain(doc, one), formPage(doc, one, clock)]),
  ].join('\n');
}

test('a card number shows six and four digits at most and a CVC nowhere, in whatever field it came', () => {
  // Times, amounts and digests of the ticket itself: a number that happens to end like one of them says nothing.
  const own = everythingOf('card', 'CVC');
  fc.assert(
    fc.property(pan, cvc, fc.constantFrom('', 'card ', '결제 '), (number, secret, before) => {
      const [first, last] = [number.slice(0, 7), number.slice(-5)];
      fc.pre(!own.includes(first) && !own.includes(last) && !first.includes(last));
      const everywhere = everythingOf(`${before}${number}`, secret);
      assert.ok(!everywhere.includes(number), 'the whole number');
      assert.ok(!everywhere.includes(first) && !everywhere.includes(last), 'more than 6 and 4');
      assert.ok(!everywhere.includes(secret), 'the CVC');
    }),
    { numRuns: 60 },
  );
});

test('whatever a gateway says stays text on the page', () => {
  const world = worldWithPayment();
  draft(world, { record: recordOf('</td><script>alert(1)</script>\u202e') });
  const page = formPage(ticketOf(world).doc, 'ko', { nowMs: approvedAtMs, cutOffMs: null });
  assert.doesNotMatch(page, /<script|\u202e/);
});
