import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { GatewayTrouble, type GatewayRecord, type LedgerGateway } from '../model/gateway.ts';
import { findTestCard } from '../model/test-card.ts';
import type { PaymentRecord } from './records.ts';
import { text } from './text.ts';

/** What the test ledger says about a payment of ours. */
export type RecordWord =
  | { readonly kind: 'found'; readonly record: GatewayRecord }
  /** The ledger answered and has nothing that is ours. `others`: rows of this amount and time that are not provably ours. */
  | { readonly kind: 'absent'; readonly others: readonly string[] }
  | { readonly kind: 'silent'; readonly why: Bilingual };

/**
 * Finds a payment in the ledger by what the journal knows: payment key, order number, else the list of transactions by amount, time and
 * card. Never throws for the gateway. `foreign` are keys and orders that belong to other payments.
 */
export async function findRecord(
  gateway: LedgerGateway | null,
  payment: PaymentRecord,
  foreign: ReadonlySet<string> = new Set(),
): Promise<RecordWord> {
  if (gateway === null) return { kind: 'silent', why: text.neverAsked() };
  try {
    return await find(gateway, payment, foreign);
  } catch (error) {
    return {
      kind: 'silent',
      why: error instanceof GatewayTrouble ? error.text : text.askingBroke({ why: String(error) }),
    };
  }
}

async function find(gateway: LedgerGateway, payment: PaymentRecord, foreign: ReadonlySet<string>): Promise<RecordWord> {
  const { facts } = payment;
  // A suspect of an earlier look is only a row of the list until its card says whose it is.
  const key = facts['ledger'] === 'suspect' ? undefined : facts['paymentKey'];
  const order = facts['orderId'];
  if (key === undefined && order === undefined) return findInList(gateway, payment, foreign);
  const found = key === undefined ? await gateway.findByOrder(order ?? '') : { paymentKey: key };
  const record = found === null ? null : await gateway.readRecord(found.paymentKey);
  if (record === null) return { kind: 'absent', others: [] };
  if (belongs(record, payment, foreign)) return { kind: 'found', record };
  return { kind: 'absent', others: [record.payment.paymentKey] };
}

/** A page may show an order that is not the one that was pressed: an earlier one, or somebody else's. */
function belongs(record: GatewayRecord, payment: PaymentRecord, foreign: ReadonlySet<string>): boolean {
  const { paymentKey, orderId, approvedAt } = record.payment;
  if (foreign.has(paymentKey) || foreign.has(orderId)) return false;
  if (approvedAt === null || payment.intentAt === null) return true;
  return Date.parse(approvedAt) >= Date.parse(payment.intentAt) - limits.gatewaySkewMs;
}

/** The way back when nobody saw an order number: every row of this amount around the press, judged by its card. */
async function findInList(
  gateway: LedgerGateway,
  { facts, intentAt }: PaymentRecord,
  foreign: ReadonlySet<string>,
): Promise<RecordWord> {
  if (intentAt === null) return { kind: 'absent', others: [] };
  const pressedMs = Date.parse(intentAt);
  const span = { fromMs: pressedMs - limits.gatewaySkewMs, toMs: pressedMs + limits.listedWithinMs };
  const rows = (await gateway.listTransactions(span)).filter((row) => String(row.amountKrw) === facts['amountKrw']);
  const keys = new Set(
    rows.flatMap((row) => (foreign.has(row.paymentKey) || foreign.has(row.orderId) ? [] : [row.paymentKey])),
  );
  const records: GatewayRecord[] = [];
  for (const key of keys) {
    const record = await gateway.readRecord(key);
    if (record !== null) records.push(record);
  }
  const ours = records.filter((record) => cardWord(record, facts['card'] ?? '') === 'ours');
  const [found] = ours;
  if (found !== undefined && ours.length === 1) return { kind: 'found', record: found };
  // Two of ours are a double charge, and a row without a card may be ours: both are for a person.
  const doubtful =
    ours.length > 1 ? ours : records.filter((record) => cardWord(record, facts['card'] ?? '') === 'unknown');
  return { kind: 'absent', others: doubtful.map(({ payment }) => payment.paymentKey) };
}

/** Nobody else can hold a card that no issuer has given out, so its number in a record is as good as a signature. */
export function cardWord({ card }: Pick<GatewayRecord, 'card'>, name: string): 'ours' | 'other' | 'unknown' {
  const ours = findTestCard(name)?.number;
  const shown = Array.from(card?.number ?? '');
  if (ours === undefined || shown.length !== ours.length) return 'unknown';
  if (!shown.every((digit, at) => digit === '*' || digit === ours[at])) return 'other';
  return shown.slice(0, 6).includes('*') ? 'unknown' : 'ours';
}
