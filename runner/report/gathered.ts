import type { Bilingual } from '../base/bilingual.ts';
import type { Evidence, EvidenceFile, RunClosed, RunOpened, StepFinished } from '../model/event.ts';
import type { ReportFreeze } from '../model/freeze.ts';
import type { Failure, Status } from '../model/outcome.ts';
import type { PaymentState } from '../model/payment.ts';
import type { ReportDoc } from '../model/report.ts';
import type { ReportCanary, ReportNetwork, ReportStanding } from '../model/report-money.ts';
import type { GuardState } from '../model/money-event.ts';

/** What cut a started step short, when something did. */
export type Cut = 'lost' | 'aborting';

export type StepFacts = {
  readonly starts: { readonly attempt: number; readonly at: string }[];
  readonly finishes: StepFinished[];
  /** The attempt that has started and not finished. */
  open: { readonly attempt: number; cut: Cut | null } | null;
};

export type SectionFacts = {
  startedAt: string | null;
  track: number | null;
  durationMs: number | null;
  readonly problems: {
    readonly part: 'setup' | 'cleanup';
    readonly status: Status;
    readonly failure: Failure;
    readonly evidence: readonly Evidence[];
  }[];
};

export type PaymentFacts = {
  step: string;
  state: PaymentState;
  readonly history: { readonly state: PaymentState; readonly at: string }[];
  facts: { readonly [key: string]: string };
};

export type Incident = ReportDoc['incidents'][number];

/** A run's events sorted by what they are about. Only this file changes one; everyone else reads. */
export type Gathered = {
  readonly runId: string;
  readonly opened: RunOpened;
  readonly openedAt: string;
  readonly steps: ReadonlyMap<string, StepFacts>;
  readonly sections: ReadonlyMap<string, SectionFacts>;
  readonly payments: Map<string, PaymentFacts>;
  readonly guards: ReportDoc['guards'][number][];
  readonly people: ReportDoc['people'][number][];
  readonly incidents: Incident[];
  readonly traces: { readonly section: string; readonly file: EvidenceFile }[];
  readonly standing: { start: ReportStanding | null; end: ReportStanding | null };
  readonly armed: GuardState[];
  readonly canaries: Map<string, ReportCanary>;
  readonly requests: Map<string, ReportNetwork['requests'][number]>;
  compared: ReportNetwork['compared'];
  freezeChanged: ReportFreeze['changed'];
  browser: ReportDoc['browser'];
  fingerprintAtStart: string | null;
  fingerprintAtEnd: string | null;
  /** Only what was asked for. */
  readonly deployedAt: { start?: string | null; end?: string | null };
  aborting: { readonly by: string; readonly message: Bilingual } | null;
  closed: { readonly at: string; readonly event: RunClosed } | null;
  lastAt: string;
};
