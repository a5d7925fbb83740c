import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { fold } from '../page/fold.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { fits, notContains, ruleWords, shownText, textRules } from './text-rule.ts';
import { text as words } from './text.ts';

export const text = defineExpectation({
  name: 'text',
  summary: { ko: '글이 같거나, 들어 있거나, 무늬에 맞는다.', en: 'The text of something equals, contains or matches.' },
  args: Type.Object(
    { ...locatorProperties, ...textRules, 'not-contains': notContains },
    keyRules({ locator: 'required', exactlyOne: [['equals', 'contains', 'matches', 'not-contains']] }),
  ),
  shorthand: null,
  example: 'text: { testid: order-status, equals: 결제 완료 }',
  async check(world, args) {
    const seen = await look(world.locate(args), { text: true });
    const [element] = seen.elements;
    if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
    const shown = fold(element.text);
    const rule = args.equals === undefined ? args : { equals: fold(String(args.equals)) };
    if (fits(rule, shown)) return { ok: true };
    return {
      ok: false,
      message: words.textDiffers({ what: world.describe(args) }),
      expected: ruleWords(args),
      observed: shownText(shown),
    };
  },
});
