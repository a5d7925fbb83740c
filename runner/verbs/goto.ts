import { Type } from 'typebox';
import { keyRules, templated } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb, type World } from '../model/verb.ts';
import { actionBudget, guarded } from '../page/playwright-call.ts';
import { allowedUrl, isAllowed } from '../page/allowed-url.ts';
import { networkTrouble } from '../page/network-trouble.ts';
import { text as pageText } from '../page/text.ts';
import { text } from './text.ts';

export const goto = defineVerb({
  name: 'goto',
  summary: { ko: '페이지를 연다.', en: 'Opens a page of the target.' },
  effect: 'look',
  args: Type.Object(
    {
      url: Type.String({ minLength: 1, description: 'Path, or absolute URL of an allowed host' }),
      status: Type.Optional(
        templated(
          Type.Integer({ minimum: 100, maximum: 599, description: 'Expected HTTP status; default: any below 400' }),
        ),
      ),
    },
    keyRules({}),
  ),
  shorthand: 'url',
  example: 'goto: /cart',
  async run(world, args) {
    const url = allowedUrl(world.target, args.url);
    // What the step then expects waits for the rest; `networkidle` would wait for adverts.
    const response = await guarded(
      () => world.page.goto(url.href, { waitUntil: 'domcontentloaded', timeout: actionBudget(world) }),
      {
        failure: (detail) =>
          new StepFailure(pageText.noAnswer({ url: url.href, why: networkTrouble(detail) }), { detail }),
      },
    );
    // Null for a move inside the same document, which has no answer of its own.
    if (response !== null) judgeStatus(response.status(), { url: url.href, expected: args.status });
    stillAllowed(world);
  },
});

function judgeStatus(status: number, asked: { readonly url: string; readonly expected: number | undefined }): void {
  const right = asked.expected === undefined ? status < 400 : status === asked.expected;
  if (right) return;
  const expected = asked.expected === undefined ? 'HTTP < 400' : `HTTP ${asked.expected}`;
  throw new StepFailure(text.httpStatus({ url: asked.url, status }), { expected, observed: `HTTP ${status}` });
}

function stillAllowed(world: World): void {
  const url = world.page.url();
  if (!isAllowed(world.target, new URL(url)))
    throw new StepFailure(pageText.redirectedAway({ url, host: new URL(url).host }));
}
