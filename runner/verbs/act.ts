import { stripVTControlCharacters } from 'node:util';
import type { Locator } from '@playwright/test';
import type { LocatorArgs } from '../model/locator.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Check, World } from '../model/verb.ts';
import { look, type Look } from './look.ts';
import { similar } from './similar.ts';
import { text } from './text.ts';

/** What an element must be before it is acted on. `present` is for what acts on hidden elements too, such as file fields. */
export type Readiness = 'usable' | 'visible' | 'present';

/** A single Playwright action gets at least this, so that an element found at the last moment can still be acted on. */
const actionMsMin = 250;

/**
 * Waits until the locator means exactly one element that is ready, then acts once with what is left of the budget.
 * Throws StepFailure that says what was looked for and what was there instead.
 */
export async function actOn<T>(
  world: World,
  args: LocatorArgs,
  options: {
    readonly ready: Readiness;
    readonly act: (locator: Locator, timeoutMs: number) => Promise<T>;
    readonly hide?: string;
  },
): Promise<T> {
  const locator = await ready(world, args, options.ready);
  const what = world.describe(args);
  return guarded(() => options.act(locator, actionBudget(world)), {
    failure: (detail) =>
      new StepFailure(text.actionFailed({ what, why: whyOf(detail) }), {
        detail: hidden(detail, options.hide),
        observed: world.page.url(),
      }),
  });
}

/** Milliseconds one Playwright call may take; never 0, which Playwright reads as "for ever". */
export function actionBudget(world: World): number {
  return Math.max(actionMsMin, world.remainingMs());
}

/** Waits until the locator means exactly one element that is ready. */
export async function ready(world: World, args: LocatorArgs, readiness: Readiness): Promise<Locator> {
  const locator = world.locate(args);
  let last: Look = { count: 0, elements: [], place: 'seen' };
  const answer = await world.until(async () => {
    last = await look(locator);
    return isReady(last, readiness) ? { ok: true } : notYet;
  });
  if (answer.ok) return locator;
  throw await notReady(world, args, last);
}

const notYet: Check = { ok: false, message: { ko: '', en: '' } };

function isReady(seen: Look, readiness: Readiness): boolean {
  const [element] = seen.elements;
  if (seen.count !== 1 || element === undefined) return false;
  if (readiness === 'present') return true;
  return element.visible && (readiness === 'visible' || element.enabled);
}

/** The failure for a locator that did not come to mean one usable element. */
export async function notReady(world: World, args: LocatorArgs, seen: Look): Promise<StepFailure> {
  const what = world.describe(args);
  const url = world.page.url();
  if (seen.count === 0) {
    const near = seen.place === 'seen' ? await similar(world, args) : [];
    return new StepFailure(text.notFound({ what, url, near, place: seen.place }), {
      expected: what,
      observed: text.matched({ count: 0 }).en,
    });
  }
  const words = seen.elements.map((element) => element.words);
  if (seen.count > 1) {
    return new StepFailure(text.ambiguous({ what, count: seen.count, words }), {
      expected: what,
      observed: words.join('\n'),
    });
  }
  const hiddenNow = seen.elements[0]?.visible === false;
  const message = hiddenNow
    ? text.notVisible({ what, words: words[0] ?? '' })
    : text.notEnabled({ what, words: words[0] ?? '' });
  return new StepFailure(message, { expected: what, observed: words[0] ?? '' });
}

/**
 * Runs one Playwright call and turns what the page did wrong into a StepFailure. A page or browser that is gone is
 * nobody's step failure: that error passes through, for the engine to judge.
 */
export async function guarded<T>(
  call: () => Promise<T>,
  options: { readonly failure: (detail: string) => StepFailure },
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof StepFailure || isGone(error) || !isPlaywrights(error))
      throw error;
    throw options.failure(stripVTControlCharacters(error.message));
  }
}

/** Playwright's words for a page, context or browser that is no longer there. */
export function isGone(error: Error): boolean {
  return /Target (page, context or browser|closed|crashed)|has been closed|Page crashed|browser has disconnected/i.test(
    error.message,
  );
}

/** Playwright's errors start with the call that failed, `locator.click: …`; its time-outs have a name. */
function isPlaywrights(error: Error): boolean {
  return error.name === 'TimeoutError' || /^[a-zA-Z]+\.[a-zA-Z]+: /.test(error.message);
}

/** The line of a call log that says why nothing happened, in Playwright's own words. */
function whyOf(detail: string): string {
  const lines = detail.split('\n').map((line) => line.replace(/^[\s-]+/, '').replace(/^\d+ × /, ''));
  const telling =
    /intercepts pointer events|not visible|not enabled|not stable|not editable|outside of the viewport|detached|did not find some options|not an? <|Malformed|Not a checkbox/i;
  return lines.findLast((line) => telling.test(line)) ?? lines[0] ?? '';
}

function hidden(detail: string, secret: string | undefined): string {
  return secret === undefined || secret === ''
    ? detail
    : detail.replaceAll(secret, '***').replaceAll(JSON.stringify(secret).slice(1, -1), '***');
}
