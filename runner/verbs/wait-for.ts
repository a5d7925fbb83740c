import type { Response } from '@playwright/test';
import { Type } from 'typebox';
import { Expectations, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb, type World } from '../model/verb.ts';
import { actionBudget, guarded } from '../page/playwright-call.ts';
import { text } from './text.ts';

const ResponseSchema = Type.Object(
  {
    url: Type.String({ minLength: 1, description: 'The address contains this' }),
    method: Type.Optional(Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
    status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599 })),
  },
  keyRules({}),
);

export const waitFor = defineVerb({
  name: 'wait-for',
  summary: { ko: '기대한 상태나 응답을 기다린다.', en: 'Waits until one expectation holds or a response arrives.' },
  effect: 'look',
  args: Type.Object(
    { response: Type.Optional(ResponseSchema), expect: Type.Optional(Expectations) },
    keyRules({ inline: 'expect', exactlyOne: [['response', 'expect']] }),
  ),
  shorthand: null,
  example: 'wait-for: { visible: 주문이 접수되었습니다 }',
  async run(world, args) {
    if (args.expect !== undefined) await world.verify(args.expect);
    else if (args.response !== undefined) await awaitResponse(world, args.response);
    else throw new StepFailure(text.oneOf({ keys: ['response', 'expect'] }));
  },
});

async function awaitResponse(world: World, asked: Type.Static<typeof ResponseSchema>): Promise<void> {
  const what = [asked.method ?? 'any', asked.url, asked.status ?? ''].join(' ').trim();
  await guarded(
    () => world.page.waitForResponse((response) => fits(response, asked), { timeout: actionBudget(world) }),
    {
      failure: (detail) => new StepFailure(text.noResponse({ what }), { expected: what, detail }),
    },
  );
}

function fits(response: Response, asked: Type.Static<typeof ResponseSchema>): boolean {
  return (
    response.url().includes(asked.url) &&
    (asked.method === undefined || response.request().method() === asked.method) &&
    (asked.status === undefined || response.status() === asked.status)
  );
}
