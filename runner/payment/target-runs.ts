import type { Bilingual } from '../base/bilingual.ts';
import { JournalError } from '../journal/journal-error.ts';
import type { StoredEvent } from '../model/event.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { TargetBook } from './book.ts';
import { lostStream } from './mirror-union.ts';
import { text } from './mirror-text.ts';
import { isOpen } from './moves.ts';
import { paymentRecords, type PaymentRecord } from './records.ts';

/** The payments of one run on a target. `stream` is where they stand: the run's own, or the one of what was brought back. */
export type RunPayments = {
  readonly runId: string;
  readonly stream: string;
  readonly events: readonly StoredEvent[];
  readonly payments: readonly PaymentRecord[];
};

export type TargetRuns = {
  readonly runs: readonly RunPayments[];
  /** Runs whose chain does not hold any more. */
  readonly damaged: readonly { readonly runId: string; readonly why: Bilingual }[];
  /** Null: damaged. */
  readonly read: (stream: string) => readonly StoredEvent[] | null;
};

type Wish = {
  readonly sinceMs: number;
  readonly runs: 'booked' | 'all';
  readonly alsoRuns?: readonly string[];
};

/** Every run on this target that may have paid, oldest first. */
export function readTargetRuns(journal: Journal, book: TargetBook, wish: Wish): TargetRuns {
  const damaged = new Map<string, Bilingual>();
  const known = new Map<string, readonly StoredEvent[] | null>();
  const read = (stream: string): readonly StoredEvent[] | null => {
    const before = known.get(stream);
    if (before !== undefined) return before;
    const events = readOrNull(journal, stream, damaged);
    known.set(stream, events);
    return events;
  };
  const runs: RunPayments[] = [];
  for (const runId of runIds(journal, book, wish)) {
    const events = read(runId);
    const isHere = events === null || events.length === 0 || isOnTarget(events, book.targetId);
    if (!isHere) continue;
    if (events !== null && events.length > 0) push(runs, runId, runId, events);
    const lost = lostStream(book.targetId, runId);
    const returned = read(lost);
    if (returned !== null && returned.length > 0) push(runs, runId, lost, returned);
  }
  const told = [...damaged].map(([runId, why]) => ({ runId, why: text.damaged({ runId, why }) }));
  return { runs, damaged: told, read };
}

function push(runs: RunPayments[], runId: string, stream: string, events: readonly StoredEvent[]): void {
  const payments = paymentRecords(events);
  if (payments.length > 0) runs.push({ runId, stream, events, payments });
}

function readOrNull(journal: Journal, stream: string, damaged: Map<string, Bilingual>): readonly StoredEvent[] | null {
  try {
    return journal.events(stream);
  } catch (error) {
    const isDamage = error instanceof JournalError && ['chain-broken', 'event-unreadable'].includes(error.trouble);
    if (!isDamage) throw error;
    damaged.set(stream, error.text);
    return null;
  }
}

function runIds(journal: Journal, book: TargetBook, { sinceMs, runs, alsoRuns = [] }: Wish): ReadonlySet<string> {
  const booked = book
    .entries()
    .reservations.filter((one) => isOpen(one.state) || one.atMs >= sinceMs)
    .map(({ runId }) => runId);
  const lost = book.events().length === 0 ? [] : book.entries().halts.flatMap(({ runId }) => runId ?? []);
  if (runs === 'booked') return new Set([...alsoRuns, ...booked, ...lost]);
  const all = journal.runs().filter(({ openedAt }) => Date.parse(openedAt) >= sinceMs);
  return new Set([...all.map(({ runId }) => runId), ...alsoRuns, ...booked, ...lost]);
}

function isOnTarget(events: readonly StoredEvent[], targetId: string): boolean {
  const [first] = events;
  // A stream without its opening is a run whose first records are lost; the ledger is asked all the same.
  if (first?.event.kind !== 'run.opened') return true;
  return first.event.target.id === targetId && !first.runId.startsWith(targetStream(''));
}
