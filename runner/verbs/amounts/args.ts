import Type, { type Static } from 'typebox';
import { locatorProperties } from '../../model/locator.ts';
import { Amount, keyRules, LocatorArg } from '../../model/marks.ts';

const Formula = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'Whole won from the amount: amount * 3 - 5000; `/` rounds down; names of `read` may stand in it',
});

const placeProperties = {
  written: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Text around the amount: "월 {amount}원"' }),
  ),
  is: Type.Optional(Formula),
};

const Also = Type.Object(
  {
    ...locatorProperties,
    ...placeProperties,
    page: Type.Optional(Type.String({ minLength: 1, description: 'Page of the target that is opened for this place' })),
  },
  keyRules({ locator: 'required' }),
);

const Inject = Type.Object(
  {
    url: Type.String({ minLength: 1, description: 'Address whose answer holds the price, of the target itself' }),
    method: Type.Optional(
      Type.Union([Type.Literal('GET'), Type.Literal('POST')], {
        description: 'POST: the request goes out as it is, only its answer is rewritten',
      }),
    ),
    path: Type.Optional(
      Type.String({ minLength: 1, description: 'Where in the JSON: price, options[0].price, items[*].price' }),
    ),
    text: Type.Optional(Type.String({ minLength: 1, description: 'The amount as it stands in the HTML: 92,500,000' })),
    is: Type.Optional(Formula),
    set: Type.Optional(
      Type.Record(Type.String(), Formula, { description: 'Several paths of the JSON, each with its formula' }),
    ),
    replace: Type.Optional(
      Type.Record(Type.String(), Formula, { description: 'Several amounts in the HTML, each with its formula' }),
    ),
  },
  keyRules({ exactlyOne: [['path', 'text', 'set', 'replace']] }),
);

const Rungs = Type.Union([Type.Literal('default'), Type.Array(Amount, { minItems: 1, maxItems: 50 })]);

export const amountsArgs = Type.Object(
  {
    ...locatorProperties,
    ...placeProperties,
    also: Type.Optional(
      Type.Array(Type.Union([Also, Type.String({ minLength: 1 })]), {
        maxItems: 20,
        description: 'More places that must show the same amount; a bare text is the visible text itself',
      }),
    ),
    shows: Type.Optional(Amount),
    ladder: Type.Optional(
      Type.Union([...Rungs.anyOf], {
        description: 'Amounts that are put into the answer of `inject` one after the other',
      }),
    ),
    type: Type.Optional(
      Type.Union([...Rungs.anyOf], { description: 'Amounts that are typed into this field one after the other' }),
    ),
    inject: Type.Optional(Type.Union([Inject, Type.Array(Inject, { minItems: 1, maxItems: 20 })])),
    read: Type.Optional(
      Type.Record(Type.String(), LocatorArg, { description: 'Whole numbers on the page, by the name in formulas' }),
    ),
    viewports: Type.Optional(Type.Array(Type.Integer({ minimum: 240, maximum: 4_000 }), { minItems: 1, maxItems: 8 })),
    zoom: Type.Optional(Type.Array(Type.Integer({ minimum: 50, maximum: 300 }), { minItems: 1, maxItems: 6 })),
    'display-limit': Type.Optional(Type.Boolean({ description: 'Search the smallest amount that breaks' })),
  },
  keyRules({ locator: 'required', exactlyOne: [['shows', 'ladder', 'type']] }),
);

export type AmountsArgs = Static<typeof amountsArgs>;
