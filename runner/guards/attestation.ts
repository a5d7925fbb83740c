import { formatWon } from '../base/money.ts';
import { unreachable } from '../base/unreachable.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { isLarge } from './large-payment.ts';
import { text } from './route-text.ts';

/** The page may show a test key while the server holds a live one; only the server knows, and it signs its word. */
export const attestation = defineGuard({
  name: 'attestation',
  layer: 'L4',
  summary: text.attestationSummary(),
  appliesTo: ({ target }) =>
    target.gateway?.attestation == null ? { applies: false, reason: text.attestationNotAsked() } : { applies: true },
  onIntent(intent, { target, route }) {
    const attested = route.attestation;
    switch (attested.kind) {
      case 'verified':
        return allowed;
      case 'refused':
        return refuse(attested.why, { money: attested.money });
      case 'none': {
        // Configured but not read is no proof; a reader that forgot to ask must not open the way.
        if (!isLarge(intent, target) && (target.gateway?.attestation ?? null) === null) return allowed;
        const from = formatWon(target.gateway?.canaryFromKrw ?? 0n);
        return refuse(text.attestationNeeded({ amount: formatWon(intent.amountKrw), from }), { money: false });
      }
      default:
        return unreachable(attested);
    }
  },
});
