import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { judgeState } from './judge-state.ts';

export const disabled = defineExpectation({
  name: 'disabled',
  summary: { ko: '사용할 수 없다.', en: 'A control cannot be used.' },
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: 'name',
  example: 'disabled: 구매하기',
  check(world, args) {
    return judgeState(world, args, {
      state: 'disabled',
      matcher: (locator, expect, options) => expect(locator).toBeDisabled(options),
    });
  },
});
