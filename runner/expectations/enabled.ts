import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { judgeState } from './judge-state.ts';

export const enabled = defineExpectation({
  name: 'enabled',
  summary: { ko: '사용할 수 있다.', en: 'A control can be used.' },
  args: Type.Object(locatorProperties, keyRules({ locator: 'required' })),
  shorthand: 'name',
  example: 'enabled: 구매하기',
  check(world, args) {
    return judgeState(world, args, {
      state: 'enabled',
      matcher: (locator, expect, options) => expect(locator).toBeEnabled(options),
    });
  },
});
