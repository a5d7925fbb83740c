import type { PaymentState } from '../model/payment.ts';

const ends = [
  'VERIFIED_DECLINED',
  'VERIFIED_APPROVED',
  'VERIFIED_ABSENT',
  'VERIFIED_CANCELLED',
  'UNVERIFIABLE',
] as const;
const seen = ['SEEN_DECLINED', 'SEEN_APPROVED', 'SEEN_UNKNOWN'] as const;

/** Which state may follow which. After a crash the ledger may give the end to a payment in any state. */
const next: { readonly [S in PaymentState]: readonly PaymentState[] } = {
  PLANNED: ['ARMED', 'INTENT'],
  ARMED: ['INTENT'],
  // VERIFIED_ABSENT straight after INTENT: something refused before the press, so nothing can have happened.
  INTENT: ['CLICKED', ...ends],
  CLICKED: ['AUTHENTICATED', ...seen, ...ends],
  AUTHENTICATED: ['RELEASED', 'DROPPED', ...ends],
  RELEASED: [...seen, ...ends],
  DROPPED: [...seen, ...ends],
  SEEN_DECLINED: ends,
  SEEN_APPROVED: ends.filter((state) => state !== 'VERIFIED_ABSENT'),
  SEEN_UNKNOWN: ends,
  // The shop may confirm until its window is over: a late second look confirms the end or finds an approval.
  VERIFIED_DECLINED: ['VERIFIED_DECLINED', 'VERIFIED_APPROVED', 'VERIFIED_CANCELLED'],
  VERIFIED_APPROVED: ['CANCEL_INTENT', 'VERIFIED_CANCELLED'],
  VERIFIED_ABSENT: ['VERIFIED_ABSENT', 'VERIFIED_DECLINED', 'VERIFIED_APPROVED', 'VERIFIED_CANCELLED'],
  // A later look may find what an earlier one could not.
  UNVERIFIABLE: [...ends.filter((state) => state !== 'UNVERIFIABLE'), 'CANCEL_INTENT'],
  CANCEL_INTENT: ['CANCEL_SENT', 'VERIFIED_CANCELLED', 'UNVERIFIABLE'],
  CANCEL_SENT: ['CANCEL_INTENT', 'VERIFIED_CANCELLED', 'UNVERIFIABLE'],
  VERIFIED_CANCELLED: [],
};

/** True when a payment in state `from` (null: not yet in the journal) may move to `to`. */
export function mayMove(from: PaymentState | null, to: PaymentState): boolean {
  return from === null ? to === 'PLANNED' : next[from].includes(to);
}

/** Between INTENT and a verified end: money may have moved and nobody has checked. */
export function isOpen(state: PaymentState): boolean {
  return state !== 'PLANNED' && state !== 'ARMED' && !state.startsWith('VERIFIED_');
}
