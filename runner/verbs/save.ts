import { readableUrl } from '../base/readable-url.ts';
import { Type } from 'typebox';
import type { JsonValue } from '../base/json.ts';
import { parseWon } from '../base/money.ts';
import { locatorProperties, type LocatorArgs } from '../model/locator.ts';
import { Expression, keyRules, LocatorArg } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb, type World } from '../model/verb.ts';
import { ready } from './act.ts';
import { look, type ElementFacts, type Wanted } from '../page/look.ts';
import { fold } from '../page/fold.ts';
import { problemWords } from '../page/judge-amount.ts';
import { VariableName } from './schema.ts';
import { text as pageText } from '../page/text.ts';
import { text } from './text.ts';

const sources = ['text', 'value', 'attribute', 'count', 'url', 'expression'] as const;

const SaveArgs = Type.Object(
  {
    as: VariableName,
    text: Type.Optional(LocatorArg),
    value: Type.Optional(LocatorArg),
    attribute: Type.Optional(
      Type.Object(
        { ...locatorProperties, attribute: Type.String({ minLength: 1 }) },
        keyRules({ locator: 'required' }),
      ),
    ),
    count: Type.Optional(LocatorArg),
    url: Type.Optional(Type.Literal(true)),
    expression: Type.Optional(Expression),
    amount: Type.Optional(Type.Boolean({ description: 'Parse the text into a number of KRW, exactly' })),
  },
  keyRules({ exactlyOne: [[...sources]] }),
);

export const save = defineVerb({
  name: 'save',
  summary: { ko: '화면의 값을 변수에 담는다.', en: 'Keeps a value of the page in a variable.' },
  effect: 'look',
  args: SaveArgs,
  shorthand: null,
  example: 'save: { as: price, text: { testid: price }, amount: true }',
  async run(world, args) {
    const value = await read(world, args);
    world.variables.set(args.as, args.amount === true ? won(args.as, value) : value);
  },
});

async function read(world: World, args: Type.Static<typeof SaveArgs>): Promise<JsonValue> {
  if (args.text !== undefined) return fold((await one(world, args.text, { text: true })).text);
  if (args.value !== undefined) {
    const { value } = await one(world, args.value, {});
    if (value === null) throw new StepFailure(text.noValue({ what: world.describe(args.value) }));
    return value;
  }
  if (args.attribute !== undefined) return attributeOf(world, args.attribute);
  if (args.count !== undefined) return world.locate(args.count).count();
  if (args.url === true) return world.page.url();
  if (args.expression === undefined) throw new StepFailure(text.oneOf({ keys: sources }));
  const result = await world.evaluate(args.expression);
  if (result === null) throw new StepFailure(text.undefinedResult({ expression: args.expression }));
  return result;
}

async function attributeOf(world: World, asked: LocatorArgs & { readonly attribute: string }): Promise<string> {
  const { attribute } = await one(world, asked, { attribute: asked.attribute });
  if (attribute === null)
    throw new StepFailure(text.noAttribute({ what: world.describe(asked), attribute: asked.attribute }));
  return attribute;
}

/** The facts of the one element, read in the look after it was found. */
async function one(world: World, args: LocatorArgs, wanted: Wanted): Promise<ElementFacts> {
  const locator = await ready(world, args, 'present');
  const [element] = (await look(locator, wanted)).elements;
  if (element === undefined)
    throw new StepFailure(
      pageText.notFound({
        what: world.describe(args),
        url: readableUrl(world.page.url()),
        near: [],
        place: 'navigating',
      }),
    );
  return element;
}

function won(name: string, value: JsonValue): JsonValue {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const parsed = parseWon(shown);
  if ('problem' in parsed)
    throw new StepFailure(pageText.notAnAmount({ what: name, shown, problem: problemWords(parsed.problem) }), {
      observed: shown,
    });
  // JSON has no big integers; an amount beyond the safe ones stays exact as digits.
  const number = Number(parsed.krw);
  return Number.isSafeInteger(number) ? number : parsed.krw.toString();
}
