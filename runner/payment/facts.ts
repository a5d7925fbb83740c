import { limits } from '../base/limits.ts';
import { unreachable } from '../base/unreachable.ts';
import type { ArmFacts } from '../model/guard.ts';
import type { PaymentIntent } from '../model/payment.ts';
import type { Target } from '../model/target.ts';
import type { Looked } from './gate-look.ts';
import type { LedgerWord, Seen } from './verdict.ts';

type Facts = { readonly [key: string]: string };

/** Everything a person needs to find this payment at the gateway, and what was known before the press. */
export function factsOfIntent(
  { target, session }: { readonly target: Target; readonly session: string },
  { amountKrw, card, outcome, canary }: PaymentIntent,
  { looked, arm }: { readonly looked: Looked; readonly arm: ArmFacts },
): Facts {
  const { fingerprint } = looked.route;
  return {
    amountKrw: String(amountKrw),
    card,
    ...(canary ? { canary: 'yes' } : {}),
    expect: outcome.expect,
    ...(outcome.expect === 'declined' ? { declineSource: outcome.source, declineCode: outcome.code } : {}),
    target: target.id,
    gateway: target.gateway?.kind ?? '',
    gatewayUrl: target.gateway?.baseUrl ?? '',
    session,
    attestation: looked.route.attestation.kind,
    ...(fingerprint === null ? {} : { fingerprint }),
    ...(arm.route === null ? {} : { route: arm.route }),
    ...(arm.deployment === null ? {} : { deployment: arm.deployment }),
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
