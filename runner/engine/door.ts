import type { Clock } from '../base/clock.ts';
import type { Redactor } from '../base/redact.ts';
import type { Span } from '../base/span.ts';
import type { Step } from '../model/checklist.ts';
import type { Evidence, RunEvent } from '../model/event.ts';
import type { Journal } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { PersonDesk, Variables } from '../model/verb.ts';
import type { EvidenceStore } from './evidence.ts';
import type { GateProvider } from './gate-provider.ts';
import type { Masking } from './masking.ts';
import type { Outcomes } from './outcomes.ts';

/** What a step's end looks like from outside, for a door that shows it in its own way. */
export type ShownStep = { readonly failed: Error | null; readonly evidence: readonly Evidence[] };

/** An action or expectation of a step, by its name in the checklist. */
export type ShownWord = { readonly name: string; readonly at: Span };

/**
 * What both doors (`postflight run` and Playwright Test) give to runSection. The guards, the journal and
 * the steps are the same behind either.
 */
export type Door = {
  readonly plan: Plan;
  readonly runId: string;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly secrets: Secrets;
  readonly evidence: EvidenceStore;
  /** Set while a step or part runs of which something is masked. */
  readonly masking?: Masking;
  readonly outcomes: Outcomes;
  readonly abort: AbortSignal;
  /** Words of the person or signal that asked to stop. */
  abortedBy(): string;
  readonly gates: GateProvider;
  personFor(step: Step): PersonDesk;
  /** Wraps the running of one step; Playwright Test shows it as a test.step at the YAML place. */
  around(step: Step, body: () => Promise<ShownStep>): Promise<void>;
  /** Wraps one action or expectation inside a step, for a door that shows where it stands. Passes on what `body` throws. */
  readonly aroundWord?: (
    word: { readonly name: string; readonly at: Span },
    body: () => Promise<void>,
  ) => Promise<void>;
  /** Told of each event after it is durable. */
  noticed(event: RunEvent): void;
  /** A fresh set of the values that every section starts with. */
  baseVariables(): Variables;
};

/** `${secret:NAME}`: values from the environment, registered for redaction when first read. */
export type Secrets = { get(name: string): string };
