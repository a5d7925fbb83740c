import { randomBytes } from 'node:crypto';
import type { Bilingual } from '../base/bilingual.ts';
import type { RouteFacts } from '../model/guard.ts';
import type { Target } from '../model/target.ts';
import { readAttestation } from './attestation.ts';

export type RouteQuestion = {
  readonly target: Target;
  /** Asks the shop with the page's session; the body as text. */
  readonly ask: (path: string) => Promise<string>;
  /** Reads the fingerprint of the build that answers now. */
  readonly identify: (
    target: Target,
  ) => Promise<{ readonly fingerprint: string | null; readonly problem: Bilingual | null }>;
  readonly now: () => number;
};

/** Which build answers and where its server says it sends payments. Never throws. */
export async function readRoute({ target, ask, identify, now }: RouteQuestion): Promise<RouteFacts> {
  const readAtMs = now();
  const { fingerprint, problem } = await identified(target, identify);
  const { gateway } = target;
  const attestation =
    gateway === null || gateway.attestation === null
      ? ({ kind: 'none' } as const)
      : await readAttestation({
          attestation: gateway.attestation,
          gateway,
          fingerprint,
          nonce: randomBytes(16).toString('base64url'),
          ask,
          now,
        });
  return { fingerprint, fingerprintProblem: problem, attestation, readAtMs };
}

async function identified(target: Target, identify: RouteQuestion['identify']) {
  try {
    return await identify(target);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { fingerprint: null, problem: { ko: why, en: why } };
  }
}
