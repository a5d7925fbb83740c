import { stripVTControlCharacters } from 'node:util';
import { StepFailure } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';

/** A single Playwright action gets at least this, so that an element found at the last moment can still be acted on. */
const actionMsMin = 250;

/** Milliseconds one Playwright call may take; never 0, which Playwright reads as "for ever". */
export function actionBudget(world: World): number {
  return Math.ceil(Math.max(actionMsMin, world.remainingMs()));
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
