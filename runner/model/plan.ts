import type { Checklist, Section } from './checklist.ts';
import type { Target } from './target.ts';

/** What one run will do: pure data, made once, sent to the driver and frozen in the journal. */
export type Plan = {
  readonly checklist: Checklist;
  readonly target: Target;
  readonly sections: readonly Section[];
  readonly scope: Scope;
  readonly options: RunOptions;
};

export type Scope = { readonly selectedSteps: number; readonly allSteps: number };

export type RunOptions = {
  readonly tracks: number;
  readonly headed: boolean;
  readonly debug: boolean;
  readonly trace: 'off' | 'on' | 'on-failure';
  /** Confirm a failed step without effect once before it counts (design §4). */
  readonly confirm: boolean;
};
