import type { JsonObject, JsonValue } from '../base/json.ts';
import type { Span } from '../base/span.ts';

export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** What a step leaves behind; decides whether a machine may ever do it again (design §4). */
export const effects = ['none', 'reversible', 'money'] as const;
export type Effect = (typeof effects)[number];

/** One entry of `do`: a verb with its parsed arguments. Nested `do`/`expect` lists inside args are Action[]/Expectation[]. */
export type Action = { readonly verb: string; readonly args: ActionArgs; readonly at: Span };

/** One entry of `expect`. */
export type Expectation = { readonly matcher: string; readonly args: ActionArgs; readonly at: Span };

export type ActionArgs = { readonly [key: string]: ActionArg };
export type ActionArg = JsonValue | readonly Action[] | readonly Expectation[];

export type Condition = { readonly expression: string; readonly at: Span };

export type Waiver = {
  readonly person: string;
  readonly reason: string;
  readonly approvedBy: string;
  /** ISO date (KST); the waiver ends with that day. */
  readonly expires: string;
  readonly at: Span;
};

export type KnownIssue = {
  readonly step: string;
  /** RE2 pattern over the failure's message, expected and observed. */
  readonly matches: string;
  readonly ticket: string;
  readonly reason: string;
  readonly reportedBy: string;
  readonly approvedBy: string;
  readonly expires: string;
  readonly at: Span;
};

export type Step = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly effect: Effect;
  readonly tags: readonly string[];
  /** Ids of steps (or sections) that must have passed. */
  readonly needs: readonly string[];
  readonly when: Condition | null;
  readonly waiver: Waiver | null;
  readonly timeoutMs: number;
  /** Variables of this row when the step came from `each`. */
  readonly row: JsonObject | null;
  readonly do: readonly Action[];
  readonly expect: readonly Expectation[];
  /** Locators of what no picture and no text of the step may show; those of its section and checklist with them. */
  readonly mask?: readonly JsonObject[];
  /** Runs when the section ends, whatever happened, last step's first. */
  readonly defer: readonly Action[];
  readonly at: Span;
};

export type Device = { readonly name: string } | { readonly width: number; readonly height: number };

export type Section = {
  readonly id: string;
  readonly title: string;
  readonly needs: readonly string[];
  readonly locks: readonly string[];
  readonly tags: readonly string[];
  readonly when: Condition | null;
  readonly device: Device | null;
  /** Runs before the first step, in its own entry of the journal; when it fails the section's steps are blocked. */
  readonly setup: readonly Action[];
  /** For pictures of its setup and clean-up; the checklist's with them. */
  readonly mask?: readonly JsonObject[];
  readonly steps: readonly Step[];
  readonly defer: readonly Action[];
  readonly at: Span;
};

export type Checklist = {
  readonly title: string;
  /** Path as the user gave it, relative to the working directory where possible. */
  readonly file: string;
  readonly device: Device;
  readonly locale: string;
  readonly timezone: string;
  readonly target: string | null;
  readonly variables: JsonObject;
  readonly policy: Policy;
  readonly knownIssues: readonly KnownIssue[];
  readonly sections: readonly Section[];
  /** Every file that was read to build this checklist, frozen with the report. */
  readonly sources: readonly Source[];
};

export type Policy = {
  /** What a flaky step does to the verdict. */
  readonly flaky: 'inconclusive' | 'allow' | 'fail';
};

export type Source = { readonly file: string; readonly sha256: string; readonly text: string };
