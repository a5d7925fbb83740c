import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../base/clock.ts';
import type { RunEvent, StoredEvent } from '../../model/event.ts';
import { targetStream, type Journal } from '../../model/journal.ts';
import { buildTicket, type TicketSources } from './build.ts';
import { readTickets, type TicketRecord } from './fold.ts';
import { judgeCompleteness } from './profile.ts';
import { ticketId } from './ticket-id.ts';
import type { Ticket } from './ticket.ts';

export type Draft = Pick<TicketSources, 'target' | 'runId' | 'payment' | 'reason' | 'record'> & {
  readonly journal: Journal;
  readonly clock: Clock;
  /** All approvals of the order when there are several: a double charge. */
  readonly approvals?: TicketSources['approvals'];
};

/**
 * Writes the refund ticket of a payment and opens it; returns its name. May be called again at any time, also after a crash between
 * the two events: a payment has one ticket. A later call that knows more (a record, another approval) brings the ticket up to date and
 * never takes away what is known.
 */
export function draftTicket({ journal, clock, approvals = [], ...draft }: Draft): string {
  const events = journal.events(draft.runId);
  const nowMs = clock.now();
  let id = '';
  // No other process drafts between this one's look at the stream and its word.
  journal.appendDecided(targetStream(draft.target.id), (stream) => {
    const tickets = readTickets(stream);
    const own = tickets.find((ticket) => ticket.runId === draft.runId && ticket.payment === draft.payment);
    id = own?.id ?? newId(draft, events, tickets, nowMs);
    const askedAt = own?.doc?.reason.askedAt ?? new Date(nowMs).toISOString();
    const built = buildTicket({ ...draft, ticket: id, askedAt, events, approvals });
    const doc = own === undefined || own.doc === null ? built : keepKnown(own.doc, built);
    return eventsFor(own, doc, draft);
  });
  return id;
}

function eventsFor(
  own: TicketRecord | undefined,
  doc: Ticket,
  { runId, payment }: Pick<Draft, 'runId' | 'payment'>,
): readonly RunEvent[] {
  const facts = { ticket: JSON.stringify(doc), runId, payment };
  const moved = { kind: 'ticket.moved', ticket: doc.ticket, person: null } as const;
  const draft: RunEvent = { ...moved, state: 'DRAFT', facts };
  const open: RunEvent = { ...moved, state: 'OPEN', facts: {} };
  if (own === undefined) return [draft, open];
  const isNewer = own.doc === null || differs(own.doc, doc);
  const update: readonly RunEvent[] = isNewer
    ? [{ ...moved, state: 'NOTED', facts: { ...facts, note: 'updated' } }]
    : [];
  return own.state === 'DRAFT' ? [...update, open] : update;
}

/** The payment's own day names the ticket; a payment that left no trace is named by today. */
function newId(
  { target, runId, payment }: Pick<Draft, 'target' | 'runId' | 'payment'>,
  events: readonly StoredEvent[],
  tickets: readonly TicketRecord[],
  nowMs: number,
): string {
  const first = events.find(({ event }) => event.kind === 'payment.moved' && event.payment === payment);
  const atMs = first === undefined ? nowMs : Date.parse(first.at);
  return ticketId({ target: target.id, runId, payment, atMs, taken: new Set(tickets.map((ticket) => ticket.id)) });
}

/** What was known stays known: a gateway that is down now had answered before. */
function keepKnown(before: Ticket, now: Ticket): Ticket {
  const lostRecord = before.identity.mode !== 'unknown' && now.identity.mode === 'unknown';
  const identity = { ...now.identity, ...(lostRecord ? pickMode(before) : {}) };
  const known = {
    identity: { ...identity, merchantId: identity.merchantId ?? before.identity.merchantId },
    transaction: lostRecord ? before.transaction : now.transaction,
    reason: now.reason,
  };
  const keys = new Set(now.approvals.map(({ paymentKey }) => paymentKey));
  return {
    ...now,
    ...known,
    approvals: [...now.approvals, ...before.approvals.filter(({ paymentKey }) => !keys.has(paymentKey))],
    ...judgeCompleteness(known),
    notice: now.notice ?? before.notice,
  };
}

function pickMode({ identity }: Ticket): Pick<Ticket['identity'], 'mode' | 'modeEvidence'> {
  return { mode: identity.mode, modeEvidence: identity.modeEvidence };
}

/** The journal excerpt grows with every event and is read fresh whenever the ticket is shown; alone it is no news. */
function differs(before: Ticket, now: Ticket): boolean {
  const { evidence: _before, ...one } = before;
  const { evidence: _now, ...other } = now;
  return !isDeepStrictEqual(one, other) || !isDeepStrictEqual(before.evidence.cancels, now.evidence.cancels);
}
