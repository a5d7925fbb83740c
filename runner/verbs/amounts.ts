import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { Amount, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { declaredKrw, judgeAmount } from '../page/judge-amount.ts';

export const amounts = defineVerb({
  name: 'amounts',
  summary: { ko: '화면의 금액이 정확한지 본다.', en: 'Holds that a shown price is exactly this amount.' },
  effect: 'look',
  args: Type.Object({ ...locatorProperties, shows: Amount }, keyRules({ locator: 'required' })),
  shorthand: null,
  example: 'amounts: { testid: total, shows: "99,900,000,000" }',
  async run(world, args) {
    const krw = declaredKrw(args.shows);
    const answer = await world.until(() => judgeAmount(world, args, krw));
    if (answer.ok) return;
    throw new StepFailure(answer.message, {
      ...(answer.expected === undefined ? {} : { expected: answer.expected }),
      ...(answer.observed === undefined ? {} : { observed: answer.observed }),
    });
  },
});
