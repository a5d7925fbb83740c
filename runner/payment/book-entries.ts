import { unreachable } from '../base/unreachable.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { StoredEvent } from '../model/event.ts';
import type { TicketState } from '../model/money-event.ts';
import type { PaymentState } from '../model/payment.ts';

/** A payment as its target's stream knows it. `INTENT` stands for "reserved, and nobody has said how it ended". */
export type Reserved = {
  readonly runId: string;
  readonly payment: string;
  readonly step: string;
  readonly amountKrw: bigint;
  readonly atMs: number;
  readonly state: PaymentState;
};

export type StandingHalt = {
  readonly halt: string;
  readonly at: string;
  readonly runId: string | null;
  readonly payment: string | null;
  readonly message: Bilingual;
};

/** A target's stream, folded. */
export type Book = {
  readonly reservations: readonly Reserved[];
  /** Not lifted. */
  readonly halts: readonly StandingHalt[];
  /** Every halt there ever was, lifted ones too. */
  readonly haltNames: ReadonlySet<string>;
  readonly tickets: ReadonlyMap<string, TicketState>;
  /** Neither verified by the gateway nor closed. */
  readonly unverifiedTickets: readonly string[];
  /** Not closed. */
  readonly openTickets: readonly string[];
};

/** Folds the events of a target's stream. */
export function readBook(events: readonly StoredEvent[]): Book {
  const reservations = new Map<string, Reserved>();
  const halts = new Map<string, StandingHalt>();
  const haltNames = new Set<string>();
  const tickets = new Map<string, TicketState>();
  for (const { event, at } of events) {
    switch (event.kind) {
      case 'money.reserved': {
        const { kind: _, amountKrw, ...rest } = event;
        reservations.set(keyOf(event), {
          ...rest,
          amountKrw: BigInt(amountKrw),
          atMs: Date.parse(at),
          state: 'INTENT',
        });
        break;
      }
      case 'money.settled': {
        const entry = reservations.get(keyOf(event));
        if (entry !== undefined) reservations.set(keyOf(event), { ...entry, state: event.state });
        break;
      }
      case 'money.halted': {
        const { kind: _, ...halt } = event;
        halts.set(event.halt, { ...halt, at });
        haltNames.add(event.halt);
        break;
      }
      case 'money.halt-lifted':
        halts.delete(event.halt);
        break;
      case 'ticket.moved':
        if (event.state !== 'NOTED') tickets.set(event.ticket, event.state);
        break;
      default:
        break;
    }
  }
  const states = [...tickets];
  return {
    reservations: [...reservations.values()],
    halts: [...halts.values()],
    haltNames,
    tickets,
    unverifiedTickets: states.flatMap(([ticket, state]) => (isVerified(state) ? [] : [ticket])),
    openTickets: states.flatMap(([ticket, state]) => (state === 'CLOSED' ? [] : [ticket])),
  };
}

function keyOf({ runId, payment }: { readonly runId: string; readonly payment: string }): string {
  return `${runId} ${payment}`;
}

function isVerified(state: TicketState): boolean {
  switch (state) {
    case 'VERIFIED':
    case 'CLOSED':
      return true;
    case 'DRAFT':
    case 'OPEN':
    case 'ACKED':
    case 'SUBMITTED':
    case 'PG_CONFIRMED':
    case 'NOTED':
      return false;
    default:
      return unreachable(state);
  }
}
