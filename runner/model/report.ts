import type { Bilingual } from '../base/bilingual.ts';
import type { Effect, Severity } from './checklist.ts';
import type { ConsoleFacts, Evidence, EvidenceFile, NetworkFacts } from './event.ts';
import type { ReportFreeze } from './freeze.ts';
import type { Failure, Reason, Status, Verdict } from './outcome.ts';
import type { PaymentState } from './payment.ts';
import type { ReportMoney, ReportNetwork } from './report-money.ts';
import type { ReportOnCall } from './report-on-call.ts';
import type { Scope } from './plan.ts';
import type { Span } from '../base/span.ts';

/** The report as data: a pure fold of a run's events. `report.json` is exactly this. Times are ISO 8601 UTC. */
export type ReportDoc = {
  readonly schema: 'https://postflight.dev/schema/report-1.json';
  readonly runId: string;
  readonly verdict: Verdict;
  readonly verdictReason: Bilingual;
  readonly exitCode: number;
  readonly summary: Summary;
  readonly scope: Scope;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly firstStepAt: string | null;
  /** How the run came to its end. */
  readonly ending: {
    readonly by: 'supervisor' | 'recovery' | 'reporter';
    readonly complete: boolean;
    readonly message: Bilingual;
  };
  readonly door: 'run' | 'playwright-test';
  readonly tool: { readonly name: string; readonly version: string };
  readonly operator: { readonly user: string; readonly host: string; readonly node: string; readonly platform: string };
  readonly checklist: {
    readonly title: string;
    readonly file: string;
    readonly sources: readonly { readonly file: string; readonly sha256: string }[];
  };
  readonly target: {
    readonly id: string;
    readonly title: string;
    readonly baseUrl: string;
    readonly fingerprintAtStart: string | null;
    readonly fingerprintAtEnd: string | null;
    /** When the build was deployed, by its own word; null: not readable. Missing: the target names no place that tells it. */
    readonly deployedAtStart?: string | null;
    readonly deployedAtEnd?: string | null;
  };
  readonly browser: { readonly name: string; readonly version: string; readonly headed: boolean } | null;
  readonly device: string;
  readonly options: {
    readonly tracks: number;
    readonly headed: boolean;
    readonly trace: string;
    readonly confirm: boolean;
  };
  readonly sections: readonly ReportSection[];
  readonly steps: readonly ReportStep[];
  readonly payments: readonly ReportPayment[];
  readonly guards: readonly {
    readonly guard: string;
    readonly step: string | null;
    readonly at: string;
    readonly money: boolean;
    readonly message: Bilingual;
  }[];
  /** Missing in reports of versions that did not record it. */
  readonly freeze?: ReportFreeze;
  readonly money?: ReportMoney;
  readonly network?: ReportNetwork;
  /** Missing where the target names nobody to wake. */
  readonly onCall?: ReportOnCall;
  readonly people: readonly {
    readonly step: string;
    readonly at: string;
    readonly person: string;
    readonly answer: 'passed' | 'failed';
    readonly observed: string;
  }[];
  /** Things that happened to the run itself: lost driver, lost browser, abort, failed clean-up. */
  readonly incidents: readonly { readonly at: string; readonly kind: string; readonly message: Bilingual }[];
  readonly traces: readonly { readonly section: string; readonly file: EvidenceFile }[];
  readonly journal: { readonly events: number; readonly head: string };
  /** What was known when it was sealed. Missing in reports of versions that did not say it. */
  readonly sealing?: ReportSealing;
};

/** So that a reader knows which key to look for and which report came before; the signed statement says both, too. */
export type ReportSealing = {
  readonly keyId: string;
  /** Null for an archive's first report. */
  readonly previous: { readonly runId: string; readonly statementSha256: string } | null;
};

export type Summary = { readonly total: number } & { readonly [S in Status]: number };

export type ReportSection = {
  readonly id: string;
  readonly title: string;
  readonly status: 'passed' | 'not-passed';
  readonly startedAt: string | null;
  readonly durationMs: number | null;
  readonly track: number | null;
  readonly steps: readonly string[];
  readonly problems: readonly {
    readonly part: 'setup' | 'cleanup';
    readonly status: Status;
    readonly failure: Failure;
    readonly evidence: readonly Evidence[];
  }[];
};

export type ReportStep = {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly startedAt: string | null;
  readonly durationMs: number | null;
  readonly attempts: number;
  readonly place: Span;
  readonly failure: Failure | null;
  readonly reason: Reason | null;
  readonly evidence: readonly Evidence[];
  readonly network: NetworkFacts | null;
  readonly console: ConsoleFacts | null;
};

export type ReportPayment = {
  readonly payment: string;
  readonly step: string;
  readonly state: PaymentState;
  readonly history: readonly { readonly state: PaymentState; readonly at: string }[];
  readonly facts: { readonly [key: string]: string };
};
