import type { Bilingual } from '../base/bilingual.ts';
import type { Evidence, EvidenceFile } from './evidence.ts';
import type { Effect, Severity, Source } from './checklist.ts';
import type { Freeze, FreezeEvent } from './freeze.ts';
import type { Failure, Reason, Status, Verdict } from './outcome.ts';
import type { MoneyEvent, RunMoneyEvent } from './money-event.ts';
import type { OnCallEvent } from './oncall.ts';
import type { PaymentState } from './payment.ts';
import type { Scope } from './plan.ts';
import type { Span } from '../base/span.ts';

/** A fact of a run, appended to the journal when it happened. Closed union: every reader ends its switch in unreachable(). */
export type RunEvent =
  | RunOpened
  | { readonly kind: 'driver.started'; readonly pid: number }
  | {
      readonly kind: 'driver.lost';
      readonly pid: number;
      readonly exitCode: number | null;
      readonly signal: string | null;
      readonly message: Bilingual;
    }
  | {
      readonly kind: 'browser.launched';
      readonly name: string;
      readonly version: string;
      readonly executable: string;
      readonly headed: boolean;
    }
  | { readonly kind: 'browser.lost'; readonly message: Bilingual }
  | {
      readonly kind: 'target.identified';
      readonly at: 'start' | 'end';
      readonly fingerprint: string | null;
      readonly source: string;
      /** Since when that build is up, by its own word (ISO 8601, UTC); null: asked for and not readable. Missing: the target names no place to ask. */
      readonly deployedAt?: string | null;
    }
  | { readonly kind: 'section.started'; readonly section: string; readonly track: number }
  | { readonly kind: 'section.finished'; readonly section: string; readonly durationMs: number }
  | {
      readonly kind: 'section.problem';
      readonly section: string;
      readonly part: 'setup' | 'cleanup';
      /** As a step's: `failed` is the shop's doing, `tool-error` ours. */
      readonly status: Status;
      readonly failure: Failure;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: 'step.started'; readonly section: string; readonly step: string; readonly attempt: number }
  | StepFinished
  | {
      readonly kind: 'guard.tripped';
      readonly guard: string;
      readonly step: string | null;
      readonly message: Bilingual;
      readonly money: boolean;
    }
  | {
      readonly kind: 'payment.moved';
      readonly payment: string;
      readonly step: string;
      readonly state: PaymentState;
      readonly facts: { readonly [key: string]: string };
    }
  | RunMoneyEvent
  | FreezeEvent
  | MoneyEvent
  | OnCallEvent
  | { readonly kind: 'person.asked'; readonly step: string; readonly instruction: string }
  | {
      readonly kind: 'person.answered';
      readonly step: string;
      readonly person: string;
      readonly answer: 'passed' | 'failed';
      readonly observed: string;
    }
  | { readonly kind: 'run.aborting'; readonly by: string; readonly message: Bilingual }
  | { readonly kind: 'trace.saved'; readonly section: string; readonly file: EvidenceFile }
  | {
      /** Something that was taken and not kept, because nobody could make sure that it holds no secret and no card. */
      readonly kind: 'artefact.dropped';
      readonly section: string;
      readonly what: string;
      readonly message: Bilingual;
    }
  | {
      /** This machine's own list holds something against a key that signs here; whoever checks the report will, too. */
      readonly kind: 'signer.doubted';
      readonly keyId: string;
      readonly message: Bilingual;
    }
  | RunClosed;

export type RunOpened = {
  readonly kind: 'run.opened';
  readonly tool: { readonly name: 'postflight'; readonly version: string };
  /** Which of the two doors: `postflight run`, or Playwright Test. */
  readonly door: 'run' | 'playwright-test';
  readonly operator: { readonly user: string; readonly host: string; readonly node: string; readonly platform: string };
  readonly checklist: {
    readonly title: string;
    readonly file: string;
    readonly sources: readonly { readonly file: string; readonly sha256: string }[];
  };
  readonly target: { readonly id: string; readonly title: string; readonly baseUrl: string; readonly sha256: string };
  readonly device: string;
  readonly scope: Scope;
  readonly flaky: 'inconclusive' | 'allow' | 'fail';
  /** Checklist, flows, data and target as they were read: frozen here, so that any later start can finish the report. */
  readonly frozen: readonly Source[];
  /** Missing in runs of versions that did not record it. */
  readonly freeze?: Freeze;
  readonly options: {
    readonly tracks: number;
    readonly headed: boolean;
    readonly trace: string;
    readonly confirm: boolean;
  };
  /** The whole plan in order, so that what never ran is known. */
  readonly sections: readonly PlannedSection[];
};

export type PlannedSection = {
  readonly id: string;
  readonly title: string;
  readonly needs: readonly string[];
  readonly steps: readonly PlannedStep[];
};

export type PlannedStep = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly at: Span;
};

export type StepFinished = {
  readonly kind: 'step.finished';
  readonly section: string;
  readonly step: string;
  readonly attempt: number;
  readonly status: Status;
  readonly durationMs: number;
  readonly failure: Failure | null;
  readonly reason: Reason | null;
  readonly evidence: readonly Evidence[];
  readonly network: NetworkFacts;
  readonly console: ConsoleFacts;
};

export type { Evidence, EvidenceFile } from './evidence.ts';

/** What the section's pages asked the network for while the step ran. */
export type NetworkFacts = {
  readonly requests: number;
  readonly bytes: number;
  /** Responses 400 and above, and requests that failed; capped by limits.networkFactsPerStep. */
  readonly problems: readonly {
    readonly method: string;
    readonly url: string;
    readonly status: number | null;
    readonly error: string | null;
  }[];
  readonly file: EvidenceFile | null;
};

export type ConsoleFacts = {
  readonly messages: number;
  /** console.error and uncaught exceptions; capped by limits.consoleFactsPerStep. */
  readonly errors: readonly string[];
  readonly file: EvidenceFile | null;
};

export type RunClosed = {
  readonly kind: 'run.closed';
  /** `supervisor`: the process that opened it; `recovery`: a later start that found it unfinished; `reporter`: Playwright Test's main process. */
  readonly by: 'supervisor' | 'recovery' | 'reporter';
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly message: Bilingual;
};

export type EventKind = RunEvent['kind'];

/** An event as the journal holds it. `at` is ISO 8601 UTC; `prev` and `hash` are hex SHA-256 over raw lines (journal/chain.ts). */
export type StoredEvent = {
  readonly runId: string;
  readonly seq: number;
  readonly at: string;
  readonly event: RunEvent;
  readonly prev: string;
  readonly hash: string;
  /** The exact line that was hashed. */
  readonly line: string;
};
