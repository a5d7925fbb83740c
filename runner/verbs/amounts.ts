import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { Amount, keyRules, LocatorArg } from '../model/marks.ts';
import { NeedsPerson, StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { declaredKrw, judgeReadable } from '../page/judge-amount.ts';
import { climb } from './amounts/climb.ts';
import { text } from './amounts/text.ts';

const Inject = Type.Object(
  {
    url: Type.String({ minLength: 1, description: 'Address whose answer holds the price, of the target itself' }),
    path: Type.Optional(
      Type.String({ minLength: 1, description: 'Where in the JSON: price, options[0].price, items[*].price' }),
    ),
    text: Type.Optional(Type.String({ minLength: 1, description: 'The amount as it stands in the HTML: 92,500,000' })),
  },
  { additionalProperties: false },
);

export const amounts = defineVerb({
  name: 'amounts',
  summary: {
    ko: '화면의 금액이 정확하고 사람이 읽을 수 있는지 본다.',
    en: 'Holds that a shown price is exactly this amount and that a person can read it.',
  },
  effect: 'look',
  args: Type.Object(
    {
      ...locatorProperties,
      also: Type.Optional(
        Type.Array(LocatorArg, { maxItems: 20, description: 'More places that must show the same amount' }),
      ),
      shows: Type.Optional(Amount),
      ladder: Type.Optional(
        Type.Union([Type.Literal('default'), Type.Array(Amount, { minItems: 1, maxItems: 50 })], {
          description: 'Amounts that are put into the answer of `inject` one after the other',
        }),
      ),
      inject: Type.Optional(Inject),
      viewports: Type.Optional(
        Type.Array(Type.Integer({ minimum: 240, maximum: 4_000 }), { minItems: 1, maxItems: 8 }),
      ),
      zoom: Type.Optional(Type.Array(Type.Integer({ minimum: 50, maximum: 300 }), { minItems: 1, maxItems: 6 })),
      'display-limit': Type.Optional(Type.Boolean({ description: 'Search the smallest amount that breaks' })),
    },
    keyRules({ locator: 'required', exactlyOne: [['shows', 'ladder']] }),
  ),
  shorthand: null,
  example: 'amounts: { testid: total, shows: "99,900,000,000" }',
  async run(world, args) {
    const { also = [], shows, ladder, inject, viewports, zoom, 'display-limit': limit = false, ...place } = args;
    if ((ladder === undefined) !== (inject === undefined)) throw new StepFailure(text.needsInject());
    if (ladder !== undefined || viewports !== undefined || zoom !== undefined || also.length > 0) {
      await climb(world, { places: [place, ...also], shows, ladder, inject, viewports, zoom, limit });
      return;
    }
    const krw = declaredKrw(shows ?? '');
    let onlyPerson = false;
    const answer = await world.until(async () => {
      const seen = await judgeReadable(world, place, krw);
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
