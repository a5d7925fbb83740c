import type { PaymentState } from '../model/payment.ts';

/** How a run's payments ended, counted; signed, so that none can be left out of a report afterwards. */
export type PaymentTotals = {
  /** Pressed, or about to be. */
  readonly attempted: number;
  /** The gateway has said that it was approved. */
  readonly created: number;
  /** Approved and verified as cancelled. */
  readonly reversed: number;
  /** Approved on a test ledger and left there. */
  readonly kept: number;
  /** Without a verified end: each is named in the report. */
  readonly open: number;
};

/** Counts payments by the states they went through. */
export function totalPayments(payments: readonly (readonly PaymentState[])[]): PaymentTotals {
  const count = (holds: (states: readonly PaymentState[]) => boolean): number => payments.filter(holds).length;
  const last = (states: readonly PaymentState[]): PaymentState => states.at(-1) ?? 'PLANNED';
  const attempted = (states: readonly PaymentState[]): boolean =>
    states.some((state) => state !== 'PLANNED' && state !== 'ARMED');
  const created = (states: readonly PaymentState[]): boolean =>
    states.some((state) => state === 'VERIFIED_APPROVED' || state.startsWith('CANCEL_'));
  return {
    attempted: count(attempted),
    created: count(created),
    reversed: count((states) => created(states) && last(states) === 'VERIFIED_CANCELLED'),
    kept: count((states) => last(states) === 'VERIFIED_APPROVED'),
    open: count((states) => attempted(states) && !last(states).startsWith('VERIFIED_')),
  };
}
