import { Type } from 'typebox';
import { Expression, keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { shownText } from './text-rule.ts';
import { text } from './text.ts';

export const that = defineExpectation({
  name: 'that',
  summary: { ko: '변수로 쓴 식이 참이다.', en: 'An expression over variables is true.' },
  args: Type.Object(
    {
      expression: Expression,
      message: Type.Optional(Type.String({ minLength: 1, description: 'What to say when it is not' })),
    },
    keyRules({}),
  ),
  shorthand: 'expression',
  example: 'that: { expression: "after = before - 1", message: 재고가 하나 줄어야 한다 }',
  async check(world, args) {
    const value = await world.evaluate(args.expression);
    if (value === true) return { ok: true };
    // Nothing changes variables while a step waits.
    const message = text.notTrue({ expression: args.expression, message: args.message });
    return {
      ok: false,
      final: true,
      message,
      expected: `${args.expression} = true`,
      observed: shownText(JSON.stringify(value) ?? 'undefined'),
    };
  },
});
