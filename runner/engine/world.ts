import type { FrameLocator, Page } from 'playwright';
import { evaluate } from '../checklist/expression.ts';
import { resolveArgs } from '../checklist/resolve-args.ts';
import { limits } from '../base/limits.ts';
import type { Span } from '../base/span.ts';
import { Blocked, SetupError, StepFailure } from '../model/trouble.ts';
import type { Action, ActionArgs, Expectation } from '../model/checklist.ts';
import type { PaymentGate } from '../model/payment.ts';
import type { AttachedPicture, Check, Scope, Variables, Vocabulary, World } from '../model/verb.ts';
import { describe, locate } from '../verbs/locate.ts';
import { untilTrue } from '../verbs/until.ts';
import type { ShownWord } from './door.ts';
import { Aborted, PlacedFailure, stopIfOver, type Stage } from './stage.ts';
import { takeScreenshot } from './evidence.ts';
import { text } from './text.ts';

/** Runs actions in order. Throws PlacedFailure for the first that fails. */
export async function perform(stage: Stage, actions: readonly Action[], scope: Scope = {}): Promise<void> {
  for (const action of actions) {
    await placed(stage, { name: action.verb, at: action.at }, async () => {
      const verb = stage.vocabulary.verbs.find((word) => word.name === action.verb);
      if (verb === undefined) throw new SetupError(text.toolError({ why: `no verb "${action.verb}"` }));
      stopAfterShown(stage);
      const world = worldFor(stage, action.at, scope);
      const args = await resolve(stage, action.args, verb, world.variables);
      stopIfOver(stage);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- resolveArgs has checked them against this very word's schema
      await verb.run(world, args as never);
    });
  }
}

/** Holds expectations in order. Each may wait for the page until the step's budget ends. */
export async function verify(stage: Stage, expectations: readonly Expectation[], scope: Scope = {}): Promise<void> {
  for (const expectation of expectations) {
    await placed(stage, { name: expectation.matcher, at: expectation.at }, async () => {
      const word = stage.vocabulary.expectations.find((one) => one.name === expectation.matcher);
      if (word === undefined) throw new SetupError(text.toolError({ why: `no expectation "${expectation.matcher}"` }));
      stopIfOver(stage);
      stopAfterShown(stage);
      const world = worldFor(stage, expectation.at, scope);
      const args = await resolve(stage, expectation.args, word, world.variables);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      const result = await world.until(() => word.check(world, args as never));
      if (!result.ok) throw failureOf(result);
    });
  }
}

/** What comes after a payment that was only shown has nothing to stand on: there is no order, and that is no failure of the shop. */
function stopAfterShown({ shownOnly }: Stage): void {
  if (shownOnly) throw new Blocked('render-only', text.nothingPaid());
}

/** The failure that a check's last look describes. */
export function failureOf(check: Extract<Check, { ok: false }>): StepFailure {
  return new StepFailure(check.message, {
    ...(check.expected === undefined ? {} : { expected: check.expected }),
    ...(check.observed === undefined ? {} : { observed: check.observed }),
    ...(check.detail === undefined ? {} : { detail: check.detail }),
  });
}

async function placed(stage: Stage, word: ShownWord, body: () => Promise<void>): Promise<void> {
  const { door } = stage;
  const run = async (): Promise<void> => {
    try {
      await door.masking?.look(stage.current);
      await body();
    } catch (trouble) {
      if (trouble instanceof PlacedFailure || trouble instanceof Aborted) throw trouble;
      const at = trouble instanceof StepFailure && trouble.at !== undefined ? trouble.at : word.at;
      throw new PlacedFailure(at, trouble);
    } finally {
      await door.masking?.look(stage.current);
    }
  };
  await (door.aroundWord?.(word, run) ?? run());
}

function resolve(
  stage: Stage,
  args: ActionArgs,
  word: Vocabulary['verbs'][number] | Vocabulary['expectations'][number],
  variables: Variables,
): Promise<ActionArgs> {
  return resolveArgs(args, word, { bindings: variables.all(), secrets: stage.door.secrets });
}

