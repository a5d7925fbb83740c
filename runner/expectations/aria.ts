import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { hasLocator } from '../page/has-locator.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { ariaLook } from './playwright-expect.ts';
import { shownText } from './text-rule.ts';
import { text } from './text.ts';

export const aria = defineExpectation({
  name: 'aria',
  summary: { ko: '접근성 구조가 스냅샷과 맞는다.', en: 'The accessible structure fits a snapshot.' },
  args: Type.Object(
    {
      snapshot: Type.String({ minLength: 1, description: "Playwright's aria snapshot, in YAML" }),
      ...locatorProperties,
    },
    keyRules({ locator: 'optional' }),
  ),
  shorthand: 'snapshot',
  example: 'aria: { role: navigation, snapshot: "- link \\"장바구니\\"" }',
  async check(world, args) {
    const located = hasLocator(args);
    const locator = located ? world.locate(args) : world.root.locator('body');
    const verdict = await ariaLook(locator, args.snapshot);
    if (verdict.holds) return { ok: true };
    const seen = await look(locator);
    if (seen.count !== 1) return lookProblem(world, located ? args : { css: 'body' }, seen);
    return {
      ok: false,
      message: text.ariaDiffers({ what: located ? world.describe(args) : 'page' }),
      expected: args.snapshot,
      ...(verdict.observed === null ? {} : { observed: shownText(verdict.observed) }),
      ...(verdict.detail === '' ? {} : { detail: verdict.detail }),
    };
  },
});
