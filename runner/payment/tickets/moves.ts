import type { Bilingual } from '../../base/bilingual.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { RunEvent } from '../../model/event.ts';
import { targetStream, type Journal } from '../../model/journal.ts';
import { SetupError } from '../../model/trouble.ts';
import { readTickets, type TicketRecord } from './fold.ts';
import { ticketText } from './text.ts';

type State = TicketRecord['state'];

/**
 * Which state may follow which. The gateway's own word may end a ticket at any moment, because a cancellation by API needs no person;
 * a verification that failed opens it again.
 */
const next: { readonly [S in State]: readonly State[] } = {
  DRAFT: ['OPEN'],
  OPEN: ['ACKED', 'VERIFIED'],
  ACKED: ['SUBMITTED', 'VERIFIED', 'OPEN'],
  SUBMITTED: ['PG_CONFIRMED', 'VERIFIED', 'OPEN'],
  PG_CONFIRMED: ['VERIFIED', 'OPEN'],
  VERIFIED: ['CLOSED', 'OPEN'],
  CLOSED: [],
};

/** Throws SetupError, naming what is possible now, unless the ticket may move there. */
export function refuseIllegal(ticket: TicketRecord, to: State): void {
  if (next[ticket.state].includes(to)) return;
  throw new SetupError(ticketText.illegalMove({ id: ticket.id, from: ticket.state, to, now: nextStep(ticket) }));
}

/** What a person does next with a ticket. */
export function nextStep({ id, state }: Pick<TicketRecord, 'id' | 'state'>): Bilingual {
  return ticketText.next[state](id);
}

export type TicketAction =
  | { readonly kind: 'ack'; readonly person: string }
  | { readonly kind: 'submit'; readonly person: string; readonly receipt: string; readonly channel: string }
  | { readonly kind: 'confirm'; readonly person: string; readonly words: string }
  | { readonly kind: 'close'; readonly person: string | null };

/** Moves a ticket by a person's word; durable when it returns. Throws SetupError for an unknown ticket and an illegal move. */
export function moveTicket(
  book: { readonly journal: Journal; readonly targetId: string },
  id: string,
  action: TicketAction,
): TicketRecord {
  const ticket = findTicket(book, id);
  const event = eventOf(ticket, action);
  refuseIllegal(ticket, event.state);
  book.journal.append(targetStream(book.targetId), event);
  return findTicket(book, id);
}

/** The ticket of that name, in whatever case it was typed. Throws SetupError when the target has none. */
export function findTicket(
  { journal, targetId }: { readonly journal: Journal; readonly targetId: string },
  id: string,
): TicketRecord {
  const tickets = readTickets(journal.events(targetStream(targetId)));
  const ticket = tickets.find((one) => one.id === id.trim().toUpperCase());
  if (ticket === undefined) {
    const known = tickets.filter(({ state }) => state !== 'CLOSED').map((one) => one.id);
    throw new SetupError(ticketText.noSuchTicket({ id, known: known.join(', ') }));
  }
  return ticket;
}

type Moved = Extract<RunEvent, { readonly kind: 'ticket.moved' }> & { readonly state: State };

function eventOf(ticket: TicketRecord, action: TicketAction): Moved {
  const moved = { kind: 'ticket.moved', ticket: ticket.id, person: action.person } as const;
  switch (action.kind) {
    case 'ack':
      return { ...moved, state: 'ACKED', facts: {} };
    case 'submit':
      return { ...moved, state: 'SUBMITTED', facts: { receipt: action.receipt, channel: action.channel } };
    case 'confirm':
      return { ...moved, state: 'PG_CONFIRMED', facts: { words: action.words } };
    case 'close':
      return { ...moved, state: 'CLOSED', facts: {} };
    default:
      return unreachable(action);
  }
}
