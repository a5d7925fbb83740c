import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { unreachable } from '../base/unreachable.ts';
import { formatWon } from '../base/money.ts';
import type { LedgerPayment, PaymentIntent, PaymentState } from '../model/payment.ts';
import { text } from './text.ts';

/** What the shop's answer page said. */
export type Seen = {
  readonly kind: 'approved' | 'declined' | 'unknown';
  readonly orderId: string | null;
  readonly code: string | null;
  readonly text: string;
};

/** The gateway's last word within the time it was given. */
export type LedgerWord =
  | { readonly kind: 'found'; readonly payment: LedgerPayment }
  /** `transactions`: the screen gave no order number, so the list was searched by amount. */
  | { readonly kind: 'absent'; readonly by: 'order' | 'transactions' }
  /** The list has an approval of this amount in this time, under an order number that the screen did not show. */
  | { readonly kind: 'suspect'; readonly orderId: string; readonly paymentKey: string }
  | { readonly kind: 'silent'; readonly why: Bilingual };

export type EndState = Extract<PaymentState, `VERIFIED_${string}` | 'UNVERIFIABLE'>;

export type Judgement = {
  readonly state: EndState;
  /** Null: the payment ended as it was declared. */
  readonly failure: Bilingual | null;
  /** Money moved when it should not have, or nobody can say: no further payment before a person looked. */
  readonly alarm: boolean;
};

type Case = {
  readonly intent: PaymentIntent;
  readonly seen: Seen;
  readonly ledger: LedgerWord;
  /** When INTENT was written and when the ledger gave its word. */
  readonly window: { readonly fromMs: number; readonly toMs: number };
  /** Order numbers of this run's earlier payments: none of them can be this payment's. */
  readonly earlierOrders: readonly string[];
};

/** Decides how a payment ended and whether that is what was declared. Pure; the screen alone never closes a payment. */
export function judge(the: Case): Judgement {
  const { intent, seen, ledger } = the;
  switch (ledger.kind) {
    case 'silent':
      return lost(text.ledgerSilent({ order: seen.orderId ?? '', why: ledger.why }));
    case 'suspect':
      return lost(text.ledgerSuspect({ order: ledger.orderId, amount: formatWon(intent.amountKrw) }));
    case 'absent':
      return judgeAbsent(the);
    case 'found':
      return judgeFound(the, ledger.payment);
    default:
      return unreachable(ledger);
  }
}

function judgeAbsent({ intent, seen }: Case): Judgement {
  // An approval that our test ledger does not know may be an approval in another ledger: the accident itself.
  if (seen.kind === 'approved') return lost(text.approvedElsewhere({ order: seen.orderId ?? '' }));
  if (seen.kind === 'unknown') return lost(text.screenUnknown({ order: seen.orderId ?? '', text: seen.text }));
  return { state: 'VERIFIED_ABSENT', failure: declineFailure(intent, seen), alarm: false };
}

function judgeFound(the: Case, payment: LedgerPayment): Judgement {
  const { seen } = the;
  const state = endStateOf(payment, seen);
  const wrong = mismatch(the, payment);
  // Money that is certainly not taken needs no alarm, whatever else is wrong.
  const safe = state === 'VERIFIED_DECLINED' && seen.kind === 'declined';
  if (wrong !== null)
    return { state: wrong.ours ? state : 'UNVERIFIABLE', failure: wrong.text, alarm: !(wrong.ours && safe) };
  if (state === 'UNVERIFIABLE') return lost(text.ledgerUnfinished({ order: payment.orderId, status: payment.status }));
  return the.intent.outcome.expect === 'approved'
    ? judgeApproval(the, payment, state)
    : judgeDecline(the, payment, state);
}

function judgeApproval({ seen }: Case, payment: LedgerPayment, state: EndState): Judgement {
  const facts = { order: payment.orderId, status: payment.status, screen: seen.kind, code: seen.code ?? '' };
  const agrees = (state === 'VERIFIED_APPROVED') === (seen.kind === 'approved') && seen.kind !== 'unknown';
  if (!agrees) return { state, failure: text.screenAndLedgerDiffer(facts), alarm: true };
  if (state !== 'VERIFIED_APPROVED') return { state, failure: text.notApproved(facts), alarm: false };
  if (payment.status === 'DONE' && payment.balanceKrw === payment.amountKrw) {
    return { state, failure: null, alarm: false };
  }
  return { state, failure: text.notApproved(facts), alarm: true };
}

function judgeDecline({ intent, seen }: Case, payment: LedgerPayment, state: EndState): Judgement {
  if (state !== 'VERIFIED_DECLINED') {
    const facts = { order: payment.orderId, amount: formatWon(payment.amountKrw), status: payment.status };
    return { state, failure: text.approvedByMistake(facts), alarm: true };
  }
  if (seen.kind === 'declined') return { state, failure: declineFailure(intent, seen), alarm: false };
  const facts = { order: payment.orderId, status: payment.status, screen: seen.kind, code: seen.code ?? '' };
  return { state, failure: text.screenAndLedgerDiffer(facts), alarm: true };
}

/** A decline counts only with the declared code: any other code is another fault that happens to look like one. */
function declineFailure({ outcome }: PaymentIntent, seen: Seen): Bilingual | null {
  if (outcome.expect === 'approved') return text.declinedUnexpectedly({ code: seen.code ?? '', text: seen.text });
  if (seen.code === outcome.code) return null;
  return text.otherDecline({ expected: outcome.code, observed: seen.code ?? '' });
}

function endStateOf(payment: LedgerPayment, seen: Seen): EndState {
  switch (payment.status) {
    case 'DONE':
    case 'PARTIAL_CANCELED':
      return 'VERIFIED_APPROVED';
    case 'CANCELED':
      return 'VERIFIED_CANCELLED';
    case 'ABORTED':
    case 'EXPIRED':
      return 'VERIFIED_DECLINED';
    case 'READY':
    case 'IN_PROGRESS':
      // The shop told of a decline and did not confirm; without its word the confirmation may still come.
      return seen.kind === 'declined' ? 'VERIFIED_DECLINED' : 'UNVERIFIABLE';
    default:
      return 'UNVERIFIABLE';
  }
}

function mismatch(
  { intent, seen, window, earlierOrders }: Case,
  payment: LedgerPayment,
): { text: Bilingual; ours: boolean } | null {
  if (payment.orderId !== seen.orderId) {
    return { text: text.otherOrder({ asked: seen.orderId ?? '', got: payment.orderId }), ours: false };
  }
  if (earlierOrders.includes(payment.orderId)) return { text: text.oldOrder({ order: payment.orderId }), ours: false };
  const approvedMs = payment.approvedAt === null ? null : Date.parse(payment.approvedAt);
  const early = approvedMs !== null && approvedMs < window.fromMs - limits.gatewaySkewMs;
  const late = approvedMs !== null && approvedMs > window.toMs + limits.gatewaySkewMs;
  if (early || late || Number.isNaN(approvedMs)) {
    return { text: text.otherTime({ order: payment.orderId, at: payment.approvedAt ?? '' }), ours: false };
  }
  if (payment.amountKrw === intent.amountKrw) return null;
  const amounts = { declared: formatWon(intent.amountKrw), ledger: formatWon(payment.amountKrw) };
  return { text: text.otherAmount({ order: payment.orderId, ...amounts }), ours: true };
}

function lost(failure: Bilingual): Judgement {
  return { state: 'UNVERIFIABLE', failure, alarm: true };
}
