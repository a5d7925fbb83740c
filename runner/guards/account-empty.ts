import { formatWon } from '../base/money.ts';
import { unreachable } from '../base/unreachable.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { isLarge } from './large-payment.ts';
import { text } from './route-text.ts';

/** A card, wallet or deposit on file at the shop could be charged without any card form, so the account must hold none. */
export const accountEmpty = defineGuard({
  name: 'account-empty',
  layer: 'L1',
  summary: text.accountSummary(),
  appliesTo: ({ target }) =>
    target.account === null ? { applies: false, reason: text.accountNotAsked() } : { applies: true },
  onIntent(intent, { target, account }) {
    switch (account.kind) {
      case 'none': {
        if (!isLarge(intent, target)) return allowed;
        const from = formatWon(target.gateway?.canaryFromKrw ?? 0n);
        return refuse(text.accountNotAskedLarge({ amount: formatWon(intent.amountKrw), from }), { money: false });
      }
      case 'unread':
        return refuse(text.accountUnread({ why: account.why }), { money: false });
      case 'read':
        return account.holdsNothing ? allowed : refuse(text.accountHolds({ held: account.held }), { money: true });
      default:
        return unreachable(account);
    }
  },
});
