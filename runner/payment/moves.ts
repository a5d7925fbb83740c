import type { PaymentState } from '../model/payment.ts';

/** Which state may follow which. A state without a row ends the payment for this version. */
const next: { readonly [S in PaymentState]: readonly PaymentState[] } = {
  PLANNED: ['INTENT'],
  // VERIFIED_ABSENT straight after INTENT: something refused before the press, so nothing can have happened.
  INTENT: ['CLICKED', 'VERIFIED_ABSENT'],
  CLICKED: ['SEEN_DECLINED', 'SEEN_APPROVED', 'SEEN_UNKNOWN'],
  SEEN_DECLINED: ['VERIFIED_DECLINED', 'VERIFIED_APPROVED', 'VERIFIED_ABSENT', 'VERIFIED_CANCELLED', 'UNVERIFIABLE'],
  SEEN_APPROVED: ['VERIFIED_DECLINED', 'VERIFIED_APPROVED', 'VERIFIED_CANCELLED', 'UNVERIFIABLE'],
  SEEN_UNKNOWN: ['VERIFIED_DECLINED', 'VERIFIED_APPROVED', 'VERIFIED_CANCELLED', 'UNVERIFIABLE'],
  VERIFIED_DECLINED: [],
  VERIFIED_APPROVED: [],
  VERIFIED_ABSENT: [],
  VERIFIED_CANCELLED: [],
  UNVERIFIABLE: [],
};

/** True when a payment in state `from` (null: not yet in the journal) may move to `to`. */
export function mayMove(from: PaymentState | null, to: PaymentState): boolean {
  return from === null ? to === 'PLANNED' : next[from].includes(to);
}

/** Between INTENT and a verified end: money may have moved and nobody has checked. */
export function isOpen(state: PaymentState): boolean {
  return state !== 'PLANNED' && !state.startsWith('VERIFIED_');
}
