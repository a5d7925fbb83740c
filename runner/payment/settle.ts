import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { Journal } from '../model/journal.ts';
import type { Target } from '../model/target.ts';
import { openTargetBook, type TargetBook } from './book.ts';
import { knownNames, namesOf } from './known-orders.ts';
import { holdMoneyLane } from './lane.ts';
import { uniteWithMirror } from './mirror-union.ts';
import { openMirror } from './mirror.ts';
import { isOpen } from './moves.ts';
import type { MoneyWorld } from './money-world.ts';
import { alarmedSteps } from './records.ts';
import { settleByTicket, settlePayment, type Settled } from './settle-payment.ts';
import { readTargetRuns, type RunPayments, type TargetRuns } from './target-runs.ts';
import { sweepFor, type Swept } from './sweep-target.ts';
import { sweptUntil } from './sweep.ts';
import { text } from './settle-look-text.ts';
import { readTickets } from './tickets/fold.ts';

export type SettleWorld = {
  readonly journal: Journal;
  readonly lockFolder: string;
  readonly target: Target;
  readonly gateway: LedgerGateway | null;
  readonly clock: Clock;
  readonly wait?: (ms: number) => Promise<void>;
  readonly fetch?: typeof fetch;
  readonly cancelWaitsMs?: readonly number[] | undefined;
};

export type SettleWish = {
  /** Runs that began before are left out, unless the book has an open payment of theirs. */
  readonly sinceMs: number;
  /** `booked`: only runs that the target's book knows to have paid, which is quick; `all`: every run on this target. */
  readonly runs: 'booked' | 'all';
  readonly alsoRuns?: readonly string[];
  /** From when the gateway's list is read for payments that no journal knows; null: it is not. */
  readonly sweepFromMs: number | null;
};

export type SettleEnd = {
  readonly payments: readonly Settled[];
  readonly notes: readonly { readonly alarm: boolean; readonly text: Bilingual }[];
  readonly swept: Swept | null;
  /** `clean`: nothing is open; `money`: something is wrong with money; `unsure`: not yet known. The worst one. */
  readonly outcome: 'clean' | 'money' | 'unsure';
  /** Names of what keeps payments from running. */
  readonly halts: readonly string[];
  readonly tickets: readonly string[];
  /** When to come back; null: no need, or nobody can say. */
  readonly againMs: number | null;
};

/**
 * Brings every open payment of a target to a verified end, as far as the gateway's ledger allows now; looks a second time at declines
 * that could still be confirmed; finishes tickets; reads the gateway's list for payments that nobody here knows. Holds the money lane, so
 * that nobody pays meanwhile. May be killed and repeated at any time.
 */
export async function settleTarget(world: SettleWorld, wish: SettleWish): Promise<SettleEnd> {
  const lane = holdMoneyLane(world.lockFolder, world.target.id);
  if (lane === null) {
    return {
      payments: [],
      notes: [{ alarm: false, text: text.busy() }],
      swept: null,
      halts: [],
      tickets: [],
      outcome: 'unsure',
      againMs: null,
    };
  }
  try {
    return await settleAlone(world, wish);
  } finally {
    lane.release();
  }
}

async function settleAlone(world: SettleWorld, asked: SettleWish): Promise<SettleEnd> {
  const { journal, target, clock } = world;
  const book = openTargetBook({ journal, targetId: target.id, clock });
  const mirror = openMirror(target, world);
  const money = { ...world, book, mirror };
  const wish = widened(asked, book);
  const before = readTargetRuns(journal, book, wish);
  const united = mirror === null ? null : await uniteWithMirror({ journal, book, mirror, read: before.read });
  const runs = united === null || united.returned.length === 0 ? before : readTargetRuns(journal, book, wish);
  for (const { runId, why } of runs.damaged)
    book.halt({ cause: `journal-${runId}`, runId, payment: null, message: why });
  const payments = await settleRuns(money, runs.runs);
  for (const ticket of readTickets(book.events())) {
    const run = runs.runs.find((one) => one.runId === ticket.runId || one.stream === ticket.runId);
    if (run !== undefined) await settleByTicket(worldOf(money, run), ticket);
  }
  bookEnds(book, runs);
  const known = knownNames(allPayments(readTargetRuns(journal, book, wish).runs));
  const swept = await sweepFor(money, { known, fromMs: wish.sweepFromMs });
  const notes = [...runs.damaged.map(({ why }) => ({ alarm: true, text: why })), ...(united?.notes ?? [])];
  return { payments, notes, swept, ...judge({ payments, notes, swept, book }) };
}

