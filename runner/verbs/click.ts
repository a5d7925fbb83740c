import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules, templated } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';

export const click = defineVerb({
  name: 'click',
  summary: { ko: '버튼이나 링크를 누른다.', en: 'Presses a button, a link or anything else.' },
  effect: 'touch',
  args: Type.Object(
    {
      ...locatorProperties,
      button: Type.Optional(Type.Enum(['left', 'right', 'middle'], { description: 'Mouse button; default left' })),
      times: Type.Optional(
        templated(Type.Integer({ minimum: 1, maximum: 10, description: 'Clicks in a row; 2 is a double click' })),
      ),
    },
    keyRules({ locator: 'required' }),
  ),
  shorthand: 'name',
  example: 'click: 장바구니 담기',
  async run(world, args) {
    const button = args.button === undefined ? {} : { button: args.button };
    const clickCount = args.times === undefined ? {} : { clickCount: args.times };
    await actOn(world, args, {
      ready: 'usable',
      act: (locator, timeout) => locator.click({ timeout, ...button, ...clickCount }),
    });
  },
});
