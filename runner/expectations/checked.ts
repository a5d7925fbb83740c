import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { judgeState } from './judge-state.ts';

export const checked = defineExpectation({
  name: 'checked',
  summary: { ko: '선택되어 있다.', en: 'A checkbox, radio or switch is on.' },
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: 'name',
  example: 'checked: 전체 동의',
  check(world, args) {
    return judgeState(world, args, {
      state: 'checked',
      matcher: (locator, expect, options) => expect(locator).toBeChecked(options),
    });
  },
});
