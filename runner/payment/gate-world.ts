import type { Clock } from '../base/clock.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { Environment, Guard } from '../model/guard.ts';
import type { Journal } from '../model/journal.ts';
import type { Target } from '../model/target.ts';
import type { PageWitness } from './page-witness.ts';

/** What the payment gate works with; made by the engine for one page of one section. */
export type GateWorld = {
  readonly journal: Journal;
  readonly runId: string;
  readonly target: Target;
  /** Null when the target has none or its test key is not set: then every payment is refused. */
  readonly gateway: LedgerGateway | null;
  readonly guards: readonly Guard[];
  readonly clock: Clock;
  readonly page: PageWitness;
  readonly environment: Environment;
  /** The deployment's fingerprint as it was last read. */
  readonly fingerprint?: string | null;
  /** What is left of the step's budget: a step that is over must not press any more. */
  readonly remainingMs?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
  readonly newId?: () => string;
};
