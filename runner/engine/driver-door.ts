import { systemClock } from '../base/clock.ts';
import { networkWallState } from '../network/wall.ts';
import type { Door } from './door.ts';
import type { ToDriver } from './driver-protocol.ts';
import { createEvidenceStore } from './evidence.ts';
import { createGateProvider } from './gate-provider.ts';
import { trackOutcomes } from './outcomes.ts';
import { baseVariables } from './variables.ts';

type Start = Extract<ToDriver, { kind: 'start' }>;

/** What the driver process itself brings to its door. */
export type DriverParts = Pick<
  Door,
  'journal' | 'redactor' | 'secrets' | 'abort' | 'abortedBy' | 'personFor' | 'noticed'
>;

/** The door of `postflight run`; makes the payment gates, which writes down once which guards are armed. */
export function driverDoor({ plan, runId, lockFolder, runFolder }: Start, parts: DriverParts): Door {
  const { journal, redactor, secrets } = parts;
  return {
    ...parts,
    plan,
    runId,
    clock: systemClock,
    evidence: createEvidenceStore(runFolder, redactor),
    outcomes: trackOutcomes(plan.sections),
    gates: createGateProvider({
      journal,
      runId,
      plan,
      secrets,
      clock: systemClock,
      env: process.env,
      lockFolder,
      walls: [networkWallState],
    }),
    around: async (_step, body) => {
      await body();
    },
    baseVariables: () => baseVariables(plan, runId),
  };
}
