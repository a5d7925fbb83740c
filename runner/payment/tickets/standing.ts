import type { RunEvent, StoredEvent } from '../../model/event.ts';
import type { LiftedHalt, StandingHalt, StandingTicket } from '../../model/money-event.ts';
import { openTickets, type TicketRecord } from './fold.ts';
import { nextStep } from './moves.ts';

type Standing = Extract<RunEvent, { readonly kind: 'money.standing' }>;

/**
 * What stands in a target's stream, as the event that a run writes into its own: open halts, halts lifted since `since` (ISO 8601 UTC,
 * when the run before ended; null: ever), open tickets.
 */
export function standingMoney(at: Standing['at'], events: readonly StoredEvent[], since: string | null): Standing {
  const halts = new Map<string, StandingHalt>();
  const lifted: LiftedHalt[] = [];
  for (const { event, at: time } of events) {
    if (event.kind === 'money.halted') {
      const { halt, runId, payment, message } = event;
      halts.set(halt, { halt, at: time, runId, payment, message });
    }
    if (event.kind === 'money.halt-lifted') {
      const { halt, person, reason } = event;
      halts.delete(halt);
      if (since === null || time > since) lifted.push({ halt, at: time, person, reason });
    }
  }
  return {
    kind: 'money.standing',
    at,
    halts: [...halts.values()],
    lifted,
    tickets: openTickets(events).map(standingTicket),
  };
}

/** One open ticket in the words of a report. */
export function standingTicket(ticket: TicketRecord): StandingTicket {
  const { id, state, draftedAt, runId, payment, doc } = ticket;
  return {
    ticket: id,
    state,
    openedAt: draftedAt,
    runId,
    payment,
    orderId: doc?.transaction.orderId ?? '',
    amountKrw: doc?.transaction.amountKrw ?? '',
    gateway: doc?.identity.gateway ?? '',
    complete: doc?.completeness.complete ?? false,
    mail: mailState(ticket),
    next: nextStep(ticket),
  };
}

/** `none` until somebody tried: without an address in the target nobody ever does. */
function mailState({ notes }: TicketRecord): StandingTicket['mail'] {
  const mails = notes.filter(({ facts }) => facts['mail'] === 'opened');
  if (mails.length === 0) return 'none';
  return mails.some(({ facts }) => facts['accepted'] === 'yes') ? 'sent' : 'unsent';
}
