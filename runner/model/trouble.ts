import type { Bilingual } from '../base/bilingual.ts';
import type { Span } from '../base/span.ts';

/** The live site is wrong: the step fails. `at` is filled in by the engine when a verb leaves it out. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly text: Bilingual;
  readonly expected: string | undefined;
  readonly observed: string | undefined;
  readonly detail: string | undefined;
  readonly at: Span | undefined;
  constructor(
    text: Bilingual,
    facts: {
      readonly expected?: string;
      readonly observed?: string;
      readonly detail?: string;
      readonly at?: Span;
      readonly cause?: unknown;
    } = {},
  ) {
    super(text.en, { cause: facts.cause });
    this.text = text;
    this.expected = facts.expected;
    this.observed = facts.observed;
    this.detail = facts.detail;
    this.at = facts.at;
  }
}

/** A guard said no: the step is blocked. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
  readonly guard: string;
  readonly text: Bilingual;
  constructor(guard: string, text: Bilingual) {
    super(text.en);
    this.guard = guard;
    this.text = text;
  }
}

/** Nobody could tell; a person must look: the step is inconclusive. */
export class NeedsPerson extends Error {
  override readonly name = 'NeedsPerson';
  readonly text: Bilingual;
  constructor(text: Bilingual) {
    super(text.en);
    this.text = text;
  }
}

/** The person, file or machine around us is set up wrong: exit 2, told in one paragraph. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly text: Bilingual;
  constructor(text: Bilingual, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}
