import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { lookProblem } from '../page/look-problem.ts';
import { look } from '../page/look.ts';
import { text } from './text.ts';

export const image = defineExpectation({
  name: 'image',
  summary: { ko: '이미지를 다 받아 보여 준다.', en: 'An image has loaded and has a size.' },
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: null,
  example: 'image: { alt: 오늘의 방송 }',
  async check(world, args) {
    const seen = await look(world.locate(args));
    const [element] = seen.elements;
    if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
    const what = world.describe(args);
    const { image: state } = element;
    if (state === null) return { ok: false, message: text.noImage({ what, words: element.words }) };
    if (state.complete && state.width > 0) return { ok: true };
    return {
      ok: false,
      message: text.imageBroken({ what, state: state.complete ? 'broken' : 'loading' }),
      observed: state.source,
    };
  },
});
