import { readableUrl } from '../base/readable-url.ts';
import type { Locator } from '@playwright/test';
import type { LocatorArgs } from '../model/locator.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Check, World } from '../model/verb.ts';
import { look, type Look } from '../page/look.ts';
import { notReady } from '../page/not-ready.ts';
import { actionBudget, guarded } from '../page/playwright-call.ts';
import { text } from './text.ts';

/** What an element must be before it is acted on. `present` is for what acts on hidden elements too, such as file fields. */
export type Readiness = 'usable' | 'visible' | 'present';

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
        observed: readableUrl(world.page.url()),
      }),
  });
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
