import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { formatWon } from '../base/money.ts';
import { formatPlace } from '../base/span.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import type { ArmFacts, CanaryProof } from '../model/guard.ts';
import { declaredPayments } from './declared-payments.ts';
import { isLarge, mayPayLarge } from './large-payment.ts';
import { text } from './route-text.ts';

/** Before a large amount, a tiny one has gone the same way and has come back: paid, found in the test ledger, cancelled. */
export const canaryProof = defineGuard({
  name: 'canary',
  layer: 'L5',
  summary: text.canarySummary(),
  appliesTo(plan) {
    if (mayPayLarge(plan)) return { applies: true };
    const from = formatWon(plan.target.gateway?.canaryFromKrw ?? 0n);
    return { applies: false, reason: text.canaryNotNeeded({ from }) };
  },
  onLoad(plan) {
    const from = plan.target.gateway?.canaryFromKrw;
    const large = declaredPayments(plan).find(
      ({ canary, amountKrw }) => canary && from !== undefined && amountKrw !== null && amountKrw >= from,
    );
    if (large === undefined || from === undefined) return allowed;
    const amount = `${formatWon(large.amountKrw ?? 0n)} (${formatPlace(large.at)})`;
    return refuse(text.canaryTooLarge({ amount, from: formatWon(from) }), { money: true });
  },
  onIntent(intent, { target, arm, nowMs }) {
    const amount = formatWon(intent.amountKrw);
    const from = formatWon(target.gateway?.canaryFromKrw ?? 0n);
    if (intent.canary && intent.outcome.expect !== 'approved')
      return refuse(text.canaryMustBeApproved(), { money: false });
    if (!isLarge(intent, target)) return allowed;
    if (intent.canary) return refuse(text.canaryTooLarge({ amount, from }), { money: true });
    const why = whyNoProof(arm, { targetId: target.id, amountKrw: intent.amountKrw, nowMs });
    return why === null ? allowed : refuse(text.noProof({ amount, from, why }), { money: false });
  },
});

type Wanted = { readonly targetId: string; readonly amountKrw: bigint; readonly nowMs: number };

/** The proof that arms this payment: the newest that fits, or null. */
export function findProof(arm: ArmFacts, wanted: Wanted): CanaryProof | null {
  return arm.proofs.findLast((proof) => whyNot(proof, arm, wanted) === null) ?? null;
}

/** Why nothing arms this payment, told by the newest proof; null when something does. */
function whyNoProof(arm: ArmFacts, wanted: Wanted): Bilingual | null {
  if (findProof(arm, wanted) !== null) return null;
  const newest = arm.proofs.findLast(({ session }) => session === arm.session) ?? arm.proofs.at(-1);
  return newest === undefined ? text.proofMissing() : whyNot(newest, arm, wanted);
}

function whyNot(proof: CanaryProof, arm: ArmFacts, { targetId, amountKrw, nowMs }: Wanted): Bilingual | null {
  if (proof.state === 'void') return text.proofVoid();
  if (proof.state === 'used' && (arm.own === null || proof.usedBy !== arm.own)) return text.proofUsed();
  // A payment whose INTENT is on disk is armed by the proof that it used, and by no other.
  if (arm.own !== null && proof.usedBy !== arm.own) return text.proofMissing();
  if (proof.session !== arm.session) return text.proofElsewhere();
  if (proof.target !== targetId || proof.route !== arm.route)
    return text.proofOtherRoute({ proven: proof.route, now: arm.route ?? '?' });
  if (arm.deployment === null || proof.deployment !== arm.deployment) return text.proofOtherBuild();
  const ageMs = nowMs - proof.madeAtMs;
  // A clock that was set back must not make a proof younger.
  if (ageMs > limits.canaryProofMs || ageMs < 0)
    return text.proofOld({ seconds: Math.abs(Math.round(ageMs / 1000)), limit: limits.canaryProofMs / 1000 });
  return amountKrw > proof.maxKrw ? text.proofTooSmall({ max: formatWon(proof.maxKrw) }) : null;
}
