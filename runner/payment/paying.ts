import type { PaymentIntent } from '../model/payment.ts';
import type { Confirmed } from './confirm-gate.ts';
import type { Looked } from './gate-look.ts';
import type { Seen } from './verdict.ts';

/** A payment whose INTENT is on disk. */
export type Paying = {
  readonly intent: PaymentIntent;
  readonly payment: string;
  /** When INTENT was written. */
  readonly intentMs: number;
  /** What was read last before the press. */
  readonly looked: Looked;
};

/** A payment whose button was pressed, once. */
export type Pressed = {
  readonly seen: Seen;
  /** What the press threw; the ledger is asked all the same. */
  readonly pressError: Error | null;
  readonly confirmed: Confirmed;
};
