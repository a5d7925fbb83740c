import { compilePattern } from '../base/pattern.ts';
import { withoutRow } from '../checklist/check-needs.ts';
import type { KnownIssue, Step } from '../model/checklist.ts';
import type { Attempt } from './run-step.ts';
import { text } from './text.ts';

/** A failed step that matches an unexpired known issue is `known`: shown, never green, never a reason for NO-GO. */
export function asKnownIssue(issues: readonly KnownIssue[], step: Step, attempt: Attempt): Attempt {
  const { failure } = attempt;
  if (attempt.status !== 'failed' || failure === null) return attempt;
  const words = [failure.message.ko, failure.message.en, failure.expected ?? '', failure.observed ?? ''].join('\n');
  const issue = issues.find((one) => isAbout(one, step) && compilePattern(one.matches).test(words));
  if (issue === undefined) return attempt;
  const { ticket, reason, approvedBy, expires } = issue;
  return {
    ...attempt,
    status: 'known',
    reason: {
      kind: 'known-issue',
      ticket,
      reason,
      approvedBy,
      expires,
      message: text.knownIssue({ ticket, reason, expires }),
    },
  };
}

/** An issue of a step with `each` is one of all its rows. */
function isAbout(issue: KnownIssue, step: Step): boolean {
  return issue.step === step.id || (step.row !== null && issue.step === withoutRow(step.id));
}
