import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';
import { guarded } from '../page/playwright-call.ts';
import { hasLocator } from '../page/has-locator.ts';
import { refuseRealCard } from './real-card.ts';
import { text } from './text.ts';

export const press = defineVerb({
  name: 'press',
  summary: { ko: '키를 누른다.', en: 'Presses a key, in the focused element or the one named.' },
  effect: 'touch',
  args: Type.Object(
    {
      key: Type.String({ minLength: 1, description: 'Playwright key: Enter, Escape, ArrowDown, Control+A …' }),
      ...locatorProperties,
    },
    keyRules({ locator: 'optional' }),
  ),
  shorthand: 'key',
  example: 'press: Enter',
  async run(world, args) {
    // One key at a time also makes a number.
    if (args.key.length === 1) refuseRealCard(world, args.key);
    if (hasLocator(args)) {
      await actOn(world, args, { ready: 'visible', act: (locator, timeout) => locator.press(args.key, { timeout }) });
      return;
    }
    await guarded(() => world.page.keyboard.press(args.key), {
      failure: (detail) =>
        new StepFailure(text.keyFailed({ key: args.key, why: detail.split('\n')[0] ?? '' }), { detail }),
    });
  },
});
