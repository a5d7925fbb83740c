import type { Expect, Locator } from '@playwright/test';
import type { LocatorArgs } from '../model/locator.ts';
import type { Check, World } from '../model/verb.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { oneLook } from './playwright-expect.ts';
import { text } from './text.ts';

type State = {
  readonly state: 'checked' | 'enabled' | 'disabled';
  readonly matcher: (locator: Locator, expect: Expect, options: { readonly timeout: number }) => Promise<void>;
};

/** One look at a control's state with Playwright's own rules, which know labels, fieldsets and ARIA. */
export async function judgeState(world: World, args: LocatorArgs, asked: State): Promise<Check> {
  const locator = world.locate(args);
  const verdict = await oneLook((expect, options) => asked.matcher(locator, expect, options));
  if (verdict.holds) return { ok: true };
  const seen = await look(locator);
  const [element] = seen.elements;
  if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
  const message = text.notInState({ what: world.describe(args), state: asked.state });
  return {
    ok: false,
    message,
    expected: asked.state,
    observed: verdict.observed ?? element.words,
    detail: verdict.detail,
  };
}
