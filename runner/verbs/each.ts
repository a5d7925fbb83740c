import { Type } from 'typebox';
import { limits } from '../base/limits.ts';
import { Actions, Expression, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { VariableName } from './schema.ts';
import { text } from './text.ts';

export const each = defineVerb({
  name: 'each',
  summary: { ko: '목록의 항목마다 되풀이한다.', en: 'Repeats actions for each item of a list.' },
  effect: 'touch',
  args: Type.Object({ in: Expression, as: VariableName, do: Actions }, keyRules({})),
  shorthand: null,
  example: 'each: { in: "categories", as: category, do: [ { click: "${category}" } ] }',
  async run(world, args) {
    const value = await world.evaluate(args.in);
    if (!Array.isArray(value))
      throw new StepFailure(text.notAList({ expression: args.in }), { observed: JSON.stringify(value) });
    if (value.length > limits.eachRows)
      throw new StepFailure(text.tooManyRows({ count: value.length, max: limits.eachRows }));
    for (const item of value) {
      await world.perform(args.do, { variables: world.variables.child({ [args.as]: item }) });
    }
  },
});
