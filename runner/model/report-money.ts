import type { Bilingual } from '../base/bilingual.ts';
import type { HostRecord, LiftedHalt, StandingHalt, StandingTicket } from './money-event.ts';

/** What stood between the run and real money, and what stood on its target. Reports of versions that did not record it have none. */
export type ReportMoney = {
  /** Null: not recorded. */
  readonly atStart: ReportStanding | null;
  readonly atEnd: ReportStanding | null;
  readonly guards: readonly ReportGuard[];
  readonly canaries: readonly ReportCanary[];
};

export type ReportStanding = {
  readonly at: string;
  readonly halts: readonly StandingHalt[];
  readonly lifted: readonly LiftedHalt[];
  readonly tickets: readonly StandingTicket[];
};

export type ReportGuard = {
  readonly guard: string;
  readonly layer: string;
  readonly state: 'armed' | 'tripped' | 'not-applicable';
  readonly reason: Bilingual | null;
  /** How often it said no. */
  readonly trips: number;
};

export type ReportCanary = {
  readonly proof: string;
  readonly payment: string;
  readonly state: 'made' | 'used' | 'void';
  readonly history: readonly {
    readonly state: 'made' | 'used' | 'void';
    readonly at: string;
    readonly payment: string;
  }[];
  readonly facts: { readonly [key: string]: string };
};

export type ReportNetwork = {
  /** Requests that were not let out (`proxy`, `fetch`), or let out although nobody listed their host (`recorded`); the same ones are counted together. */
  readonly requests: readonly {
    readonly at: string;
    readonly step: string | null;
    readonly by: 'proxy' | 'fetch' | 'recorded';
    readonly host: string;
    readonly what: string;
    readonly count: number;
    readonly message: Bilingual;
  }[];
  /** Null: the records were not compared, because the run did not come to its end. */
  readonly compared: {
    readonly hosts: readonly HostRecord[];
    readonly missing: readonly { readonly host: string; readonly seenBy: string; readonly notSeenBy: string }[];
  } | null;
};
