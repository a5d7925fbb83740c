import { limits } from '../base/limits.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { LedgerPayment, PaymentIntent } from '../model/payment.ts';
import { text } from './text.ts';
import type { LedgerWord, Seen } from './verdict.ts';

export type Question = {
  readonly gateway: LedgerGateway;
  readonly intent: PaymentIntent;
  readonly seen: Seen;
  /** The payment is over as far as the screen or the confirm gate knows, so that few looks will do. */
  readonly isOver: boolean;
  /** When INTENT was written. */
  readonly intentMs: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
};

/** Asks the gateway's ledger until it has a final word or the looks are used up. Reads only; never throws. */
export async function askLedger(question: Question): Promise<LedgerWord> {
  const { isOver, wait } = question;
  const waits = isOver ? limits.ledgerWaitsAfterDeclineMs : limits.ledgerWaitsMs;
  let word: LedgerWord = { kind: 'silent', why: text.neverAsked() };
  for (const waitMs of waits) {
    if (waitMs > 0) await wait(waitMs);
    const { word: latest, final } = await lookOnce(question);
    // A ledger does not forget: a payment that was found and is then absent stays found. Silence at the end stays silence.
    if (word.kind !== 'found' || latest.kind !== 'absent') word = latest;
    if (final) break;
  }
  return word;
}

type Look = { readonly word: LedgerWord; readonly final: boolean };

async function lookOnce(question: Question): Promise<Look> {
  const { gateway, seen } = question;
  try {
    if (seen.orderId === null) return await searchList(question);
    const payment = await gateway.findByOrder(seen.orderId);
    if (payment === null) return { word: { kind: 'absent', by: 'order' }, final: false };
    return { word: { kind: 'found', payment }, final: isFinal(payment) };
  } catch (error) {
    // Whatever went wrong, nothing is known now; a key that is refused will be refused again.
    const why = error instanceof GatewayTrouble ? error.text : text.askingBroke({ why: String(error) });
    return { word: { kind: 'silent', why }, final: error instanceof GatewayTrouble && error.kind === 'wiring' };
  }
}

/** Without an order number: is there any approval of this amount since the press? */
async function searchList({ gateway, intent, intentMs, now }: Question): Promise<Look> {
  const span = { fromMs: intentMs - limits.gatewaySkewMs, toMs: now() + limits.gatewaySkewMs };
  const rows = await gateway.listTransactions(span);
  const row = rows.find((each) => each.amountKrw === intent.amountKrw);
  if (row === undefined) return { word: { kind: 'absent', by: 'transactions' }, final: false };
  return { word: { kind: 'suspect', orderId: row.orderId, paymentKey: row.paymentKey }, final: true };
}

function isFinal(payment: LedgerPayment): boolean {
  return !['READY', 'IN_PROGRESS', 'WAITING_FOR_DEPOSIT'].includes(payment.status);
}
