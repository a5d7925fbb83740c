import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules, templated } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { look } from '../page/look.ts';
import { text } from './text.ts';

const Count = Type.Optional(templated(Type.Integer({ minimum: 0 })));

export const count = defineExpectation({
  name: 'count',
  summary: { ko: '일치하는 것의 개수가 맞는다.', en: 'So many elements match.' },
  args: Type.Object(
    { ...locatorProperties, equals: Count, 'at-least': Count, 'at-most': Count },
    keyRules({ locator: 'required' }),
  ),
  shorthand: null,
  example: 'count: { testid: product-card, at-least: 1 }',
  async check(world, args) {
    const { equals, 'at-least': least, 'at-most': most } = args;
    if (equals === undefined && least === undefined && most === undefined) {
      return { ok: false, final: true, message: text.oneOf({ keys: ['equals', 'at-least', 'at-most'] }) };
    }
    const seen = await look(world.locate(args));
    const right =
      (equals === undefined || seen.count === equals) &&
      (least === undefined || seen.count >= least) &&
      (most === undefined || seen.count <= most);
    if (right && seen.place !== 'navigating') return { ok: true };
    const expected = Object.entries({ equals, 'at-least': least, 'at-most': most })
      .filter(([, wanted]) => wanted !== undefined)
      .map(([key, wanted]) => `${key}: ${wanted}`);
    return {
      ok: false,
      message: text.countDiffers({ what: world.describe(args), count: seen.count }),
      expected: expected.join(', '),
      observed: [String(seen.count), ...seen.elements.map((element) => element.words)].join('\n'),
    };
  },
});
