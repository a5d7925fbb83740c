import { formatPlace } from '../base/span.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { findTestCard, testCards } from '../model/test-card.ts';
import { declaredPayments } from './declared-payments.ts';
import { text } from './text.ts';

/** A checklist names cards; it never spells a number, so no real card can be written into one. */
export const testCard = defineGuard({
  name: 'test-card',
  layer: 'L1',
  summary: text.testCardSummary(),
  onLoad(plan) {
    const wrong = declaredPayments(plan).find(({ card }) => card !== null && findTestCard(card) === undefined);
    return wrong === undefined ? allowed : refuse(notListed(formatPlace(wrong.at)), { money: true });
  },
  onIntent(intent, { target }) {
    const card = findTestCard(intent.card);
    if (card === undefined) return refuse(notListed(intent.step), { money: true });
    const kind = target.gateway?.kind ?? '';
    return card.gateways.includes(kind)
      ? allowed
      : refuse(text.cardOfOtherGateway({ card: card.name, kind }), { money: true });
  },
});

// What was written instead is not repeated: it may be a real card number.
function notListed(place: string) {
  return text.cardNotListed({ place, listed: testCards.map((card) => card.name).join(', ') });
}
