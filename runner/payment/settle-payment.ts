import { formatKst } from '../base/clock.ts';
import type { Bilingual } from '../base/bilingual.ts';
import { unreachable } from '../base/unreachable.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { PaymentState } from '../model/payment.ts';
import { cancelPayment } from './cancel.ts';
import { drill, finishTicket } from './drill.ts';
import { findRecord } from './find-record.ts';
import type { MoneyWorld } from './money-world.ts';
import { paymentRecords, type PaymentRecord } from './records.ts';
import { decide, needsLook, windowEnd, type Decision } from './settle-look.ts';
import { text } from './settle-look-text.ts';
import { move } from './write.ts';

/** What settling found of one payment. */
export type Settled = {
  readonly runId: string;
  readonly payment: string;
  readonly step: string;
  readonly state: PaymentState;
  /** `ended`: it has a verified end; `pending`: not yet sure; `alarm`: money moved that should not have, or a person must look. */
  readonly kind: 'ended' | 'pending' | 'alarm';
  /** Whether it still has no verified end. */
  readonly open: boolean;
  /** When to look again; null: no time is known, or no need. */
  readonly againMs: number | null;
  readonly text: Bilingual;
};

/** Brings one payment as far as the ledger allows now. Null: there was nothing to look at. May be repeated at any time. */
export async function settlePayment(
  world: MoneyWorld,
  payment: string,
  about: { readonly alarmed: boolean; readonly foreign: ReadonlySet<string> },
): Promise<Settled | null> {
  const record = recordOf(world, payment);
  if (record === null || !needsLook(record, about.alarmed)) return null;
  const word = await findRecord(world.gateway, record, about.foreign);
  const decision = decide({ record, word, alarmed: about.alarmed, nowMs: world.clock.now() });
  return act(world, { record, decision, foreign: about.foreign });
}

type Doing = {
  readonly record: PaymentRecord;
  readonly decision: Decision;
  readonly foreign: ReadonlySet<string>;
};

async function act(world: MoneyWorld, { record, decision, foreign }: Doing): Promise<Settled | null> {
  const { payment, step } = record;
  const end = 'end' in decision ? decision.end : null;
  if (end !== null) await move(world, { payment, step, ...end });
  switch (decision.kind) {
    case 'over':
      return null;
    case 'end':
      await move(world, { payment, step, state: decision.state, facts: decision.facts });
      return afterEnd(world, payment);
    case 'wait':
      return settled(world, payment, { kind: 'pending', againMs: decision.untilMs, text: timed(decision) });
    case 'drill': {
      const done = await drill(world, { payment, step, why: decision.why, foreign });
      return settled(world, payment, { kind: 'alarm', text: joined(decision.why, done.text) });
    }
    case 'take-back': {
      const { gateway } = world;
      const done = gateway === null ? null : await takeBack({ ...world, gateway }, record, decision.paymentKey);
      return settled(world, payment, { kind: done === 'cancelled' ? 'ended' : 'alarm' });
    }
    default:
      return unreachable(decision);
  }
}

/** An end that a late second look may still change is told with its time. */
function afterEnd(world: MoneyWorld, payment: string): Settled | null {
  const record = recordOf(world, payment);
  if (record === null || !needsLook(record, false)) return settled(world, payment, { kind: 'ended' });
  return settled(world, payment, { kind: 'pending', againMs: windowEnd(record) });
}

async function takeBack(
  world: MoneyWorld & { readonly gateway: LedgerGateway },
  { payment, step }: PaymentRecord,
  paymentKey: string,
): Promise<'cancelled' | 'open'> {
  const { kind } = await cancelPayment(world, { payment, step, paymentKey });
  return kind;
}

/** Moves a payment to its end by a ticket that people or the gateway have finished, and a ticket to its end by the gateway's word. */
export async function settleByTicket(
  world: MoneyWorld,
  ticket: { readonly id: string; readonly payment: string },
): Promise<void> {
  if (world.gateway !== null) await finishTicket(world, ticket.id, world.gateway);
  const state = world.book.ticketState(ticket.id);
  const record = recordOf(world, ticket.payment);
  if (record === null || !record.open || (state !== 'VERIFIED' && state !== 'CLOSED')) return;
  const { payment, step } = record;
  await move(world, { payment, step, state: 'VERIFIED_CANCELLED', facts: { settledBy: `ticket ${ticket.id}` } });
}

function settled(
  world: MoneyWorld,
  payment: string,
  found: Pick<Settled, 'kind'> & Partial<Pick<Settled, 'againMs' | 'text'>>,
): Settled | null {
  const record = recordOf(world, payment);
  if (record === null) return null;
  const { step, state, open, facts } = record;
  const runId = world.bookedAs ?? world.runId;
  const order = facts['orderId'] ?? facts['ledgerOrderId'] ?? '?';
  const words = text.ended({ payment, step, order, state, runId });
  return { againMs: null, text: words, ...found, runId, payment, step, state, open };
}

function timed({ why, untilMs }: Extract<Decision, { kind: 'wait' }>): Bilingual {
  if (untilMs === null) return why;
  return { ko: `${why.ko} (${formatKst(untilMs)})`, en: `${why.en} (${formatKst(untilMs)})` };
}

function joined(one: Bilingual, other: Bilingual): Bilingual {
  return { ko: `${one.ko} ${other.ko}`, en: `${one.en} ${other.en}` };
}

function recordOf({ journal, runId }: MoneyWorld, payment: string): PaymentRecord | null {
  return paymentRecords(journal.events(runId)).find((one) => one.payment === payment) ?? null;
}
