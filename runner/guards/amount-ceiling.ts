import { formatPlace } from '../base/span.ts';
import { formatWon } from '../base/money.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import type { IntentFacts } from '../model/guard.ts';
import { declaredPayments } from './declared-payments.ts';
import { text } from './text.ts';

/** Bounds what could be lost if everything else failed. Attempts count, not approvals: an approval may be hidden from us. */
export const amountCeiling = defineGuard({
  name: 'amount-ceiling',
  layer: 'L6',
  summary: text.amountCeilingSummary(),
  onLoad(plan) {
    const step = plan.target.gateway?.ceilings.stepKrw;
    if (step === undefined) return allowed;
    const over = declaredPayments(plan).find(({ amountKrw }) => amountKrw !== null && amountKrw > step);
    if (over === undefined) return allowed;
    const facts = { where: formatPlace(over.at), amount: formatWon(over.amountKrw ?? 0n), ceiling: formatWon(step) };
    return refuse(text.overStepCeiling(facts), { money: true });
  },
  onIntent({ amountKrw, step }, { target, payments }) {
    if (amountKrw <= 0n) return refuse(text.amountNotPositive({ amount: String(amountKrw) }), { money: true });
    const ceilings = target.gateway?.ceilings;
    if (ceilings === undefined) return refuse(text.noCeiling({ target: target.id }), { money: false });
    const amount = formatWon(amountKrw);
    if (amountKrw > ceilings.stepKrw) {
      return refuse(text.overStepCeiling({ where: step, amount, ceiling: formatWon(ceilings.stepKrw) }), {
        money: true,
      });
    }
    const attempted = sumAttempted(payments);
    if (attempted === null) return refuse(text.attemptedUnknown(), { money: true });
    if (attempted + amountKrw <= ceilings.runKrw) return allowed;
    const facts = { amount, attempted: formatWon(attempted), ceiling: formatWon(ceilings.runKrw) };
    return refuse(text.overRunCeiling(facts), { money: true });
  },
});

function sumAttempted(payments: IntentFacts['payments']): bigint | null {
  let sum = 0n;
  for (const { amountKrw } of payments) {
    if (amountKrw === null || amountKrw < 0n) return null;
    sum += amountKrw;
  }
  return sum;
}