/**
 * Whose payments must be known: those of every run that may have paid in the time that is searched, or a run's own payment would look like
 * a stranger's, and a stranger's like its own.
 */
function widened(wish: SettleWish, book: TargetBook): SettleWish {
  const open = book.entries().reservations.flatMap((one) => (isOpen(one.state) ? [one.atMs] : []));
  const sweepFromMs =
    wish.sweepFromMs === null ? null : Math.min(wish.sweepFromMs, sweptUntil(book) ?? wish.sweepFromMs);
  const searched = [...open, ...(sweepFromMs === null ? [] : [sweepFromMs])].map((ms) => ms - limits.listedWithinMs);
  return { ...wish, sweepFromMs, sinceMs: Math.min(wish.sinceMs, ...searched) };
}

type Money = SettleWorld & Pick<MoneyWorld, 'book' | 'mirror'>;

function worldOf(money: Money, { runId, stream }: RunPayments): MoneyWorld {
  return { ...money, runId: stream, bookedAs: runId };
}

async function settleRuns(money: Money, runs: readonly RunPayments[]): Promise<readonly Settled[]> {
  const all = allPayments(runs);
  const settled: Settled[] = [];
  for (const run of runs) {
    const alarmed = alarmedSteps(run.events);
    for (const record of run.payments) {
      const others = all.filter((one) => one.payment !== record.payment || one.runId !== run.runId);
      const foreign = new Set(others.flatMap(namesOf));
      const about = { alarmed: alarmed.has(record.step), foreign };
      const one = await settlePayment(worldOf(money, run), record.payment, about);
      if (one !== null) settled.push(one);
    }
  }
  return settled;
}

function allPayments(runs: readonly RunPayments[]) {
  return runs.flatMap(({ runId, payments }) => payments.map((payment) => ({ ...payment, runId })));
}

/** A reservation whose press was never even written down holds nothing; an end that was written and not booked is booked. */
function bookEnds(book: TargetBook, { runs, damaged }: TargetRuns): void {
  for (const { runId, payment, state } of book.entries().reservations) {
    if (!isOpen(state)) continue;
    const run = runs.find((one) => one.runId === runId);
    const record = run?.payments.find((one) => one.payment === payment);
    const unread = run === undefined && damaged.some((one) => one.runId === runId);
    if (unread || record?.open === true) continue;
    const never = record === undefined || record.intentAt === null;
    book.settled({ runId, payment, state: never ? 'VERIFIED_ABSENT' : record.state });
  }
}

function judge(found: Pick<SettleEnd, 'payments' | 'notes' | 'swept'> & { readonly book: TargetBook }) {
  const { payments, notes, swept, book } = found;
  const entries = book.entries();
  const ours = swept?.kind === 'swept' && swept.unknown.some((one) => one.ours !== null);
  const isMoney =
    ours ||
    notes.some((note) => note.alarm) ||
    payments.some((one) => one.kind === 'alarm') ||
    entries.halts.length > 0 ||
    entries.openTickets.length > 0;
  const pending = payments.filter((one) => one.kind === 'pending');
  const unsure = pending.length > 0 || swept?.kind === 'silent' || book.hasOpen();
  const times = pending.flatMap(({ againMs }) => (againMs === null ? [] : [againMs]));
  return {
    halts: entries.halts.map(({ halt }) => halt),
    tickets: entries.openTickets,
    outcome: isMoney ? ('money' as const) : unsure ? ('unsure' as const) : ('clean' as const),
    againMs: times.length === 0 ? null : Math.max(...times),
  };
}

/** From when settling looks at runs when nobody says. */
export function usualSince(clock: Clock): number {
  return clock.now() - limits.settleDays * 24 * 60 * 60 * 1000;
}
