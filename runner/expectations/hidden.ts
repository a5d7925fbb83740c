import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { text } from './text.ts';

export const hidden = defineExpectation({
  name: 'hidden',
  summary: { ko: '없거나 보이지 않는다.', en: 'Something is absent or not to be seen.' },
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: 'text',
  example: 'hidden: 품절',
  async check(world, args) {
    const seen = await look(world.locate(args));
    // A document that is just being replaced shows nothing, which proves nothing.
    if (seen.place === 'navigating') return lookProblem(world, args, seen);
    if (seen.count > 1) return lookProblem(world, args, seen);
    const [element] = seen.elements;
    if (element === undefined || !element.visible) return { ok: true };
    return { ok: false, message: text.stillShown({ what: world.describe(args) }), observed: element.words };
  },
});
