import { allowed, defineGuard, refuse } from '../model/guard.ts';
import type { RouteFacts } from '../model/guard.ts';
import { text } from './route-text.ts';

/** The accident was a silent upgrade: what was proven about one build says nothing about the next. */
export const deployment = defineGuard({
  name: 'deployment',
  layer: 'L4',
  summary: text.deploymentSummary(),
  appliesTo: ({ target }) =>
    target.deployment === null && (target.gateway?.attestation ?? null) === null
      ? { applies: false, reason: text.deploymentNotKnown() }
      : { applies: true },
  onIntent(_intent, { route, routeBefore }) {
    if (route.fingerprintProblem !== null) {
      return refuse(text.deploymentUnread({ why: route.fingerprintProblem }), { money: false });
    }
    if (routeBefore === null) return allowed;
    const [before, now] = [wordsOf(routeBefore), wordsOf(route)];
    return before === now ? allowed : refuse(text.deploymentChanged({ before, now }), { money: true });
  },
});

/** Everything that names the build and its settings; two of them differ when anything does. */
function wordsOf({ fingerprint, attestation }: RouteFacts): string {
  if (attestation.kind !== 'verified') return `${fingerprint ?? '-'} (${attestation.kind})`;
  const { mode, pg, mid, keyPrefix, deployId, configHash } = attestation.claims;
  return [fingerprint, deployId, configHash, mode, pg, mid, keyPrefix].map((word) => word ?? '-').join(' ');
}
