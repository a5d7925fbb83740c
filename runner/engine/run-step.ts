import { plainText } from '../base/plain-text.ts';
import type { Failure, Reason, Status } from '../model/outcome.ts';
import type { Span } from '../base/span.ts';
import type { Evidence, StepFinished } from '../model/event.ts';
import type { KnownIssue, Section, Step } from '../model/checklist.ts';
import { Bug } from '../base/assert.ts';
import { compilePattern } from '../base/pattern.ts';
import { withoutRow } from '../checklist/check-needs.ts';
import { limits } from '../base/limits.ts';
import { Blocked, NeedsPerson, SetupError, StepFailure } from '../model/trouble.ts';
import type { Variables, Vocabulary } from '../model/verb.ts';
import type { Door } from './door.ts';
import { consoleFacts, networkFacts, takeScreenshot } from './evidence.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';
import { Aborted, PlacedFailure, perform, verify, type Stage } from './world.ts';

export type StepContext = {
  readonly door: Door;
  readonly session: Session;
  readonly section: Section;
  readonly step: Step;
  readonly vocabulary: Vocabulary;
  readonly variables: Variables;
};

/** How an attempt ended. `hung` means its work did not stop at the limit, so the page can no longer be used. */
export type Attempt = {
  readonly status: Status;
  readonly failure: Failure | null;
  readonly reason: Reason | null;
  readonly hung: boolean;
};

/**
 * Runs one attempt at a step and returns its finished event. The caller has made `step.started` durable before.
 * Never throws for what a page or a checklist does; only for bugs of ours.
 */
export async function runAttempt(
  context: StepContext,
  attempt: number,
): Promise<{ readonly finished: StepFinished; readonly outcome: Attempt }> {
  const { door, session, step, section } = context;
  const startedMs = door.clock.elapsed();
  const evidence: Evidence[] = [];
  session.facts.begin();
  session.dialogAnswers.length = 0;
  const stage: Stage = { ...context, deadlineMs: startedMs + step.timeoutMs, attempt, evidence, current: session.page };
  const outcome = await judge(stage, async () => {
    await perform(stage, step.do);
    await verify(stage, step.expect);
  });
  const place = { folder: step.id, attempt };
  evidence.unshift(await takeScreenshot(session, pageOf(stage), place, door.evidence));
  const [network, console] = await Promise.all([
    networkFacts(session.facts, place, door.evidence),
    consoleFacts(session.facts, place, door.evidence),
  ]);
  const finished: StepFinished = {
    kind: 'step.finished',
    section: section.id,
    step: step.id,
    attempt,
    status: outcome.status,
    durationMs: Math.round(door.clock.elapsed() - startedMs),
    failure: outcome.failure,
    reason: outcome.reason,
    evidence,
    network,
    console,
  };
  return { finished, outcome };
}

/** Runs work of a stage against its deadline and the abort signal, and says how it ended. */
export async function judge(stage: Stage, work: () => Promise<void>): Promise<Attempt> {
  try {
    await bounded(stage, work());
    const dialog = stage.session.facts.dialogs().find((one) => !one.handled);
    if (dialog !== undefined) throw new StepFailure(text.undeclaredDialog(dialog));
    return { status: 'passed', failure: null, reason: null, hung: false };
  } catch (trouble) {
    return explain(stage, trouble);
  }
}

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

class Hung extends Error {
  override readonly name = 'Hung';
}

/** How long work may overrun its deadline before it counts as hung: every wait in a verb already ends at the deadline. */
const overrunMs = 3_000;

async function bounded(stage: Stage, work: Promise<void>): Promise<void> {
  const { door } = stage;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hung()), Math.max(0, stage.deadlineMs - door.clock.elapsed()) + overrunMs);
    if (stage.step.effect === 'money') return;
    onAbort = () => reject(new Aborted());
    if (door.abort.aborted) onAbort();
    door.abort.addEventListener('abort', onAbort, { once: true });
  });
  // When the limit wins, the work's own later rejection has nobody left to hear it.
  work.catch(() => undefined);
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) door.abort.removeEventListener('abort', onAbort);
  }
}

function explain(stage: Stage, thrown: unknown): Attempt {
  const at = thrown instanceof PlacedFailure ? thrown.at : stage.step.at;
  const trouble = thrown instanceof PlacedFailure ? thrown.trouble : thrown;
  const base = { failure: null, reason: null, hung: false };
  if (trouble instanceof Bug) throw trouble;
  if (trouble instanceof Aborted) {
    const by = stage.door.abortedBy();
    return { ...base, status: 'aborted', reason: { kind: 'aborted', by, message: text.aborted({ by }) } };
  }
  if (trouble instanceof Hung) {
    return {
      ...base,
      status: 'failed',
      failure: { message: text.stepTimedOut({ ms: stage.step.timeoutMs }), at },
      hung: true,
    };
  }
  if (trouble instanceof StepFailure) return { ...base, status: 'failed', failure: failureAt(trouble, at) };
  if (trouble instanceof NeedsPerson)
    return { ...base, status: 'inconclusive', reason: { kind: 'person', message: trouble.text } };
  if (trouble instanceof Blocked) {
    return { ...base, status: 'blocked', reason: { kind: 'guard', guard: trouble.guard, message: trouble.text } };
  }
  if (trouble instanceof SetupError)
    return { ...base, status: 'tool-error', reason: { kind: 'tool', message: trouble.text } };
  if (stage.session.crashed() || isGone(trouble)) {
    return { ...base, status: 'tool-error', reason: { kind: 'tool', message: text.stepLostBrowser() }, hung: true };
  }
  const why = clean(trouble instanceof Error ? trouble.message : String(trouble));
  return {
    ...base,
    status: 'tool-error',
    failure: { message: text.toolError({ why }), at },
    reason: { kind: 'tool', message: text.toolError({ why }) },
  };
}

function failureAt(failure: StepFailure, at: Span): Failure {
  return {
    message: failure.text,
    ...(failure.expected === undefined ? {} : { expected: clean(failure.expected) }),
    ...(failure.observed === undefined ? {} : { observed: clean(failure.observed) }),
    ...(failure.detail === undefined ? {} : { detail: clean(failure.detail) }),
    at,
  };
}

/** Playwright's words for a page, context or browser that is no longer there. */
function isGone(trouble: unknown): boolean {
  return (
    trouble instanceof Error &&
    /Target (page, context or browser|closed)|has been closed|Target crashed|Page crashed|browser has disconnected/i.test(
      trouble.message,
    )
  );
}

function pageOf(stage: Stage): Stage['current'] {
  return stage.current.isClosed() ? stage.session.page : stage.current;
}

function clean(value: string): string {
  const plain = plainText(value);
  return plain.length <= limits.observedTextLength ? plain : `${plain.slice(0, limits.observedTextLength)}…`;
}
