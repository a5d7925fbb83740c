import { Type } from 'typebox';
import { Expression, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb, type World } from '../model/verb.ts';
import { call, httpMethods, type HttpAnswer } from '../page/call-http.ts';
import { AnyValue } from '../page/any-value.ts';
import { sameJson } from '../page/same-json.ts';
import { refuseRealCard } from './real-card.ts';
import { text } from './text.ts';

const Address = Type.String({ minLength: 1, description: 'Path, or absolute URL of an allowed host' });
const Status = Type.Integer({ minimum: 100, maximum: 599 });
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const Scalars = Type.Record(Type.String(), Scalar);

const HttpArgs = Type.Object(
  {
    get: Type.Optional(Address),
    post: Type.Optional(Address),
    put: Type.Optional(Address),
    patch: Type.Optional(Address),
    delete: Type.Optional(Address),
    query: Type.Optional(Scalars),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    json: Type.Optional(AnyValue),
    form: Type.Optional(Scalars),
    status: Type.Optional(
      Type.Union([Status, Type.Array(Status, { minItems: 1 })], { description: 'Expected status; default 200–299' }),
    ),
    expect: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object({ expression: Expression }, { additionalProperties: false }),
          Type.Object({ path: Expression, equals: AnyValue }, { additionalProperties: false }),
        ]),
        { description: 'Over body, status and headers' },
      ),
    ),
    save: Type.Optional(
      Type.Record(Type.String(), Expression, { description: 'Variables from JSONata over body, status and headers' }),
    ),
  },
  keyRules({ exactlyOne: [[...httpMethods]] }),
);

type HttpArgs = Type.Static<typeof HttpArgs>;

export const http = defineVerb({
  name: 'http',
  summary: { ko: 'API를 부르고 응답을 확인한다.', en: 'Calls an API with the session’s cookies and holds its answer.' },
  effect: 'touch',
  args: HttpArgs,
  shorthand: null,
  example: 'http: { get: /api/me, expect: [ { path: body.grade, equals: GOLD } ] }',
  async run(world, args) {
    const { json, form, query } = args;
    refuseRealCard(world, JSON.stringify([json, form, query]));
    const answer = await call(world, args);
    judgeStatus(answer, args.status);
    for (const expectation of args.expect ?? []) await judgeAnswer(world, answer, expectation);
    for (const [name, expression] of Object.entries(args.save ?? {})) {
      const value = await world.evaluate(expression, answer.facts);
      if (value === null) throw new StepFailure(text.undefinedResult({ expression }), { observed: answer.shown });
      world.variables.set(name, value);
    }
  },
});

function judgeStatus(answer: HttpAnswer, expected: HttpArgs['status']): void {
  const { request, status, shown } = answer;
  const right = expected === undefined ? status >= 200 && status < 300 : [expected].flat().includes(status);
  if (right) return;
  const words = expected === undefined ? '200–299' : [expected].flat().join(', ');
  throw new StepFailure(text.httpStatusUnexpected({ request, status, expected: words }), {
    expected: words,
    observed: `HTTP ${status}\n${shown}`,
  });
}

type AnswerExpectation = NonNullable<HttpArgs['expect']>[number];

async function judgeAnswer(world: World, answer: HttpAnswer, expectation: AnswerExpectation): Promise<void> {
  const { request, facts, shown } = answer;
  if ('expression' in expectation) {
    const { expression } = expectation;
    const value = await world.evaluate(expression, facts);
    if (value === true) return;
    throw new StepFailure(text.httpExpectation({ request, expression }), {
      expected: expression,
      observed: `${JSON.stringify(value)}\n${shown}`,
    });
  }
  const { path, equals } = expectation;
  const value = await world.evaluate(path, facts);
  if (sameJson(value, equals)) return;
  const expected = `${path} = ${JSON.stringify(equals)}`;
  throw new StepFailure(text.httpExpectation({ request, expression: expected }), {
    expected,
    observed: `${path} = ${JSON.stringify(value)}\n${shown}`,
  });
}
