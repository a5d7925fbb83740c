import { Type } from 'typebox';
import { Actions, Expression, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { text } from './text.ts';

export const when = defineVerb({
  name: 'when',
  summary: { ko: '조건이 참일 때만 한다.', en: 'Acts only when a condition is true.' },
  effect: 'touch',
  args: Type.Object({ if: Expression, do: Actions, else: Type.Optional(Actions) }, keyRules({})),
  shorthand: null,
  example: 'when: { if: "points > 0", do: [ { click: 포인트 사용 } ] }',
  async run(world, args) {
    const value = await world.evaluate(args.if);
    if (typeof value !== 'boolean') {
      throw new StepFailure(text.notTrueOrFalse({ expression: args.if, value: JSON.stringify(value) ?? 'undefined' }));
    }
    await world.perform(value ? args.do : (args.else ?? []));
  },
});
