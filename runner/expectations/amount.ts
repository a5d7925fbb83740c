import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { Amount, keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { declaredKrw, judgeAmount } from '../page/judge-amount.ts';

export const amount = defineExpectation({
  name: 'amount',
  summary: { ko: '화면의 금액이 정확하다.', en: 'A shown price is exactly this many KRW.' },
  args: Type.Object({ ...locatorProperties, equals: Amount }, keyRules({ locator: 'required' })),
  shorthand: null,
  example: 'amount: { testid: total, equals: "59,000" }',
  async check(world, args) {
    const found = await judgeAmount(world, args, declaredKrw(args.equals));
    return found.ok ? { ok: true } : found;
  },
});
