import { limits } from '../base/limits.ts';
import type { Action, Step } from '../model/checklist.ts';
import type { Evidence } from '../model/event.ts';
import type { Door } from './door.ts';
import { takeScreenshot } from './evidence.ts';
import { maskedDoor } from './masking.ts';
import type { Variables } from '../model/verb.ts';
import type { OpenSection } from './run-section.ts';
import { judge } from './run-step.ts';
import { text } from './text.ts';
import type { Stage } from './stage.ts';
import { perform } from './world.ts';

export type Part = {
  readonly part: 'setup' | 'cleanup';
  readonly step: Step;
  readonly actions: readonly Action[];
  /** The section's, or those of one row of a step with `each`. */
  readonly variables: Variables;
};

/**
 * Runs setup or clean-up under a budget of its own; a failure is a fact of the section, an abort is none. Returns whether
 * it held.
 */
export async function runPart(open: OpenSection, { part, step, actions, variables }: Part): Promise<boolean> {
  const { door, section, session, recorder } = open;
  // What happened so far is on disk before anything else is done.
  recorder.now([]);
  const evidence: Evidence[] = [];
  const budgetMs = door.abort.aborted ? limits.abortGraceMs : limits.stepTimeoutMs;
  // Clean-up must also run after an abort: it gets a signal of its own that never fires.
  const maskable = maskedDoor(door, open.masked, section.mask ?? []);
  const partDoor: Door = part === 'cleanup' ? { ...maskable, abort: new AbortController().signal } : maskable;
  const stage: Stage = {
    door: partDoor,
    session,
    section,
    step: { ...step, timeoutMs: budgetMs },
    vocabulary: open.vocabulary,
    variables,
    deadlineMs: door.clock.elapsed() + budgetMs,
    attempt: 1,
    evidence,
    current: session.page,
    over: false,
    paying: null,
    pictured: false,
    shownOnly: false,
  };
  session.facts.take();
  session.dialogAnswers.length = 0;
  const outcome = await judge(stage, () => perform(stage, actions));
  session.facts.take();
  if (outcome.status === 'passed') return true;
  if (outcome.status === 'aborted') return false;
  evidence.push(
    await takeScreenshot(
      session,
      session.page,
      { folder: `${section.id}-${part}`, attempt: 1, isHung: outcome.hung, masking: partDoor.masking },
      partDoor.evidence,
    ),
  );
  const message = outcome.failure?.message ?? outcome.reason?.message ?? text.toolError({ why: outcome.status });
  const failure = outcome.failure ?? { message, at: step.at };
  const { status } = outcome;
  recorder.now([{ kind: 'section.problem', section: section.id, part, status, failure, evidence }]);
  return false;
}
