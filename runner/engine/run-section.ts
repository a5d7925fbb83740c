import type { Bilingual } from '../base/bilingual.ts';
import { evaluate } from '../checklist/expression.ts';
import type { Action, Condition, Policy, Section, Step } from '../model/checklist.ts';
import type { ConsoleFacts, Evidence, NetworkFacts, RunEvent, StepFinished } from '../model/event.ts';
import type { Reason, Status } from '../model/outcome.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Variables, Vocabulary } from '../model/verb.ts';
import { limits } from '../base/limits.ts';
import type { Door, ShownStep } from './door.ts';
import { takeScreenshot } from './evidence.ts';
import { asKnownIssue, judge, runAttempt, type Attempt, type StepContext } from './run-step.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';
import { saveTrace, startTrace } from './trace.ts';
import { perform, type Stage } from './world.ts';

export type SectionWork = {
  readonly door: Door;
  readonly section: Section;
  readonly vocabulary: Vocabulary;
  readonly track: number;
  readonly openSession: () => Promise<Session>;
};

/**
 * Runs a section in one browser session, step by step, each fact durable before the next act. The one way both doors
 * run a checklist. Throws only for bugs and for a journal that can no longer be written.
 */
export async function runSection(work: SectionWork): Promise<void> {
  const { door, section } = work;
  const startedMs = door.clock.elapsed();
  record(door, [{ kind: 'section.started', section: section.id, track: work.track }]);
  const unmet = section.needs.find((need) => door.outcomes.need(need) !== 'met');
  if (unmet !== undefined) {
    leaveAll(door, section, section.steps, 'blocked', {
      kind: 'need',
      need: unmet,
      message: text.needFailed({ need: unmet }),
    });
  } else {
    await runInSession(work);
  }
  record(door, [
    { kind: 'section.finished', section: section.id, durationMs: Math.round(door.clock.elapsed() - startedMs) },
  ]);
}

/** Records steps that are not run, all with one reason. */
export function leaveAll(door: Door, section: Section, steps: readonly Step[], status: Status, reason: Reason): void {
  record(
    door,
    steps.map((step) => notRun(section, step, status, reason)),
  );
}

async function runInSession(work: SectionWork): Promise<void> {
  const { door, section } = work;
  const variables = door.baseVariables();
  const whenReason = await conditionReason(section.when, variables);
  if (whenReason !== null) return leaveAll(door, section, section.steps, 'not-run', whenReason);
  let session: Session;
  try {
    session = await work.openSession();
  } catch (error) {
    const message = text.toolError({ why: error instanceof Error ? error.message : String(error) });
    return leaveAll(door, section, section.steps, 'tool-error', { kind: 'tool', message });
  }
  try {
    if (section.steps.some((step) => step.effect === 'money')) door.gates.watch(session.context);
    await startTrace(door, session);
    await runSteps(work, session, variables);
    const green = section.steps.every((step) => door.outcomes.need(step.id) === 'met');
    await saveTrace(door, session, section, { green });
  } finally {
    // Closing a session whose browser is gone fails; the loss itself is already on record.
    await session.close().catch(() => undefined);
  }
}

async function runSteps(work: SectionWork, session: Session, variables: Variables): Promise<void> {
  const { door, section } = work;
  const cleanup: { readonly step: Step; readonly actions: readonly Action[] }[] = [];
  const [first] = section.steps;
  if (first === undefined) return;
  if (section.defer.length > 0) cleanup.push({ step: first, actions: section.defer });
  const ready =
    section.setup.length === 0 ||
    (await runPart(work, session, variables, { part: 'setup', step: first, actions: section.setup }));
  if (!ready) {
    leaveAll(door, section, section.steps, 'blocked', {
      kind: 'need',
      need: section.id,
      message: text.setupFailed({ section: section.id }),
    });
  } else {
    await runStepsInOrder(work, session, variables, cleanup);
  }
  for (const { step, actions } of cleanup.reverse()) {
    await runPart(work, session, variables, { part: 'cleanup', step, actions });
  }
}

async function runStepsInOrder(
  work: SectionWork,
  session: Session,
  variables: Variables,
  cleanup: { readonly step: Step; readonly actions: readonly Action[] }[],
): Promise<void> {
  const { door, section } = work;
  for (const [index, step] of section.steps.entries()) {
    const rest = section.steps.slice(index);
    if (door.abort.aborted) {
      const by = door.abortedBy();
      return leaveAll(door, section, rest, 'not-run', { kind: 'aborted', by, message: text.aborted({ by }) });
    }
    if (session.crashed()) return leaveAll(door, section, rest, 'not-run', notReached(text.notReachedAfterBrowser()));
    const scoped = step.row === null ? variables : variables.child({ ...step.row, row: step.row });
    const left = await leftOut(door, step, scoped);
    if (left !== null) {
      record(door, [notRun(section, step, left.status, left.reason)]);
      continue;
    }
    if (step.defer.length > 0) cleanup.push({ step, actions: step.defer });
    const context: StepContext = { door, session, section, step, vocabulary: work.vocabulary, variables: scoped };
    let hung = false;
    await door.around(step, async () => {
      const attempt = await runStep(context);
      hung = attempt.hung;
      return shown(attempt, door.plan.checklist.policy.flaky);
    });
    if (hung && index + 1 < section.steps.length) {
      const message = session.crashed() ? text.notReachedAfterBrowser() : text.notReachedAfterHang({ step: step.id });
      return leaveAll(door, section, section.steps.slice(index + 1), 'not-run', notReached(message));
    }
  }
}

/** One step with its confirmation: a failed step without effect is tried once more, and passing then is `flaky`. */
async function runStep(context: StepContext): Promise<Attempt> {
  const { door, step } = context;
  const first = await attemptOnce(context, 1);
  if (!mayConfirm(door, step, first)) return first;
  const second = await attemptOnce(context, 2);
  return second;
}

