import type { StoredEvent } from '../../model/event.ts';
import type { TicketState } from '../../model/money-event.ts';
import { parseTicket, type Ticket } from './ticket.ts';

type Facts = { readonly [key: string]: string };

export type TicketMove = {
  readonly state: TicketState;
  readonly at: string;
  readonly person: string | null;
  readonly facts: Facts;
};

/** A ticket as its target's stream tells it. */
export type TicketRecord = {
  readonly id: string;
  /** The latest version of the ticket; null when no readable one was ever written. */
  readonly doc: Ticket | null;
  readonly state: Exclude<TicketState, 'NOTED'>;
  readonly runId: string;
  readonly payment: string;
  readonly draftedAt: string;
  /** When the present state began: the clock of the next nag. */
  readonly stateSince: string;
  readonly history: readonly TicketMove[];
  /** Facts beside the states: mails, nags, updates. */
  readonly notes: readonly TicketMove[];
};

/** Every ticket of a target's stream, in the order in which they were drafted. */
export function readTickets(events: readonly StoredEvent[]): readonly TicketRecord[] {
  const records = new Map<string, TicketRecord>();
  for (const { event, at } of events) {
    if (event.kind !== 'ticket.moved') continue;
    const { ticket: id, state, person, facts } = event;
    records.set(id, next(records.get(id), { id, at, state, person, facts }));
  }
  return [...records.values()];
}

/** Tickets that are not closed. While there is one, the target refuses payment steps. */
export function openTickets(events: readonly StoredEvent[]): readonly TicketRecord[] {
  return readTickets(events).filter(({ state }) => state !== 'CLOSED');
}

function next(before: TicketRecord | undefined, move: TicketMove & { readonly id: string }): TicketRecord {
  const { id, ...plain } = move;
  const doc = parseTicket(move.facts['ticket'] ?? '') ?? before?.doc ?? null;
  const start: TicketRecord = before ?? {
    id,
    doc,
    state: 'DRAFT',
    runId: move.facts['runId'] ?? doc?.runId ?? '',
    payment: move.facts['payment'] ?? doc?.payment ?? '',
    draftedAt: move.at,
    stateSince: move.at,
    history: [],
    notes: [],
  };
  if (move.state === 'NOTED') return { ...start, doc, notes: [...start.notes, plain] };
  // Two processes may draft one payment's ticket at the same moment; a ticket never falls back to a draft.
  if (move.state === 'DRAFT' && before !== undefined) return { ...start, doc };
  const isSame = before?.state === move.state;
  return {
    ...start,
    doc,
    state: move.state,
    stateSince: isSame ? start.stateSince : move.at,
    history: [...start.history, plain],
  };
}
