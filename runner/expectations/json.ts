import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import { Expression, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineExpectation, type Check, type World } from '../model/verb.ts';
import { call, type HttpAnswer } from '../page/call-http.ts';
import { sameJson } from '../page/same-json.ts';
import { AnyValue } from '../page/any-value.ts';
import { shownText } from './text-rule.ts';
import { text } from './text.ts';

/** A page that changes all the time must not make us ask the shop's API all the time. */
const pauseMs = 250;

const JsonArgs = Type.Object(
  {
    get: Type.String({ minLength: 1, description: 'Path, or absolute URL of an allowed host' }),
    expression: Type.Optional(Expression),
    path: Type.Optional(Expression),
    equals: Type.Optional(AnyValue),
  },
  keyRules({ exactlyOne: [['expression', 'path']] }),
);

export const json = defineExpectation({
  name: 'json',
  summary: { ko: 'API의 응답이 조건에 맞는다.', en: 'What an API answers meets a condition.' },
  args: JsonArgs,
  shorthand: null,
  example: 'json: { get: /api/cart, path: body.count, equals: 1 }',
  async check(world, args) {
    const answer = await ask(world, args);
    if (!answer.ok) await sleep(Math.min(pauseMs, world.remainingMs()));
    return answer;
  },
});

async function ask(world: World, args: Type.Static<typeof JsonArgs>): Promise<Check> {
  try {
    const answer = await call(world, { get: args.get });
    return await judge(world, args, answer);
  } catch (error) {
    // No answer now may be an answer later; the budget ends it.
    if (error instanceof StepFailure)
      return { ok: false, message: error.text, ...(error.detail === undefined ? {} : { detail: error.detail }) };
    throw error;
  }
}

async function judge(world: World, args: Type.Static<typeof JsonArgs>, answer: HttpAnswer): Promise<Check> {
  const failed = { ok: false, message: text.jsonDiffers({ url: args.get }) } as const;
  const shown = (value: unknown): string =>
    shownText(`${JSON.stringify(value) ?? 'undefined'}\nHTTP ${answer.status}\n${answer.shown}`);
  if (args.expression !== undefined) {
    const value = await world.evaluate(args.expression, answer.facts);
    return value === true ? { ok: true } : { ...failed, expected: args.expression, observed: shown(value) };
  }
  if (args.path === undefined || args.equals === undefined)
    return { ok: false, final: true, message: text.oneOf({ keys: ['expression', 'path + equals'] }) };
  const value = await world.evaluate(args.path, answer.facts);
  if (sameJson(value, args.equals)) return { ok: true };
  return { ...failed, expected: `${args.path} = ${JSON.stringify(args.equals)}`, observed: shown(value) };
}
