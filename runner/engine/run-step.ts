import type { Failure, Reason, Status } from '../model/outcome.ts';
import type { Span } from '../base/span.ts';
import type { Evidence, StepFinished } from '../model/event.ts';
import type { Section, Step } from '../model/checklist.ts';
import { Bug } from '../base/assert.ts';
import { Blocked, NeedsPerson, SetupError, StepFailure } from '../model/trouble.ts';
import type { Variables, Vocabulary } from '../model/verb.ts';
import { bounded, Hung } from './bounded.ts';
import type { Door } from './door.ts';
import { answers, consoleFacts, networkFacts } from './evidence.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';
import { Aborted, PlacedFailure, type Stage } from './stage.ts';
import { perform, takePicture, verify } from './world.ts';

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
  session.dialogAnswers.length = 0;
  const stage: Stage = {
    ...context,
    deadlineMs: startedMs + step.timeoutMs,
    attempt,
    evidence,
    current: session.page,
    over: false,
    paying: null,
    pictured: false,
    shownOnly: false,
  };
  const judged = await judge(stage, async () => {
    await perform(stage, step.do);
    await verify(stage, step.expect);
  });
  // Everything after this moment belongs to the next step.
  const seen = session.facts.take();
  const place = { folder: step.id, attempt };
  // A popup that is closed by now had its picture taken before.
  if (!(stage.pictured && stage.current.isClosed())) await takePicture(stage, judged.hung);
  const outcome = { ...judged, hung: judged.hung || (judged.status === 'failed' && (await isStuck(stage))) };
  const [network, console] = await Promise.all([
    networkFacts(seen, place, door.evidence),
    consoleFacts(seen, place, door.evidence),
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
    stage.session.wall?.beginStep(stage.step.id);
    await bounded(stage, work());
    const wrong = wrongDialog(stage) ?? walledOff(stage);
    if (wrong !== null) throw wrong;
    return { status: 'passed', failure: null, reason: null, hung: false };
  } catch (trouble) {
    return explain(stage, trouble);
  } finally {
    stage.over = true;
  }
}

/** The first dialog that nobody declared, or that says something else than declared. */
function wrongDialog({ session }: Stage): StepFailure | null {
  const dialog = session.facts.dialogs().find((one) => !one.handled);
  if (dialog === undefined) return null;
  const { type, message, expected } = dialog;
  if (expected === null) return new StepFailure(text.undeclaredDialog({ type, message }));
  return new StepFailure(text.dialogMessageDiffers(), { expected, observed: message });
}

/** What the network wall stopped, told instead of what followed from it. */
function walledOff({ session }: Stage, followed?: StepFailure): StepFailure | null {
  const stopped = session.wall?.stopped() ?? null;
  if (stopped === null) return null;
  return new StepFailure(stopped, followed === undefined ? {} : { detail: followed.message });
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
    // A page that asks again and again never comes to an end.
    const failure =
      wrongDialog(stage) ?? walledOff(stage) ?? new StepFailure(text.stepTimedOut({ ms: stage.step.timeoutMs }));
    return { ...base, status: 'failed', failure: failureAt(failure, at, stage), hung: true };
  }
  if (trouble instanceof StepFailure) {
    const failure = walledOff(stage, trouble) ?? trouble;
    return { ...base, status: 'failed', failure: failureAt(failure, at, stage) };
  }
  if (trouble instanceof NeedsPerson)
    return { ...base, status: 'inconclusive', reason: { kind: 'person', message: trouble.text } };
  if (trouble instanceof Blocked) {
    return { ...base, status: 'blocked', reason: { kind: 'guard', guard: trouble.guard, message: trouble.text } };
  }
  if (trouble instanceof SetupError)
    return { ...base, status: 'tool-error', reason: { kind: 'tool', message: trouble.text } };
  if (isGone(trouble) && isOnlyPopup(stage)) {
    return { ...base, status: 'failed', failure: failureAt(new StepFailure(text.popupClosed()), at, stage) };
  }
  if (stage.session.crashed() || isGone(trouble)) {
    return { ...base, status: 'tool-error', reason: { kind: 'tool', message: text.stepLostBrowser() }, hung: true };
  }
  const why = stage.door.evidence.shown(trouble instanceof Error ? trouble.message : String(trouble));
  return {
    ...base,
    status: 'tool-error',
    failure: { message: text.toolError({ why }), at },
    reason: { kind: 'tool', message: text.toolError({ why }) },
  };
}

function failureAt(failure: StepFailure, at: Span, { door, session }: Stage): Failure {
  const { shown } = door.evidence;
  // A page that lacks something because the wall let nothing out looks broken; the reader must see why.
  const notes = (session.wall?.notes() ?? []).map(({ ko, en }) => `${ko}\n${en}`);
  const detail = [...(failure.detail === undefined ? [] : [failure.detail]), ...notes].join('\n');
  return {
    message: { ko: shown(failure.text.ko), en: shown(failure.text.en) },
    ...(failure.expected === undefined ? {} : { expected: shown(failure.expected) }),
    ...(failure.observed === undefined ? {} : { observed: shown(failure.observed) }),
    ...(detail === '' ? {} : { detail: shown(detail) }),
    at,
  };
}

/** A page that computes for ever lets a step fail in time, but not the next one begin. */
async function isStuck({ session, evidence }: Stage): Promise<boolean> {
  return evidence[0]?.kind === 'missing' && !(await answers(session));
}

/** The shop's popup went away under the step, while the section's own page is still there. */
function isOnlyPopup({ session, current }: Stage): boolean {
  const isAlive = !session.crashed() && !session.page.isClosed() && session.context.browser()?.isConnected() === true;
  return isAlive && current !== session.page;
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
