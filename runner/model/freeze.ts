import type { Severity } from './checklist.ts';

/** What was fixed before the first step, so that nobody can say later that something else was meant. */
export type Freeze = {
  /** One SHA-256 over all checklist files and their digests. */
  readonly checklistSha256: string;
  readonly playwright: string;
  /** The last report of this target and checklist that two people approved; null: there is none. */
  readonly approved: ApprovedBefore | null;
};

/** What differs between a checklist and the one of the last approved report. */
export type ApprovedBefore = {
  readonly runId: string;
  readonly startedAt: string;
  readonly approver: string;
  readonly checklistSha256: string;
  readonly reportSha256: string;
  readonly added: readonly FrozenStep[];
  readonly removed: readonly FrozenStep[];
  readonly changed: readonly {
    readonly id: string;
    readonly field: 'title' | 'severity' | 'effect';
    readonly from: string;
    readonly to: string;
  }[];
};

export type FrozenStep = { readonly id: string; readonly title: string; readonly severity: Severity };

/** Something that was no longer as it was frozen when the run ended. */
export type FreezeChange = {
  readonly what: 'file' | 'tool' | 'browser';
  readonly name: string;
  readonly frozen: string;
  /** Null: it is gone, or cannot be read. */
  readonly found: string | null;
};

/** After the last step: what was frozen, looked at once more. Nothing in `changed`: all as it was. */
export type FreezeEvent = { readonly kind: 'freeze.compared'; readonly changed: readonly FreezeChange[] };

/** The freeze as reports show it; `changed` is null when nobody looked again. */
export type ReportFreeze = Freeze & { readonly changed: readonly FreezeChange[] | null };