async function attemptOnce(context: StepContext, attempt: number): Promise<Attempt> {
  const { door, section, step } = context;
  record(door, [{ kind: 'step.started', section: section.id, step: step.id, attempt }]);
  const { finished, outcome } = await runAttempt(context, attempt);
  const judged = asKnownIssue(door.plan.checklist.knownIssues, step, outcome);
  const status: Status = attempt > 1 && judged.status === 'passed' ? 'flaky' : judged.status;
  record(door, [{ ...finished, status, reason: judged.reason }]);
  return { ...judged, status };
}

function mayConfirm(door: Door, step: Step, attempt: Attempt): boolean {
  return (
    attempt.status === 'failed' &&
    step.effect === 'none' &&
    !attempt.hung &&
    door.plan.options.confirm &&
    !door.abort.aborted
  );
}

/** Runs setup or clean-up under a budget of its own; a failure is a fact of the section. Returns whether it held. */
async function runPart(
  work: SectionWork,
  session: Session,
  variables: Variables,
  task: { readonly part: 'setup' | 'cleanup'; readonly step: Step; readonly actions: readonly Action[] },
): Promise<boolean> {
  const { door, section, vocabulary } = work;
  const { part, step, actions } = task;
  const evidence: Evidence[] = [];
  const budgetMs = part === 'setup' || !door.abort.aborted ? limits.stepTimeoutMs : limits.abortGraceMs;
  // Clean-up must also run after an abort: it gets a signal of its own that never fires.
  const partDoor: Door = part === 'cleanup' ? { ...door, abort: new AbortController().signal } : door;
  const stage: Stage = {
    door: partDoor,
    session,
    section,
    step: { ...step, timeoutMs: budgetMs },
    vocabulary,
    variables,
    deadlineMs: door.clock.elapsed() + budgetMs,
    attempt: 1,
    evidence,
    current: session.page,
  };
  session.facts.begin();
  session.dialogAnswers.length = 0;
  const outcome = await judge(stage, () => perform(stage, actions));
  if (outcome.status === 'passed') return true;
  evidence.push(
    await takeScreenshot(session, session.page, { folder: `${section.id}-${part}`, attempt: 1 }, door.evidence),
  );
  const message = outcome.failure?.message ?? outcome.reason?.message ?? text.toolError({ why: outcome.status });
  record(door, [
    {
      kind: 'section.problem',
      section: section.id,
      part,
      failure: outcome.failure ?? { message, at: step.at },
      evidence,
    },
  ]);
  return false;
}

async function leftOut(
  door: Door,
  step: Step,
  variables: Variables,
): Promise<{ readonly status: Status; readonly reason: Reason } | null> {
  if (step.waiver !== null) {
    const { person, reason, approvedBy } = step.waiver;
    return {
      status: 'waived',
      reason: { kind: 'waived', person, reason, approvedBy, message: text.waived({ person, reason, approvedBy }) },
    };
  }
  const unmet = step.needs.find((need) => door.outcomes.need(need) !== 'met');
  if (unmet !== undefined)
    return { status: 'blocked', reason: { kind: 'need', need: unmet, message: text.needFailed({ need: unmet }) } };
  const condition = await conditionReason(step.when, variables);
  return condition === null
    ? null
    : { status: condition.kind === 'tool' ? 'tool-error' : 'not-run', reason: condition };
}

async function conditionReason(condition: Condition | null, variables: Variables): Promise<Reason | null> {
  if (condition === null) return null;
  try {
    const value = await evaluate(condition.expression, variables.all());
    if (value === true) return null;
    if (value === false)
      return {
        kind: 'condition',
        condition: condition.expression,
        message: text.conditionFalse({ condition: condition.expression }),
      };
    return {
      kind: 'tool',
      message: text.conditionNotBoolean({
        condition: condition.expression,
        value: JSON.stringify(value) ?? 'undefined',
      }),
    };
  } catch (error) {
    return { kind: 'tool', message: text.toolError({ why: error instanceof Error ? error.message : String(error) }) };
  }
}

/** Appends facts and tells the outcomes that `needs` ask for. */
function record(door: Door, events: readonly RunEvent[]): void {
  if (events.length === 0) return;
  door.journal.appendAll(door.runId, events);
  for (const event of events) {
    if (event.kind === 'step.finished') {
      if (event.reason?.kind === 'condition') door.outcomes.note(event.step, event.status, 'condition');
      else door.outcomes.note(event.step, event.status);
    }
    door.noticed(event);
  }
}

/** What a door shows as failed: everything that keeps the verdict from GO. */
function shown(attempt: Attempt, flaky: Policy['flaky']): ShownStep {
  const tolerated =
    attempt.status === 'passed' || attempt.status === 'known' || (attempt.status === 'flaky' && flaky === 'allow');
  if (tolerated) return { failed: null };
  const message = attempt.failure?.message ?? attempt.reason?.message ?? text.toolError({ why: attempt.status });
  const facts = attempt.failure === null ? {} : { at: attempt.failure.at };
  return { failed: new StepFailure(message, facts) };
}

function notRun(section: Section, step: Step, status: Status, reason: Reason): StepFinished {
  return {
    kind: 'step.finished',
    section: section.id,
    step: step.id,
    attempt: 0,
    status,
    durationMs: 0,
    failure: null,
    reason,
    evidence: [],
    network: noNetwork,
    console: noConsole,
  };
}

function notReached(message: Bilingual): Reason {
  return { kind: 'not-reached', message };
}

const noNetwork: NetworkFacts = { requests: 0, bytes: 0, problems: [], file: null };
const noConsole: ConsoleFacts = { messages: 0, errors: [], file: null };
