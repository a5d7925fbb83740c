import { Type } from 'typebox';
import { readableUrl } from '../base/readable-url.ts';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { fits, ruleWords, shownText, textRules } from './text-rule.ts';
import { text } from './text.ts';

export const url = defineExpectation({
  name: 'url',
  summary: { ko: '주소가 같거나, 들어 있거나, 무늬에 맞는다.', en: 'The address equals, contains or matches.' },
  args: Type.Object({ ...textRules }, keyRules({ exactlyOne: [['equals', 'contains', 'matches']] })),
  shorthand: 'contains',
  example: 'url: /orders/complete',
  check(world, args) {
    const shown = world.page.url();
    // A path in `equals` means that path of the target.
    const equals = args.equals === undefined ? undefined : String(args.equals);
    const absolute = equals !== undefined && URL.canParse(equals, world.target.baseUrl);
    const wanted = absolute ? { equals: new URL(equals, world.target.baseUrl).href } : args;
    if (fits(wanted, shown)) return Promise.resolve({ ok: true });
    return Promise.resolve({
      ok: false,
      message: text.urlDiffers(),
      expected: ruleWords(wanted),
      observed: shownText(readableUrl(shown)),
    });
  },
});
