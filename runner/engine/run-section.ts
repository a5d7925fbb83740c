import type { Bilingual } from '../base/bilingual.ts';
import type { Section, Step } from '../model/checklist.ts';
import type { Reason } from '../model/outcome.ts';
import type { Variables, Vocabulary } from '../model/verb.ts';
import { cleanUp, createUndoing, type Undoing } from './clean-up.ts';
import { runConfirmed, shownStep } from './confirm-step.ts';
import type { Door } from './door.ts';
import { blockedBy, conditionUnmet, leftOut } from './left-out.ts';
import { paysIn } from './pays-in.ts';
import { createMaskedTexts, maskedDoor, masksIn, type MaskedTexts } from './masking.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { runPart, type Part } from './run-part.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';
import { saveTrace, startTrace } from './trace.ts';

export type SectionWork = {
  readonly door: Door;
  readonly section: Section;
  readonly vocabulary: Vocabulary;
  readonly track: number;
  readonly openSession: () => Promise<Session>;
};

/** A section whose browser session is open. */
export type OpenSection = Omit<SectionWork, 'openSession' | 'track'> & {
  readonly session: Session;
  readonly variables: Variables;
  readonly recorder: Recorder;
  /** What masked elements have said; null when nothing is masked. */
  readonly masked: MaskedTexts | null;
  /** Another session like the section's, for what must be undone when the first one is lost; the caller closes it. */
  readonly reopen: () => Promise<Session>;
};

/**
 * Runs a section in one browser session, step by step, each fact durable before the next act. The one way both doors
 * run a checklist. Throws only for bugs and for a journal that can no longer be written.
 */
export async function runSection(work: SectionWork): Promise<void> {
  const { door, section } = work;
  const recorder = createRecorder(door);
  const startedMs = door.clock.elapsed();
  recorder.now([{ kind: 'section.started', section: section.id, track: work.track }]);
  const need = section.needs.find((id) => door.outcomes.need(id) !== 'met');
  if (need === undefined) await runInSession(work, recorder);
  else recorder.leave(section, section.steps, blockedBy(need));
  const durationMs = Math.round(door.clock.elapsed() - startedMs);
  recorder.now([{ kind: 'section.finished', section: section.id, durationMs }]);
}

async function runInSession(work: SectionWork, recorder: Recorder): Promise<void> {
  const { door, section, vocabulary } = work;
  const variables = door.baseVariables();
  const unmet = await conditionUnmet(section.when, variables);
  if (unmet !== null) return recorder.leave(section, section.steps, unmet);
  let session: Session;
  try {
    session = await work.openSession();
  } catch (error) {
    const message = text.toolError({ why: error instanceof Error ? error.message : String(error) });
    return recorder.leave(section, section.steps, { status: 'tool-error', reason: { kind: 'tool', message } });
  }
  try {
    enter(door, section, session);
    await startTrace(door, session, section);
    const reopen = async (): Promise<Session> => {
      const fresh = await work.openSession();
      enter(door, section, fresh);
      return fresh;
    };
    const masked = masksIn(section) ? createMaskedTexts() : null;
    await runSteps({ door, section, vocabulary, session, variables, recorder, masked, reopen });
    const green = section.steps.every((step) => door.outcomes.need(step.id) === 'met');
    await saveTrace(door, session, section, { green });
  } finally {
    // Closing a session whose browser is gone fails; the loss itself is already on record.
    await session.close().catch(() => undefined);
  }
}

/** Before a session loads its first page: what may leave it, and who watches a payment. */
function enter(door: Door, section: Section, session: Session): void {
  const hasPayment = paysIn(section);
  session.wall?.beginSection({ hasPayment });
  if (hasPayment) door.gates.watch(session.context, session.wall?.payments ?? null);
}

async function runSteps(open: OpenSection): Promise<void> {
  const { section, variables, recorder } = open;
  const undoing = createUndoing(open.session);
  const [first] = section.steps;
  if (first === undefined) return;
  if (section.defer.length > 0) await undoing.add({ part: 'cleanup', step: first, actions: section.defer, variables });
  const setup: Part = { part: 'setup', step: first, actions: section.setup, variables };
  const isReady = section.setup.length === 0 || (await runPart(open, setup));
  let isStuck = false;
  // An abort is told by the loop over the steps, which finds it before the first.
  if (isReady || open.door.abort.aborted) ({ isStuck } = await runStepsInOrder(open, undoing));
  else {
    const message = text.setupFailed({ section: section.id });
    recorder.leave(section, section.steps, { status: 'blocked', reason: { kind: 'need', need: section.id, message } });
  }
  await cleanUp(open, undoing, { isStuck });
}

async function runStepsInOrder(open: OpenSection, undoing: Undoing): Promise<{ readonly isStuck: boolean }> {
  const { section, session, recorder } = open;
  for (const [index, step] of section.steps.entries()) {
    const stopped = stopReason(open);
    if (stopped !== null) {
      recorder.leave(section, section.steps.slice(index), { status: 'not-run', reason: stopped });
      return { isStuck: false };
    }
    const { isHung } = await runOne(open, step, undoing);
    if (!isHung) continue;
    const message = session.crashed() ? text.notReachedAfterBrowser() : text.notReachedAfterHang({ step: step.id });
    recorder.leave(section, section.steps.slice(index + 1), { status: 'not-run', reason: notReached(message) });
    return { isStuck: true };
  }
  return { isStuck: false };
}

async function runOne(open: OpenSection, step: Step, undoing: Undoing): Promise<{ readonly isHung: boolean }> {
  const { door, section, session, recorder, vocabulary } = open;
  const variables = step.row === null ? open.variables : open.variables.child({ ...step.row, row: step.row });
  const left = await leftOut(door, step, variables);
  if (left !== null) {
    recorder.leave(section, [step], left);
    return { isHung: false };
  }
  if (step.defer.length > 0) await undoing.add({ part: 'cleanup', step, actions: step.defer, variables });
  let isHung = false;
  await door.around(step, async () => {
    const under = maskedDoor(door, open.masked, step.mask ?? []);
    const attempt = await runConfirmed({ door: under, session, section, step, vocabulary, variables }, recorder);
    isHung = attempt.hung;
    return shownStep(attempt, door.plan.checklist.policy.flaky);
  });
  return { isHung };
}

/** Why nothing more of this section is run, or null. */
function stopReason({ door, session }: OpenSection): Reason | null {
  if (session.crashed()) return notReached(text.notReachedAfterBrowser());
  if (!door.abort.aborted) return null;
  const by = door.abortedBy();
  return { kind: 'aborted', by, message: text.aborted({ by }) };
}

function notReached(message: Bilingual): Reason {
  return { kind: 'not-reached', message };
}
