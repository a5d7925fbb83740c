import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';
import { refuseRealCard } from './real-card.ts';

export const fill = defineVerb({
  name: 'fill',
  summary: { ko: '입력란을 비우고 값을 넣는다.', en: 'Empties a field and puts a value in it.' },
  effect: 'touch',
  args: Type.Object(
    {
      ...locatorProperties,
      value: Type.Union([Type.String(), Type.Number()], {
        description: 'What to put in; may hold ${secret:NAME}, which is never shown',
      }),
    },
    keyRules({ locator: 'required' }),
  ),
  shorthand: null,
  example: 'fill: { label: 검색, value: 이불 }',
  async run(world, args) {
    const value = String(args.value);
    refuseRealCard(world, value);
    // The value may be a secret, and Playwright's call log would repeat it.
    await actOn(world, args, {
      ready: 'usable',
      hide: value,
      act: (locator, timeout) => locator.fill(value, { timeout }),
    });
  },
});
