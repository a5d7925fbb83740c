import { guards } from '../../runner/guards/index.ts';
import type { LedgerGateway } from '../../runner/model/gateway.ts';
import type { RouteFacts } from '../../runner/model/guard.ts';
import type { Journal } from '../../runner/model/journal.ts';
import { openTargetBook } from '../../runner/payment/book.ts';
import type { GateWorld } from '../../runner/payment/gate-world.ts';
import { goodFacts, nowMs, target } from './payment-world.ts';

/** What the demo's server signs when all is well. */
export const attestedRoute: RouteFacts = {
  fingerprint: 'build-7',
  fingerprintProblem: null,
  attestation: {
    kind: 'verified',
    claims: {
      mode: 'test',
      pg: 'toss',
      mid: 'tvivarepublica',
      keyPrefix: 'test_sk_',
      deployId: 'build-7',
      configHash: 'config-1',
    },
  },
  readAtMs: nowMs,
};

/** A gate's world in which nothing objects, around a journal; the book is real, the lane is free and there is no wall. */
export function gateWorld(
  journal: Journal,
  gateway: LedgerGateway | null,
  changes: Partial<GateWorld> = {},
): GateWorld {
  const clock = { now: () => nowMs, elapsed: () => 0 };
  return {
    journal,
    runId: 'run-1',
    target,
    gateway,
    guards,
    clock,
    page: { look: async () => goodFacts.page },
    environment: goodFacts.environment,
    book: openTargetBook({ journal, targetId: target.id, clock }),
    mirror: null,
    holdLane: () => ({ release: () => undefined }),
    readRoute: async () => attestedRoute,
    readAccount: async () => ({ kind: 'none' }),
    session: 'session-1',
    wall: null,
    wait: async () => undefined,
    ...changes,
  };
}
