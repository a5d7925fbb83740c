import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { fits, notContains, ruleWords, shownText, textRules } from './text-rule.ts';
import { text } from './text.ts';

export const value = defineExpectation({
  name: 'value',
  summary: {
    ko: '입력란의 값이 같거나, 들어 있거나, 무늬에 맞는다.',
    en: 'The value of a field equals, contains or matches.',
  },
  args: Type.Object(
    { ...locatorProperties, ...textRules, 'not-contains': notContains },
    keyRules({ locator: 'required', exactlyOne: [['equals', 'contains', 'matches', 'not-contains']] }),
  ),
  shorthand: null,
  example: 'value: { label: 수량, equals: "1" }',
  async check(world, args) {
    const seen = await look(world.locate(args));
    const [element] = seen.elements;
    if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
    const what = world.describe(args);
    if (element.value === null) return { ok: false, message: text.noField({ what, words: element.words }) };
    if (fits(args, element.value)) return { ok: true };
    return {
      ok: false,
      message: text.valueDiffers({ what }),
      expected: ruleWords(args),
      observed: shownText(element.value),
    };
  },
});
