import type { Clock } from '../base/clock.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { AccountFacts, Environment, Guard, RouteFacts } from '../model/guard.ts';
import type { Journal } from '../model/journal.ts';
import type { PaymentWall } from '../model/payment-wall.ts';
import type { Target } from '../model/target.ts';
import type { TargetBook } from './book.ts';
import type { PaymentMirror } from './mirror.ts';
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
  /** What the target remembers beyond this run. */
  readonly book: TargetBook;
  /** Null: the target names no second place. */
  readonly mirror: PaymentMirror | null;
  /** The right to pay on this target, or null while somebody else on this machine has it. */
  readonly holdLane: () => { release(): void } | null;
  /** Which build answers and where it says it sends payments; never throws. */
  readonly readRoute: () => Promise<RouteFacts>;
  /** What the tester's account holds; never throws. */
  readonly readAccount: () => Promise<AccountFacts>;
  /** Names this browser context. */
  readonly session: string;
  /** The network wall around this browser context; null behind a door that has none. */
  readonly wall: PaymentWall | null;
  /** What is left of the step's budget: a step that is over must not press any more. */
  readonly remainingMs?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
  readonly newId?: () => string;
};
