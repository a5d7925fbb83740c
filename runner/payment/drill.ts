import type { Bilingual } from '../base/bilingual.ts';
import type { GatewayRecord, LedgerGateway } from '../model/gateway.ts';
import type { PaymentState } from '../model/payment.ts';
import { assert } from '../base/assert.ts';
import { cancelPayment } from './cancel.ts';
import { findRecord } from './find-record.ts';
import { foreignTo } from './known-orders.ts';
import { writeTicket, type MoneyWorld } from './money-world.ts';
import { paymentRecords, type PaymentRecord } from './records.ts';
import { text } from './settle-text.ts';
import type { TicketReason } from './tickets/ticket.ts';
import { verifyTicket } from './tickets/verify.ts';
import { move, tripped } from './write.ts';

export type Alarm = {
  readonly payment: string;
  readonly step: string;
  /** What a person reads in the halt. */
  readonly why: Bilingual;
  /** Null: told by the payment's state. */
  readonly reason?: TicketReason;
  /** Keys and order numbers of other runs' payments, which cannot be this one's. */
  readonly foreign?: ReadonlySet<string>;
};

export type DrillEnd = {
  /** `cancelled`: all of it is back; `person`: not in reach of a test key; `not-charged`: nothing to take back; `open`: asked, not done. */
  readonly kind: 'cancelled' | 'person' | 'not-charged' | 'open';
  readonly state: PaymentState;
  readonly ticket: string;
  readonly text: Bilingual;
};

/**
 * What happens when money moved that should not have, or nobody can tell: halt the target, write the refund ticket, take the payment
 * back, believe only the ledger. Each part is written before the next begins and may be repeated, so a kill at any point is made good
 * by calling it again. A halt stops neither looking nor cancelling.
 */
export async function drill(world: MoneyWorld, alarm: Alarm): Promise<DrillEnd> {
  const { payment, step } = alarm;
  const start = recordOf(world, payment);
  world.book.halt({
    cause: `${payment}-${start.state.toLowerCase()}`,
    runId: world.runId,
    payment,
    message: text.haltByAlarm({ step, payment, why: alarm.why }),
  });
  const reason = alarm.reason ?? reasonOf(start.state);
  // The ticket is there before anything is asked: what the gateway says is added when it has said it.
  let ticket = writeTicket(world, { payment, reason, record: null });
  const found = await findRecord(
    world.gateway,
    start,
    new Set([...foreignTo(world, payment), ...(alarm.foreign ?? [])]),
  );
  const which = { payment, step, order: start.facts['orderId'] ?? '?' };
  const end = (kind: DrillEnd['kind'], words: Bilingual): DrillEnd => {
    return { kind, state: recordOf(world, payment).state, ticket, text: words };
  };
  if (found.kind !== 'found' || world.gateway === null) {
    const words =
      world.gateway === null
        ? text.noGatewayKey(which)
        : found.kind === 'silent'
          ? text.gatewaySilent(which)
          : text.notInTestLedger(which);
    tellOnce(world, step, words);
    return end('person', words);
  }
  const { record } = found;
  ticket = writeTicket(world, { payment, reason, record });
  if (!isCharged(record)) return end('not-charged', text.nothingCharged({ ...which, status: record.payment.status }));
  const { paymentKey } = record.payment;
  if (recordOf(world, payment).state === 'UNVERIFIABLE')
    await move(world, { payment, step, state: 'VERIFIED_APPROVED', facts: { ledger: 'found', paymentKey } });
  const refresh = (): void => void writeTicket(world, { payment, reason, record });
  const done = await cancelPayment({ ...world, gateway: world.gateway }, { payment, step, paymentKey }, refresh);
  if (done.kind === 'cancelled') {
    await finishTicket(world, ticket, world.gateway);
    return end('cancelled', text.cancelled(which));
  }
  const words = text.cancelNotDone({ ...which, tries: done.tries, last: done.last.en });
  tellOnce(world, step, words);
  return end('open', words);
}

/** Asks the gateway for the ticket's end; a ticket that a person has already finished is left alone. */
export async function finishTicket(world: MoneyWorld, ticket: string, gateway: LedgerGateway): Promise<void> {
  const { journal, target, clock } = world;
  const state = world.book.ticketState(ticket);
  if (state === null || state === 'VERIFIED' || state === 'CLOSED') return;
  await verifyTicket({ journal, targetId: target.id, clock }, ticket, gateway);
}

function reasonOf(state: PaymentState): TicketReason {
  return state === 'UNVERIFIABLE' || state.startsWith('SEEN_') ? 'unverifiable' : 'approved-by-mistake';
}

function isCharged({ payment }: GatewayRecord): boolean {
  return payment.status === 'DONE' || payment.status === 'PARTIAL_CANCELED' || payment.status === 'CANCELED';
}

/** The same words are written once a run: a drill that is repeated says nothing new. */
function tellOnce(world: MoneyWorld, step: string, words: Bilingual): void {
  const known = world.journal
    .events(world.runId)
    .some(({ event }) => event.kind === 'guard.tripped' && event.guard === drillName && event.message.en === words.en);
  if (!known) world.journal.append(world.runId, tripped({ guard: drillName, text: words, money: true }, step));
}

const drillName = 'cancel-drill';

function recordOf({ journal, runId }: MoneyWorld, payment: string): PaymentRecord {
  const found = paymentRecords(journal.events(runId)).find((one) => one.payment === payment);
  assert(found !== undefined, 'a drill is about a payment of the journal');
  return found;
}
