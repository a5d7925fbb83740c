import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { fits, ruleWords, shownText, textRules } from './text-rule.ts';
import { text } from './text.ts';

export const attribute = defineExpectation({
  name: 'attribute',
  summary: {
    ko: '속성이 같거나, 들어 있거나, 무늬에 맞거나, 없다.',
    en: 'An attribute equals, contains, matches or is absent.',
  },
  args: Type.Object(
    {
      ...locatorProperties,
      attribute: Type.String({ minLength: 1 }),
      ...textRules,
      absent: Type.Optional(Type.Literal(true, { description: 'The attribute is not there' })),
    },
    keyRules({ locator: 'required', exactlyOne: [['equals', 'contains', 'matches', 'absent']] }),
  ),
  shorthand: null,
  example: 'attribute: { role: link, name: 고객센터, attribute: href, contains: "tel:" }',
  async check(world, args) {
    const seen = await look(world.locate(args), { attribute: args.attribute });
    const [element] = seen.elements;
    if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
    const about = { what: world.describe(args), attribute: args.attribute };
    const shown = element.attribute;
    if (args.absent === true) {
      if (shown === null) return { ok: true };
      return { ok: false, message: text.attributePresent(about), expected: 'absent', observed: shownText(shown) };
    }
    if (shown !== null && fits(args, shown)) return { ok: true };
    return {
      ok: false,
      message: text.attributeDiffers(about),
      expected: ruleWords(args),
      observed: shown === null ? '(absent)' : shownText(shown),
    };
  },
});
