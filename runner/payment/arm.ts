import type { RunEvent, StoredEvent } from '../model/event.ts';
import type { ArmFacts, CanaryProof, RouteFacts } from '../model/guard.ts';
import type { PaymentIntent } from '../model/payment.ts';
import type { Target } from '../model/target.ts';

/** The proofs of a run, oldest first, as their events left them. */
export function canaryProofs(events: readonly StoredEvent[]): readonly CanaryProof[] {
  const proofs = new Map<string, CanaryProof>();
  for (const { event, at } of events) {
    if (event.kind !== 'canary.proof') continue;
    const known = proofs.get(event.proof);
    if (event.state === 'made') proofs.set(event.proof, made(event, Date.parse(at)));
    else if (known !== undefined && event.state === 'used')
      proofs.set(event.proof, { ...known, state: 'used', usedBy: event.payment });
    else if (known !== undefined) proofs.set(event.proof, { ...known, state: 'void' });
  }
  return [...proofs.values()];
}

/** A fact that is missing must fit nothing, so it becomes a word that nothing else has. */
function made({ proof, payment, facts }: Extract<RunEvent, { kind: 'canary.proof' }>, madeAtMs: number): CanaryProof {
  const max = facts['maxKrw'] ?? '';
  return {
    proof,
    state: 'made',
    madeBy: payment,
    usedBy: null,
    madeAtMs,
    target: facts['target'] ?? '?',
    session: facts['session'] ?? '?',
    route: facts['route'] ?? '?',
    deployment: facts['deployment'] ?? '?',
    maxKrw: /^\d{1,20}$/.test(max) ? BigInt(max) : 0n,
  };
}

/** How a payment goes: gateway, merchant, key and kind of card. Two payments with the same words take the same way. */
export function routeWords(target: Target, { card }: PaymentIntent, { attestation }: RouteFacts): string | null {
  const { gateway } = target;
  if (gateway === null || attestation.kind !== 'verified') return null;
  const { pg, mid, keyPrefix } = attestation.claims;
  const family = card.split('-')[0] ?? card;
  return [pg, mid ?? gateway.merchantId ?? '-', keyPrefix ?? '-', `card:${family}`].join('/');
}

/** Which build with which settings answers. The server's own word is needed: a hash of pages does not see its settings. */
export function deploymentWords({ fingerprint, fingerprintProblem, attestation }: RouteFacts): string | null {
  if (fingerprintProblem !== null || attestation.kind !== 'verified') return null;
  const { deployId, configHash } = attestation.claims;
  if (deployId === null && configHash === null) return null;
  return [fingerprint, deployId, configHash].map((word) => word ?? '-').join('/');
}

/** What a payment may be armed with, as the journal has it now. */
export function armFacts(
  { target, session }: { readonly target: Target; readonly session: string },
  intent: PaymentIntent,
  now: { readonly events: readonly StoredEvent[]; readonly route: RouteFacts; readonly own: string | null },
): ArmFacts {
  return {
    proofs: canaryProofs(now.events),
    session,
    route: routeWords(target, intent, now.route),
    deployment: deploymentWords(now.route),
    own: now.own,
  };
}

/** Unused proofs of another build than the one that answers now: they must never arm anything again. */
export function staleProofs(events: readonly StoredEvent[], route: RouteFacts, why: string): readonly RunEvent[] {
  const now = deploymentWords(route);
  return canaryProofs(events)
    .filter(({ state, deployment }) => state === 'made' && deployment !== now)
    .map(({ proof, madeBy, deployment }) => ({
      kind: 'canary.proof',
      proof,
      state: 'void',
      payment: madeBy,
      facts: { why, provenDeployment: deployment, deployment: now ?? 'unknown' },
    }));
}
