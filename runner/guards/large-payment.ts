import type { PaymentIntent } from '../model/payment.ts';
import type { Plan } from '../model/plan.ts';
import type { Target } from '../model/target.ts';
import { declaredPayments } from './declared-payments.ts';

/** A payment that would be the accident: it needs every proof there is. */
export function isLarge({ amountKrw }: PaymentIntent, target: Target): boolean {
  return target.gateway !== null && amountKrw >= target.gateway.canaryFromKrw;
}

/** True when a step of the plan pays a large amount, or one that is known only at the press. */
export function mayPayLarge(plan: Plan): boolean {
  const { gateway } = plan.target;
  if (gateway === null) return false;
  return declaredPayments(plan).some(({ amountKrw }) => amountKrw === null || amountKrw >= gateway.canaryFromKrw);
}
