import { limits } from '../base/limits.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { LedgerPayment } from '../model/payment.ts';
import type { Target } from '../model/target.ts';
import { cardWord } from './find-record.ts';
import type { Paying } from './paying.ts';

/** Why an approved canary proves nothing. `money`: it may have been approved somewhere else than in our test ledger. */
export type Doubt = { readonly why: string; readonly money: boolean };

type Question = {
  readonly gateway: LedgerGateway;
  readonly target: Target;
  readonly paying: Paying;
  readonly payment: LedgerPayment;
  readonly now: () => number;
};

/** Asks the test ledger in every way there is whether this approval is ours, there, and a test. Null: no doubt. */
export async function canaryDoubt(question: Question): Promise<Doubt | null> {
  try {
    return (await byKey(question)) ?? (await inList(question)) ?? (await byRecord(question));
  } catch (error) {
    return { why: error instanceof GatewayTrouble ? error.text.en : String(error), money: false };
  }
}

async function byKey({ gateway, payment, paying }: Question): Promise<Doubt | null> {
  const found = await gateway.findByKey(payment.paymentKey);
  if (found === null) return { why: 'the ledger does not know its payment key', money: true };
  const same = found.orderId === payment.orderId && found.amountKrw === paying.intent.amountKrw;
  return same ? null : { why: 'its payment key names another order or amount', money: true };
}

async function inList({ gateway, payment, paying, now }: Question): Promise<Doubt | null> {
  const span = { fromMs: paying.intentMs - limits.gatewaySkewMs, toMs: now() + limits.gatewaySkewMs };
  const rows = await gateway.listTransactions(span);
  const row = rows.find(({ paymentKey }) => paymentKey === payment.paymentKey);
  if (row === undefined) return { why: "it is not in the gateway's list of transactions", money: false };
  if (rows.some(({ orderId, paymentKey }) => orderId === payment.orderId && paymentKey !== payment.paymentKey))
    return { why: 'the list has a second payment of its order', money: true };
  return row.amountKrw === paying.intent.amountKrw ? null : { why: 'the list has another amount for it', money: false };
}

async function byRecord({ gateway, target, payment, paying }: Question): Promise<Doubt | null> {
  const record = await gateway.readRecord(payment.paymentKey);
  if (record === null) return { why: 'its record cannot be read', money: false };
  if (record.mode !== 'test') {
    const evidence = record.modeEvidence.join(', ');
    return { why: `its record does not look like a test (${record.mode}: ${evidence})`, money: record.mode === 'live' };
  }
  const { attestation } = paying.looked.route;
  const attested = attestation.kind === 'verified' ? attestation.claims.mid : null;
  for (const merchant of [target.gateway?.merchantId ?? null, attested]) {
    if (merchant !== null && record.merchantId !== merchant)
      return { why: `it is merchant ${record.merchantId ?? 'unknown'}'s, not ${merchant}'s`, money: true };
  }
  return cardWord(record, paying.intent.card) === 'ours'
    ? null
    : { why: 'its record does not show our card', money: false };
}
