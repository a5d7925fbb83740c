import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { Amount, keyRules } from '../model/marks.ts';
import { NeedsPerson, StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { declaredKrw, judgeReadable } from '../page/judge-amount.ts';

export const amounts = defineVerb({
  name: 'amounts',
  summary: {
    ko: '화면의 금액이 정확하고 사람이 읽을 수 있는지 본다.',
    en: 'Holds that a shown price is exactly this amount and that a person can read it.',
  },
  effect: 'look',
  args: Type.Object({ ...locatorProperties, shows: Amount }, keyRules({ locator: 'required' })),
  shorthand: null,
  example: 'amounts: { testid: total, shows: "99,900,000,000" }',
  async run(world, args) {
    const krw = declaredKrw(args.shows);
    let onlyPerson = false;
    const answer = await world.until(async () => {
      const seen = await judgeReadable(world, args, krw);
      onlyPerson = seen.person === true;
      return seen;
    });
    if (answer.ok) return;
    if (onlyPerson) throw new NeedsPerson(answer.message);
    throw new StepFailure(answer.message, {
      ...(answer.expected === undefined ? {} : { expected: answer.expected }),
      ...(answer.observed === undefined ? {} : { observed: answer.observed }),
      ...(answer.detail === undefined ? {} : { detail: answer.detail }),
    });
  },
});
