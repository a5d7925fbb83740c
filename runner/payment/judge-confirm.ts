import type { Bilingual } from '../base/bilingual.ts';
import { unreachable } from '../base/unreachable.ts';
import { text } from './confirm-text.ts';
import type { Confirmed } from './confirm-gate.ts';
import type { Judgement, LedgerWord, Seen } from './verdict.ts';

type Case = {
  readonly confirmed: Confirmed;
  readonly seen: Seen;
  readonly ledger: LedgerWord;
  /** Why the payment window was not used, when a guard refused inside it. */
  readonly refused: Bilingual | null;
};

/** What the confirm gate saw, held against what screen and ledger say. Pure. */
export function judgeConfirm(told: Judgement, the: Case): Judgement {
  const { confirmed, ledger, seen, refused } = the;
  const order = seen.orderId ?? '';
  switch (confirmed.kind) {
    case 'dropped': {
      if (isTaken(ledger)) return alarm(told, text.approvedAlthoughDropped({ order, why: confirmed.why }));
      // Never confirmed, and the ledger has no approval: nothing was taken. Silence, and a shop that says approved, stay open.
      return isUntaken(ledger) && seen.kind !== 'approved'
        ? { state: 'VERIFIED_ABSENT', failure: confirmed.why, alarm: false }
        : { ...told, failure: told.failure ?? confirmed.why };
    }
    case 'released': {
      if (ledger.kind !== 'found' || confirmed.paymentKey === ledger.payment.paymentKey) return told;
      return alarm(told, text.otherKey({ held: confirmed.paymentKey ?? '?', ledger: ledger.payment.paymentKey }));
    }
    case 'not-seen': {
      if (isTaken(ledger)) return alarm(told, told.failure ?? text.approvedPastGate({ order }));
      // Every redirect is held, so without one nothing was confirmed; what a guard refused inside the window ends there.
      if (refused === null || !isUntaken(ledger)) return told;
      return { state: 'VERIFIED_ABSENT', failure: refused, alarm: false };
    }
    case 'no-gate':
      return told;
    default:
      return unreachable(confirmed);
  }
}

function alarm({ state }: Judgement, failure: Bilingual): Judgement {
  return { state, failure, alarm: true };
}

function isTaken(ledger: LedgerWord): boolean {
  return ledger.kind === 'found' && ['DONE', 'PARTIAL_CANCELED', 'CANCELED'].includes(ledger.payment.status);
}

function isUntaken(ledger: LedgerWord): boolean {
  if (ledger.kind === 'absent') return true;
  return ledger.kind === 'found' && ['READY', 'IN_PROGRESS', 'ABORTED', 'EXPIRED'].includes(ledger.payment.status);
}
