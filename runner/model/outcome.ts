import type { Bilingual } from '../base/bilingual.ts';
import type { Span } from '../base/span.ts';

/** How a step ended (design §4). Only `passed` is green. Append-only: public in reports. */
export const statuses = [
  'passed',
  'failed',
  'flaky',
  'known',
  'blocked',
  'not-run',
  'waived',
  'inconclusive',
  'tool-error',
  'aborted',
] as const;
export type Status = (typeof statuses)[number];

export const verdicts = ['GO', 'NO-GO', 'INCONCLUSIVE'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a person needs to understand why a step is not green. */
export type Failure = {
  /** One sentence: what is wrong, in the customer's or author's words. */
  readonly message: Bilingual;
  readonly expected?: string;
  readonly observed?: string;
  /** The action or expectation that failed. */
  readonly at: Span;
  /** Playwright's own text (call log, matcher message), control characters removed. */
  readonly detail?: string;
};

/** Why a step without a failure of its own is not green. Closed: the verdict depends on it. */
export type Reason =
  | { readonly kind: 'need'; readonly need: string; readonly message: Bilingual }
  | { readonly kind: 'guard'; readonly guard: string; readonly message: Bilingual }
  | { readonly kind: 'condition'; readonly condition: string; readonly message: Bilingual }
  | { readonly kind: 'not-reached'; readonly message: Bilingual }
  | {
      readonly kind: 'waived';
      readonly person: string;
      readonly reason: string;
      readonly approvedBy: string;
      readonly message: Bilingual;
    }
  | {
      readonly kind: 'known-issue';
      readonly ticket: string;
      readonly reason: string;
      readonly approvedBy: string;
      readonly expires: string;
      readonly message: Bilingual;
    }
  | { readonly kind: 'person'; readonly message: Bilingual }
  | { readonly kind: 'tool'; readonly message: Bilingual }
  | { readonly kind: 'aborted'; readonly by: string; readonly message: Bilingual };
