import { formatPlace } from '../base/span.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { declineSources } from '../model/payment.ts';
import { declaredPayments } from './declared-payments.ts';
import { text } from './text.ts';

/** A sandbox has no card issuer, so a decline that nobody injects is an approval waiting to happen. */
export const declineSource = defineGuard({
  name: 'decline-source',
  layer: 'L0',
  summary: text.declineSourceSummary(),
  onLoad(plan) {
    const wrong = declaredPayments(plan).find(
      ({ expect, source }) => expect === 'declined' && source !== null && !isSource(source),
    );
    return wrong === undefined ? allowed : refuse(noSource(formatPlace(wrong.at)), { money: true });
  },
  onIntent({ step, outcome }, { gateway }) {
    if (outcome.expect === 'approved') return allowed;
    if (!isSource(outcome.source)) return refuse(noSource(step), { money: true });
    if (outcome.code.trim() === '') return refuse(text.noDeclineCode({ where: step }), { money: true });
    // The shop's own limit answers in the shop's own words; the others must be a code by which the gateway declines.
    if (outcome.source === 'shop-limit' || gateway?.classOf(outcome.code) === 'declined') return allowed;
    return refuse(text.notADeclineCode({ where: step, code: outcome.code }), { money: false });
  },
});

function isSource(source: string): boolean {
  return declineSources.some((each) => each === source);
}

function noSource(where: string) {
  return text.noDeclineSource({ where, sources: declineSources.join(', ') });
}