function worldFor(stage: Stage, at: Span, scope: Scope): World {
  const { door, session } = stage;
  const page = scope.page ?? session.page;
  const root: Page | FrameLocator = scope.root ?? page;
  const variables = scope.variables ?? stage.variables;
  stage.current = page;
  const remainingMs = (): number => Math.max(0, stage.deadlineMs - door.clock.elapsed());
  const inner = (changes: Scope | undefined): Scope => ({ page, root: changes?.page ?? root, variables, ...changes });
  return {
    page,
    root,
    target: door.plan.target,
    section: stage.section,
    step: stage.step,
    at,
    variables,
    request: session.context.request,
    gate: watchedGate(stage, door.gates.gateFor(page, remainingMs)),
    person: door.personFor(stage.step),
    locate: (args) => locate(root, args),
    describe,
    remainingMs,
    until: (check) => untilTrue(page, check, remainingMs),
    perform: (actions, changes) => perform(stage, actions, inner(changes)).catch(pictureFirst(stage, changes)),
    verify: async (expectations, changes) => {
      await verify(stage, expectations, inner(changes)).catch(pictureFirst(stage, changes));
      if (isElsewhere(stage, changes)) await takePicture(stage);
    },
    evaluate: (expression, extra) => evaluate(expression, { ...variables.all(), ...extra }),
    expectDialog: (answer) => {
      session.dialogAnswers.push(answer);
    },
    attachText: async (label, content) => {
      const name = `${stage.attempt}-${label}.txt`;
      const file = await door.evidence.text(stage.step.id, name, content);
      stage.evidence.push({ kind: 'text', label, file, attempt: stage.attempt });
    },
    attachPicture: (label, picture) => attachPicture(stage, label, picture),
    signals: session.facts,
  };
}

/** Files beyond the limit are told as missing: a report that nobody can open holds no evidence at all. */
async function attachPicture(stage: Stage, label: string, picture: AttachedPicture): Promise<void> {
  const { attempt, door } = stage;
  const { bytes, width, height, alarming } = picture;
  // It was taken for measuring, before anything could be covered.
  if (door.masking !== undefined) {
    stage.evidence.push({ kind: 'missing', what: label, why: 'a mask is in force for this step', attempt });
    return;
  }
  if (bytes.length > limits.evidenceBytesPerFile) {
    stage.evidence.push({ kind: 'missing', what: label, why: `${bytes.length} bytes`, attempt });
    return;
  }
  const before = stage.evidence.filter((one) => one.kind === 'picture').length;
  const name = `${attempt}-${label}${before === 0 ? '' : `-${before + 1}`}.png`;
  const file = await door.evidence.bytes(stage.step.id, name, bytes);
  const { shown } = door.evidence;
  const caption = { ko: shown(picture.caption.ko), en: shown(picture.caption.en) };
  stage.evidence.push({ kind: 'picture', label, caption, alarming, file, width, height, attempt });
}

/** Knows while a payment is in progress, begins none for an attempt that is over, and whether one was only shown. */
function watchedGate(stage: Stage, gate: PaymentGate): PaymentGate {
  return {
    refuse: (refusal, step) => gate.refuse(refusal, step),
    shown: async (intent) => {
      await gate.shown(intent);
      stage.shownOnly = true;
    },
    pay: async (intent, press) => {
      stopIfOver(stage);
      const paying = gate.pay(intent, press);
      stage.paying = paying;
      try {
        return await paying;
      } finally {
        stage.paying = null;
      }
    },
  };
}

/** True for a scope on a page of its own, which the word that opened it closes before the step ends. */
function isElsewhere(stage: Stage, scope: Scope | undefined): boolean {
  return scope?.page !== undefined && scope.page !== stage.session.page;
}

/** Takes the picture of a popup in which something went wrong while it is still open. */
function pictureFirst(stage: Stage, scope: Scope | undefined): (trouble: unknown) => Promise<never> {
  return async (trouble) => {
    if (isElsewhere(stage, scope) && !stage.current.isClosed() && !stage.over) await takePicture(stage);
    throw trouble;
  };
}

/** Puts a picture of the page that was last looked at, or of the section's own when that is gone, before all other evidence. */
export async function takePicture(stage: Stage, isHung = false): Promise<void> {
  const { session, current, step, attempt, door } = stage;
  const page = current.isClosed() ? session.page : current;
  stage.pictured = page !== session.page;
  stage.evidence.unshift(
    await takeScreenshot(session, page, { folder: step.id, attempt, isHung, masking: door.masking }, door.evidence),
  );
}
