import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { formatWon } from '../base/money.ts';
import { GatewayTrouble, type LedgerGateway, type LedgerTransaction } from '../model/gateway.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { TargetBook } from './book.ts';
import type { Reserved } from './book-entries.ts';
import type { KnownNames, Owner } from './known-orders.ts';
import { text } from './sweep-text.ts';

export type SweepWorld = {
  readonly journal: Journal;
  readonly book: TargetBook;
  readonly gateway: LedgerGateway;
};

/** A payment of the gateway's list that no journal of this machine knows. */
export type UnknownPayment = {
  readonly paymentKey: string;
  readonly orderId: string;
  readonly amountKrw: bigint;
  readonly at: string;
  /** Why it looks like ours (`order`: a second charge of an order of ours); null: somebody else's on the same merchant account. */
  readonly ours: 'mark' | 'amount' | 'order' | null;
  /** Whose order it is. */
  readonly owner: Owner | null;
  /** The payment key that the owner knows. */
  readonly ownerKey: string | null;
  readonly text: Bilingual;
};

export type Swept =
  | { readonly kind: 'swept'; readonly rows: number; readonly unknown: readonly UnknownPayment[] }
  | { readonly kind: 'silent'; readonly why: Bilingual };

/**
 * Reads the gateway's own list for payments that no journal knows. One that carries our mark, or an amount that this target reserved at
 * that time, halts the target: something pays in our name. Others on the same merchant account are listed.
 */
export async function sweep(
  { journal, book, gateway }: SweepWorld,
  span: { readonly fromMs: number; readonly toMs: number; readonly known: KnownNames },
): Promise<Swept> {
  let rows: readonly LedgerTransaction[];
  try {
    rows = await gateway.listTransactions(span);
  } catch (error) {
    if (error instanceof GatewayTrouble) return { kind: 'silent', why: error.text };
    throw error;
  }
  const { reservations } = book.entries();
  const unknown = unknownOf(rows, span.known, reservations);
  for (const one of unknown) {
    // What was given back whole costs nobody anything; it is listed all the same.
    if (one.ours !== null && !isBack(one, rows))
      book.halt({ cause: causeOf(one.paymentKey), runId: null, payment: null, message: one.text });
  }
  const [from, to] = [new Date(span.fromMs).toISOString(), new Date(span.toMs).toISOString()];
  const keys = unknown.map(({ paymentKey }) => paymentKey);
  if (isNews(book, keys, span.toMs))
    journal.append(targetStream(book.targetId), { kind: 'money.swept', from, to, rows: rows.length, unknown: keys });
  return { kind: 'swept', rows: rows.length, unknown };
}

/** Cron sweeps every few minutes; the same word is written once an hour, so that the target's stream stays short. */
function isNews(book: Pick<TargetBook, 'events'>, keys: readonly string[], toMs: number): boolean {
  const last = book
    .events()
    .flatMap(({ event }) => (event.kind === 'money.swept' ? [event] : []))
    .at(-1);
  if (last === undefined || toMs - Date.parse(last.to) >= hourMs) return true;
  return keys.some((key) => !last.unknown.includes(key));
}

const hourMs = 60 * 60 * 1000;

const causeOf = (paymentKey: string): string => `sweep-${paymentKey}`;

/** The name of the halt that an unknown payment leaves. */
export const sweepHalt = (paymentKey: string): string => `halt-${causeOf(paymentKey)}`;

/** Where the next sweep begins: where the last one ended, with room for rows that the gateway lists late. */
export function sweptUntil(book: Pick<TargetBook, 'events'>): number | null {
  const ends = book.events().flatMap(({ event }) => (event.kind === 'money.swept' ? [Date.parse(event.to)] : []));
  const last = ends.at(-1);
  return last === undefined ? null : last - limits.listedWithinMs;
}

function unknownOf(
  rows: readonly LedgerTransaction[],
  known: KnownNames,
  reservations: readonly Reserved[],
): readonly UnknownPayment[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const { paymentKey, orderId, amountKrw, at, status } = row;
    if (known.keys.has(paymentKey) || seen.has(paymentKey) || status !== 'DONE') return [];
    const order = known.orders.get(orderId);
    // An order of ours that the ledger had not been asked about by key: settling looks at it, not the sweep.
    if (order !== undefined && order.key === null) return [];
    seen.add(paymentKey);
    const ours = likeness(row, order !== undefined, reservations);
    const facts = { key: paymentKey, order: orderId, amount: formatWon(amountKrw), at };
    const words = ours === null ? text.foreign(facts) : ours === 'order' ? text.twice(facts) : text.ours(facts);
    return [
      {
        paymentKey,
        orderId,
        amountKrw,
        at,
        ours,
        owner: order?.owner ?? null,
        ownerKey: order?.key ?? null,
        text: words,
      },
    ];
  });
}

function likeness(
  row: LedgerTransaction,
  isOurOrder: boolean,
  reservations: readonly Reserved[],
): UnknownPayment['ours'] {
  if (isOurOrder) return 'order';
  if (row.orderId.startsWith(ourMark)) return 'mark';
  return reservations.some((one) => fits(row, one)) ? 'amount' : null;
}

/** Order numbers that begin so are minted for this tool (docs/payments.md). */
const ourMark = 'LV-';

function fits({ amountKrw, at }: LedgerTransaction, reserved: Reserved): boolean {
  const offMs = Date.parse(at) - reserved.atMs;
  return amountKrw === reserved.amountKrw && offMs >= -limits.gatewaySkewMs && offMs <= limits.listedWithinMs;
}

function isBack({ paymentKey, amountKrw }: UnknownPayment, rows: readonly LedgerTransaction[]): boolean {
  const given = rows.filter(
    (row) => row.paymentKey === paymentKey && (row.status === 'CANCELED' || row.status === 'PARTIAL_CANCELED'),
  );
  return given.reduce((sum, row) => sum + magnitude(row.amountKrw), 0n) === amountKrw;
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
