import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';

export const hover = defineVerb({
  name: 'hover',
  summary: { ko: '마우스를 올린다.', en: 'Moves the mouse over something.' },
  effect: 'touch',
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: 'text',
  example: 'hover: 카테고리',
  async run(world, args) {
    await actOn(world, args, { ready: 'visible', act: (locator, timeout) => locator.hover({ timeout }) });
  },
});
