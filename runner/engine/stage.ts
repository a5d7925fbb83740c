import type { Page } from 'playwright';
import type { Span } from '../base/span.ts';
import type { Section, Step } from '../model/checklist.ts';
import type { Evidence } from '../model/event.ts';
import type { Variables, Vocabulary } from '../model/verb.ts';
import type { Door } from './door.ts';
import type { Session } from './session.ts';

/** What one attempt at a step (or at a section's setup or clean-up) runs in. */
export type Stage = {
  readonly door: Door;
  readonly session: Session;
  readonly section: Section;
  readonly step: Step;
  readonly vocabulary: Vocabulary;
  readonly variables: Variables;
  /** On the clock that never steps back. */
  readonly deadlineMs: number;
  readonly attempt: number;
  readonly evidence: Evidence[];
  /** The page that the last action or expectation looked at; evidence is taken of it. */
  current: Page;
  /** Set when the attempt has been judged: work that comes back later must not go on acting. */
  over: boolean;
  /** The payment that is in progress. */
  paying: Promise<unknown> | null;
  /** Set when a popup had its picture taken; it may be closed when the step ends. */
  pictured: boolean;
  /** Set when a payment was shown up to its button and not pressed, because the shop has no sandbox lane. */
  shownOnly: boolean;
};

/** A failure that already knows the YAML place where it happened. */
export class PlacedFailure extends Error {
  override readonly name = 'PlacedFailure';
  readonly at: Span;
  readonly trouble: unknown;
  constructor(at: Span, trouble: unknown) {
    super(trouble instanceof Error ? trouble.message : String(trouble), { cause: trouble });
    this.at = at;
    this.trouble = trouble;
  }
}

/** A step with a money effect is let come to its end, so that no payment is left half-seen. */
export function stopIfOver(stage: Stage): void {
  if (stage.over) throw new Aborted();
  if (stage.door.abort.aborted && stage.step.effect !== 'money') throw new Aborted();
}

/** The run was told to stop. */
export class Aborted extends Error {
  override readonly name = 'Aborted';
}
