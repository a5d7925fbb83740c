import type { Policy, Step } from '../model/checklist.ts';
import type { Status } from '../model/outcome.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Door, ShownStep } from './door.ts';
import type { Recorder } from './recorder.ts';
import { asKnownIssue, runAttempt, type Attempt, type StepContext } from './run-step.ts';
import { text } from './text.ts';

/** One step with its confirmation: a failed step without effect is tried once more, and passing then is `flaky`. */
export async function runConfirmed(context: StepContext, recorder: Recorder): Promise<Attempt> {
  const first = await attemptOnce(context, recorder, 1);
  return mayConfirm(context.door, context.step, first) ? attemptOnce(context, recorder, 2) : first;
}

/** What a door shows as failed: everything that keeps the verdict from GO. */
export function shownStep(attempt: Attempt, flaky: Policy['flaky']): ShownStep {
  const isTolerated =
    attempt.status === 'passed' || attempt.status === 'known' || (attempt.status === 'flaky' && flaky === 'allow');
  if (isTolerated) return { failed: null };
  const message = attempt.failure?.message ?? attempt.reason?.message ?? text.toolError({ why: attempt.status });
  return { failed: new StepFailure(message, attempt.failure === null ? {} : { at: attempt.failure.at }) };
}

async function attemptOnce(context: StepContext, recorder: Recorder, attempt: number): Promise<Attempt> {
  const { door, section, step } = context;
  recorder.now([{ kind: 'step.started', section: section.id, step: step.id, attempt }]);
  const { finished, outcome } = await runAttempt(context, attempt);
  const judged = asKnownIssue(door.plan.checklist.knownIssues, step, outcome);
  const status: Status = attempt > 1 && judged.status === 'passed' ? 'flaky' : judged.status;
  recorder.hold({ ...finished, status, reason: judged.reason });
  return { ...judged, status };
}

function mayConfirm(door: Door, step: Step, attempt: Attempt): boolean {
  const isRepeatable = attempt.status === 'failed' && step.effect === 'none' && !attempt.hung;
  return isRepeatable && door.plan.options.confirm && !door.abort.aborted;
}
