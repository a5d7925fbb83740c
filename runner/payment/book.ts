import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { formatWon } from '../base/money.ts';
import type { StoredEvent } from '../model/event.ts';
import type { MoneyEvent, TicketState } from '../model/money-event.ts';
import type { BookFacts } from '../model/guard.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { PaymentState } from '../model/payment.ts';
import type { GatewayConfig } from '../model/target.ts';
import { SetupError } from '../model/trouble.ts';
import { readBook, type Book } from './book-entries.ts';
import { isOpen } from './moves.ts';
import { text } from './settle-text.ts';

export type Reservation = {
  readonly runId: string;
  readonly payment: string;
  readonly step: string;
  readonly amountKrw: bigint;
};

export type ReserveAnswer = { readonly kind: 'reserved' } | { readonly kind: 'refused'; readonly text: Bilingual };

/** What one target remembers beyond its runs: reservations, halts, tickets. Durable; shared by every process of this machine. */
export type TargetBook = {
  readonly targetId: string;
  events(): readonly StoredEvent[];
  /** Everything that stands in it, folded. */
  entries(): Book;
  /** For guards. The payment `own` of this run is left out of the hour's sum and of what is open. */
  facts(runId: string, own?: string): BookFacts;
  /** Null: no such ticket. */
  ticketState(ticket: string): TicketState | null;
  /** True while a reserved payment has no verified end. */
  hasOpen(): boolean;
  /** Counts from the moment it is written. Of any number of processes, none exceeds a ceiling and only one payment is open at a time. */
  reserve(order: Reservation, ceilings: Pick<GatewayConfig['ceilings'], 'hourKrw' | 'hourCount'>): ReserveAnswer;
  /** Notes how a reserved payment ended; an open state keeps it open. Writes nothing twice. */
  settled(end: { readonly runId: string; readonly payment: string; readonly state: PaymentState }): void;
  /** Latches the target. The same cause latches once, also after it was lifted. Returns its name. */
  halt(alarm: {
    readonly cause: string;
    readonly runId: string | null;
    readonly payment: string | null;
    readonly message: Bilingual;
  }): string;
  /** Throws SetupError when no such halt stands. */
  liftHalt(halt: string, by: { readonly person: string; readonly reason: string }): void;
};

const hourMs = 60 * 60 * 1000;

/** Opens the book of a target; any number of processes may hold it. */
export function openTargetBook(world: {
  readonly journal: Journal;
  readonly targetId: string;
  readonly clock: Clock;
}): TargetBook {
  const { journal, targetId, clock } = world;
  const stream = targetStream(targetId);
  const read = (): Book => readBook(journal.events(stream));
  /** Looks and writes in one transaction, so that nobody else writes in between. */
  const decide = (judge: (book: Book) => readonly MoneyEvent[]): void => {
    journal.appendDecided(stream, (events) => judge(readBook(events)));
  };
  return {
    targetId,
    events: () => journal.events(stream),
    entries: read,
    facts: (runId, own) => factsOf(read(), { runId, own: own ?? null, nowMs: clock.now() }),
    ticketState: (ticket) => read().tickets.get(ticket) ?? null,
    hasOpen: () => read().reservations.some((one) => isOpen(one.state)),
    reserve(order, ceilings) {
      let answer: ReserveAnswer = { kind: 'reserved' };
      decide((book) => {
        const refused = refusal(book, order, ceilings, clock.now());
        if (refused !== null) answer = { kind: 'refused', text: refused };
        const { amountKrw, ...rest } = order;
        return refused === null ? [{ kind: 'money.reserved', ...rest, amountKrw: String(amountKrw) }] : [];
      });
      return answer;
    },
    settled({ runId, payment, state }) {
      decide((book) => {
        const entry = book.reservations.find((one) => one.runId === runId && one.payment === payment);
        return entry === undefined || entry.state === state ? [] : [{ kind: 'money.settled', runId, payment, state }];
      });
    },
    halt({ cause, ...alarm }) {
      const halt = `halt-${cause}`;
      decide((book) => (book.haltNames.has(halt) ? [] : [{ kind: 'money.halted', halt, ...alarm }]));
      return halt;
    },
    liftHalt(halt, { person, reason }) {
      decide((book) => {
        const known = book.halts.map((one) => one.halt);
        if (!known.includes(halt)) throw new SetupError(text.noSuchHalt({ halt, known: known.join(', ') || '—' }));
        return [{ kind: 'money.halt-lifted', halt, person, reason }];
      });
    },
  };
}

function factsOf(book: Book, of: { runId: string; own: string | null; nowMs: number }): BookFacts {
  const others = book.reservations.filter((one) => one.runId !== of.runId || one.payment !== of.own);
  const recent = others.filter((one) => one.atMs > of.nowMs - hourMs);
  return {
    halts: book.halts,
    openTickets: book.openTickets,
    hour: { attemptedKrw: recent.reduce((sum, one) => sum + one.amountKrw, 0n), count: recent.length },
    openElsewhere: others
      .filter((one) => one.runId !== of.runId && isOpen(one.state))
      .map(({ runId, payment, step }) => ({ runId, payment, step })),
  };
}

function refusal(
  book: Book,
  { payment, amountKrw }: Reservation,
  { hourKrw, hourCount }: Pick<GatewayConfig['ceilings'], 'hourKrw' | 'hourCount'>,
  nowMs: number,
): Bilingual | null {
  if (book.reservations.some((one) => one.payment === payment)) return text.reservedTwice({ payment });
  if (book.halts.length > 0) return text.halted({ halts: book.halts.map((one) => one.halt).join(', ') });
  const open = book.reservations.filter((one) => isOpen(one.state));
  if (open.length > 0)
    return text.openPayment({ payments: open.map((one) => `${one.payment} (${one.runId} ${one.step})`).join(', ') });
  // An entry from the future, after the clock was set back, counts too.
  const recent = book.reservations.filter((one) => one.atMs > nowMs - hourMs);
  const attempted = recent.reduce((sum, one) => sum + one.amountKrw, 0n);
  if (hourKrw !== null && attempted + amountKrw > hourKrw) {
    const [ceiling, amount] = [formatWon(hourKrw), formatWon(amountKrw)];
    return text.hourAmount({ ceiling, attempted: formatWon(attempted), amount });
  }
  if (hourCount !== null && recent.length + 1 > hourCount) return text.hourCount({ ceiling: hourCount });
  return null;
}
