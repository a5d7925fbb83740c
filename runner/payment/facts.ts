import { limits } from '../base/limits.ts';
import { unreachable } from '../base/unreachable.ts';
import type { PaymentIntent } from '../model/payment.ts';
import type { Target } from '../model/target.ts';
import type { LedgerWord, Seen } from './verdict.ts';

type Facts = { readonly [key: string]: string };

/** Everything a person needs to find this payment at the gateway, written before the press. */
export function factsOfIntent(
  world: { readonly target: Target; readonly fingerprint?: string | null },
  { amountKrw, card, outcome }: PaymentIntent,
): Facts {
  return {
    amountKrw: String(amountKrw),
    card,
    expect: outcome.expect,
    ...(outcome.expect === 'declined' ? { declineSource: outcome.source, declineCode: outcome.code } : {}),
    target: world.target.id,
    gateway: world.target.gateway?.kind ?? '',
    gatewayUrl: world.target.gateway?.baseUrl ?? '',
    ...(typeof world.fingerprint === 'string' ? { fingerprint: world.fingerprint } : {}),
  };
}

/** What the screen said. */
export function factsOfSeen(seen: Seen, pressError: Error | null): Facts {
  return {
    screen: seen.kind,
    screenText: clip(seen.text),
    ...(seen.orderId === null ? {} : { orderId: clip(seen.orderId) }),
    ...(seen.code === null ? {} : { screenCode: clip(seen.code) }),
    ...(pressError === null ? {} : { pressError: clip(pressError.message) }),
  };
}

/** What the ledger said. */
export function factsOfEnd(ledger: LedgerWord): Facts {
  switch (ledger.kind) {
    case 'found': {
      const { paymentKey, orderId, status, amountKrw, balanceKrw, approvedAt } = ledger.payment;
      return {
        ledger: 'found',
        paymentKey,
        ledgerOrderId: orderId,
        ledgerStatus: status,
        ledgerAmountKrw: String(amountKrw),
        ledgerBalanceKrw: String(balanceKrw),
        ...(approvedAt === null ? {} : { approvedAt }),
      };
    }
    case 'suspect':
      return { ledger: 'suspect', paymentKey: ledger.paymentKey, ledgerOrderId: ledger.orderId };
    case 'absent':
      return { ledger: 'absent', askedBy: ledger.by };
    case 'silent':
      return { ledger: 'silent', why: ledger.why.en };
    default:
      return unreachable(ledger);
  }
}

function clip(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, limits.observedTextLength);
}
