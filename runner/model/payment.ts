import type { Bilingual } from '../base/bilingual.ts';

/** States of one payment; which may follow which is in payment/moves.ts (reference: docs/payments.md). */
export const paymentStates = [
  'PLANNED',
  /** A canary's proof is bound to it. */
  'ARMED',
  /** What is about to be pressed is on disk and mirrored. */
  'INTENT',
  'CLICKED',
  /** The confirm gate holds the redirect; payment key, order and amount are known. */
  'AUTHENTICATED',
  'RELEASED',
  'DROPPED',
  'SEEN_DECLINED',
  'SEEN_APPROVED',
  'SEEN_UNKNOWN',
  'VERIFIED_DECLINED',
  'VERIFIED_APPROVED',
  'VERIFIED_ABSENT',
  'UNVERIFIABLE',
  /** The ticket is written; the cancellation is about to be asked for. */
  'CANCEL_INTENT',
  'CANCEL_SENT',
  'VERIFIED_CANCELLED',
] as const;
export type PaymentState = (typeof paymentStates)[number];

/** Where a decline comes from; a sandbox has no issuer, so it must be declared. */
export const declineSources = ['gateway-header', 'magic-card', 'shop-limit', 'sdk-force'] as const;
export type DeclineSource = (typeof declineSources)[number];

/** What the checklist declared about one payment, before anything is pressed. */
export type PaymentIntent = {
  readonly step: string;
  readonly amountKrw: bigint;
  readonly card: string;
  /** True: this small payment is paid, found, cancelled and verified cancelled, to prove the route for a large one. */
  readonly canary: boolean;
  readonly outcome:
    | { readonly expect: 'approved' }
    | { readonly expect: 'declined'; readonly source: DeclineSource; readonly code: string };
};

/** What the gateway's own ledger says; the screen never closes a payment. */
export type LedgerPayment = {
  readonly paymentKey: string;
  readonly orderId: string;
  readonly status: string;
  readonly amountKrw: bigint;
  readonly balanceKrw: bigint;
  readonly approvedAt: string | null;
};

/** One payment provider's words, read with a test key only. One file a gateway. */
export interface Gateway {
  readonly name: string;
  /** Refuses (SetupError) keys that are not test keys and hosts that are not the gateway's or loopback. */
  findByOrder(orderId: string): Promise<LedgerPayment | null>;
}

/** The one door to money: no verb presses a pay button except through it. */
export interface PaymentGate {
  /**
   * Guards, then INTENT on disk, then `press`, then the gateway's word.
   * Throws Blocked when a guard refuses, StepFailure when the outcome is not the declared one.
   */
  pay(intent: PaymentIntent, press: PaymentPress): Promise<PaymentOutcome>;
  /** Writes down that a verb was refused outside a payment (a real card number), and makes the error to throw. */
  refuse(refusal: { readonly guard: string; readonly text: Bilingual; readonly money: boolean }, step: string): Error;
  /** Writes down that a payment was shown up to its pay button and not pressed. */
  shown(intent: PaymentIntent): Promise<void>;
}

export type PaymentPress = {
  /**
   * Fills the payment window and presses its button; called once, never again. Calls `windowOpened` when the window is there
   * and nothing is typed yet, and passes on what that throws.
   */
  readonly submit: (windowOpened: () => Promise<void>) => Promise<void>;
  /** The order number that the page prepared at the gateway; null while not known. */
  readonly prepared?: () => string | null;
  /** What the screen shows afterwards: the shop's answer page. Waits no longer once `isOver` says that none will come. */
  readonly seen: (isOver: () => boolean) => Promise<{
    readonly kind: 'approved' | 'declined' | 'unknown';
    readonly orderId: string | null;
    readonly code: string | null;
    readonly text: string;
  }>;
};

export type PaymentOutcome = {
  readonly payment: string;
  readonly state: PaymentState;
  readonly orderId: string | null;
  readonly code: string | null;
};
