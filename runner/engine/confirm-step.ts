import type { Policy, Step } from '../model/checklist.ts';
import type { Evidence } from '../model/event.ts';
import type { Status } from '../model/outcome.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Door, ShownStep } from './door.ts';
import type { Recorder } from './recorder.ts';
import { asKnownIssue } from './known-issue.ts';
import { runAttempt, type Attempt, type StepContext } from './run-step.ts';
import { text } from './text.ts';

/** An attempt with what was seen at its end; `first` when it confirmed one that had failed. */
export type EndedAttempt = Attempt & { readonly evidence: readonly Evidence[]; readonly first: EndedAttempt | null };

/** One step with its confirmation: a failed step without effect is tried once more, and passing then is `flaky`. */
export async function runConfirmed(context: StepContext, recorder: Recorder): Promise<EndedAttempt> {
  const first = await attemptOnce(context, recorder, 1);
  if (!mayConfirm(context.door, context.step, first)) return told(first, recorder);
  return told({ ...(await attemptOnce(context, recorder, 2)), first }, recorder);
}

/** Who is woken by a failure must not wait for whatever comes next in the section. */
function told(ended: EndedAttempt, recorder: Recorder): EndedAttempt {
  if (ended.status === 'failed' || ended.status === 'tool-error') recorder.now([]);
  return ended;
}

/** What a door shows as failed: everything that keeps the verdict from GO. */
export function shownStep(attempt: EndedAttempt, flaky: Policy['flaky']): ShownStep {
  const { status, reason, first } = attempt;
  const evidence = [...(first?.evidence ?? []), ...attempt.evidence];
  const isTolerated = status === 'passed' || status === 'known' || (status === 'flaky' && flaky === 'allow');
  if (isTolerated) return { failed: null, evidence };
  const failure = attempt.failure ?? first?.failure ?? {};
  if (status === 'flaky') return { failed: new StepFailure(text.flaky(), failure), evidence };
  const message = attempt.failure?.message ?? reason?.message ?? text.toolError({ why: status });
  return { failed: new StepFailure(message, failure), evidence };
}

async function attemptOnce(context: StepContext, recorder: Recorder, attempt: number): Promise<EndedAttempt> {
  const { door, section, step } = context;
  recorder.now([{ kind: 'step.started', section: section.id, step: step.id, attempt }]);
  const { finished, outcome } = await runAttempt(context, attempt);
  // Only a step that was not known at first is tried again: a known failure may then not stand for the unknown one.
  const issues = attempt === 1 ? door.plan.checklist.knownIssues : [];
  const judged = asKnownIssue(issues, step, outcome);
  const status: Status = attempt > 1 && judged.status === 'passed' ? 'flaky' : judged.status;
  recorder.hold({ ...finished, status, reason: judged.reason });
  return { ...judged, status, evidence: finished.evidence, first: null };
}

function mayConfirm(door: Door, step: Step, attempt: Attempt): boolean {
  const isRepeatable = attempt.status === 'failed' && step.effect === 'none' && !attempt.hung;
  return isRepeatable && door.plan.options.confirm && !door.abort.aborted;
}
