import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { text } from './text.ts';

export const visible = defineExpectation({
  name: 'visible',
  summary: { ko: '화면에 보인다.', en: 'Something is there to be seen.' },
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: 'text',
  example: 'visible: 주문 완료',
  async check(world, args) {
    const seen = await look(world.locate(args));
    const [element] = seen.elements;
    if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
    if (element.visible) return { ok: true };
    const what = world.describe(args);
    return {
      ok: false,
      message: text.notShown({ what, words: element.words }),
      expected: what,
      observed: element.words,
    };
  },
});
