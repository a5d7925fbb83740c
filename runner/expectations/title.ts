import { Type } from 'typebox';
import { keyRules } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { fold } from '../page/fold.ts';
import { look } from '../page/look.ts';
import { fits, ruleWords, shownText, textRules } from './text-rule.ts';
import { text } from './text.ts';

export const title = defineExpectation({
  name: 'title',
  summary: {
    ko: '페이지 제목이 같거나, 들어 있거나, 무늬에 맞는다.',
    en: 'The page title equals, contains or matches.',
  },
  args: Type.Object({ ...textRules }, keyRules({ exactlyOne: [['equals', 'contains', 'matches']] })),
  shorthand: 'equals',
  example: 'title: 장바구니 | 하늘홈쇼핑',
  async check(world, args) {
    // An SVG in the page may have titles too; the document's own is the one in its head.
    const seen = await look(world.page.locator('head > title').first(), { text: true });
    const shown = fold(seen.elements[0]?.text ?? '');
    const rule = args.equals === undefined ? args : { equals: fold(String(args.equals)) };
    if (fits(rule, shown)) return { ok: true };
    return { ok: false, message: text.titleDiffers(), expected: ruleWords(args), observed: shownText(shown) };
  },
});
