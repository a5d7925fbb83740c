import type { Bilingual } from '../../base/bilingual.ts';
import type { Clock } from '../../base/clock.ts';
import { formatWon } from '../../base/money.ts';
import type { RunEvent } from '../../model/event.ts';
import { GatewayTrouble, type GatewayRecord, type LedgerGateway } from '../../model/gateway.ts';
import { targetStream, type Journal } from '../../model/journal.ts';
import { SetupError } from '../../model/trouble.ts';
import type { TicketRecord } from './fold.ts';
import { findTicket, nextStep, refuseIllegal } from './moves.ts';
import { ticketText } from './text.ts';

type Book = { readonly journal: Journal; readonly targetId: string; readonly clock: Clock };
type Ask = Pick<LedgerGateway, 'readRecord' | 'findByOrder'>;

/** How a verification ended. `unknown`: the gateway could not be asked, and the ticket is left as it was. */
export type Verified =
  | { readonly kind: 'verified'; readonly ticket: TicketRecord }
  | { readonly kind: 'reopened' | 'unknown'; readonly ticket: TicketRecord; readonly why: Bilingual };

/**
 * Asks the gateway whether every approval of a ticket is taken back: status CANCELED, balance 0, and cancellations that are done and sum
 * up to the whole amount. Yes makes the ticket VERIFIED, no opens it again.
 */
export async function verifyTicket(book: Book, id: string, gateway: Ask): Promise<Verified> {
  const ticket = findTicket(book, id);
  refuseIllegal(ticket, 'VERIFIED');
  const word = await askAll(ticket, gateway);
  if ('unknown' in word) return { kind: 'unknown', ticket, why: word.unknown };
  if ('open' in word) {
    const why = ticketText.notCancelled({ id: ticket.id, why: word.open });
    // A ticket that was already open stays where it is: nothing was claimed, so nothing is taken back.
    if (ticket.state === 'OPEN') return { kind: 'reopened', ticket, why };
    return {
      kind: 'reopened',
      ticket: write(book, ticket, 'OPEN', null, { why: word.open.en, whyKo: word.open.ko }),
      why,
    };
  }
  const facts = { by: 'gateway', ...word.cancelled, ...asCancelled(ticket) };
  return { kind: 'verified', ticket: write(book, ticket, 'VERIFIED', null, facts) };
}

/** The ticket with the ledger's last word, so that nobody is asked again to cancel what is back. */
function asCancelled({ doc }: TicketRecord): { readonly [key: string]: string } {
  if (doc === null) return {};
  const transaction = { ...doc.transaction, ledgerStatus: 'CANCELED', balanceKrw: '0' };
  return { ticket: JSON.stringify({ ...doc, transaction }) };
}

/** Verifies by a file of the gateway: its digest is kept, and two different people answer for it. */
export function verifyByProof(
  book: Book,
  id: string,
  proof: { readonly name: string; readonly sha256: string; readonly person: string; readonly secondPerson: string },
): TicketRecord {
  const [one, other] = [proof.person.trim(), proof.secondPerson.trim()];
  if (one === '' || other === '' || sameName(one, other)) throw new SetupError(ticketText.secondPersonNeeded());
  const ticket = findTicket(book, id);
  // Proof of the gateway exists only for what somebody handed in.
  if (ticket.state !== 'PG_CONFIRMED' && ticket.state !== 'SUBMITTED') {
    throw new SetupError(
      ticketText.illegalMove({ id: ticket.id, from: ticket.state, to: 'VERIFIED', now: nextStep(ticket) }),
    );
  }
  const confirmed: RunEvent[] =
    ticket.state === 'SUBMITTED'
      ? [{ kind: 'ticket.moved', ticket: ticket.id, state: 'PG_CONFIRMED', person: one, facts: { proof: proof.name } }]
      : [];
  const facts = { by: 'proof', proof: proof.name, sha256: proof.sha256, secondPerson: other };
  book.journal.appendAll(targetStream(book.targetId), [
    ...confirmed,
    { kind: 'ticket.moved', ticket: ticket.id, state: 'VERIFIED', person: one, facts },
  ]);
  return findTicket(book, id);
}

function sameName(one: string, other: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
  return plain(one) === plain(other);
}

type Word =
  | { readonly cancelled: { readonly [key: string]: string } }
  | { readonly open: Bilingual }
  | { readonly unknown: Bilingual };

async function askAll({ doc }: TicketRecord, gateway: Ask): Promise<Word> {
  const keys = new Set((doc?.approvals ?? []).map(({ paymentKey }) => paymentKey));
  if (doc !== null && doc.transaction.paymentKey !== null) keys.add(doc.transaction.paymentKey);
  try {
    if (keys.size === 0) {
      const orderId = doc?.transaction.orderId ?? null;
      const found = orderId === null ? null : await gateway.findByOrder(orderId);
      if (found === null) return { open: ticketText.noKeyKnown() };
      keys.add(found.paymentKey);
    }
    const facts: { [key: string]: string } = {};
    for (const key of keys) {
      const record = await gateway.readRecord(key);
      if (record === null) return { open: ticketText.notInLedger({ key }) };
      const why = whyNotCancelled(record);
      if (why !== null) return { open: why };
      facts[key] = `CANCELED ${formatWon(record.payment.amountKrw)}`;
    }
    return { cancelled: facts };
  } catch (error) {
    if (!(error instanceof GatewayTrouble)) throw error;
    return { unknown: ticketText.ledgerTrouble({ why: error.text }) };
  }
}

/** Null: the whole amount is back. */
export function whyNotCancelled({ payment, cancels }: GatewayRecord): Bilingual | null {
  const key = payment.paymentKey;
  if (payment.status !== 'CANCELED' || payment.balanceKrw !== 0n) {
    return ticketText.stillCharged({ key, status: payment.status, balance: formatWon(payment.balanceKrw) });
  }
  const pending = cancels.find(({ status }) => status !== 'DONE');
  if (pending !== undefined) return ticketText.cancelPending({ key, status: pending.status });
  const sum = cancels.reduce((total, { amountKrw }) => total + amountKrw, 0n);
  if (sum === payment.amountKrw) return null;
  return ticketText.cancelsDoNotSum({ key, sum: formatWon(sum), total: formatWon(payment.amountKrw) });
}

function write(
  book: Book,
  ticket: TicketRecord,
  state: 'OPEN' | 'VERIFIED',
  person: string | null,
  facts: { readonly [key: string]: string },
): TicketRecord {
  book.journal.append(targetStream(book.targetId), { kind: 'ticket.moved', ticket: ticket.id, state, person, facts });
  return findTicket(book, ticket.id);
}
