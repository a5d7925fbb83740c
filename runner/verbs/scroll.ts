import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';
import { hasLocator } from '../page/has-locator.ts';
import { text } from './text.ts';

const Pixels = Type.Integer({ minimum: -100_000, maximum: 100_000 });

export const scroll = defineVerb({
  name: 'scroll',
  summary: { ko: '화면을 움직인다.', en: 'Brings something into view, or scrolls by pixels or to an end.' },
  effect: 'touch',
  args: Type.Object(
    {
      ...locatorProperties,
      by: Type.Optional(
        Type.Object({ x: Type.Optional(Pixels), y: Type.Optional(Pixels) }, { additionalProperties: false }),
      ),
      to: Type.Optional(Type.Enum(['top', 'bottom'])),
    },
    keyRules({ locator: 'optional' }),
  ),
  shorthand: 'to',
  example: 'scroll: bottom',
  async run(world, args) {
    if (hasLocator(args)) {
      await actOn(world, args, {
        ready: 'present',
        act: (locator, timeout) => locator.scrollIntoViewIfNeeded({ timeout }),
      });
      return;
    }
    if (args.by === undefined && args.to === undefined)
      throw new StepFailure(text.oneOf({ keys: ['locator', 'by', 'to'] }));
    await world.root.locator('html').evaluate(scrollDocument, { by: args.by ?? null, to: args.to ?? null });
  },
});

type Ask = { readonly by: { readonly x?: number; readonly y?: number } | null; readonly to: 'top' | 'bottom' | null };

/** Runs in the page: at once, because a smooth scroll would still be moving when the next action looks. */
function scrollDocument(root: Element, ask: Ask): void {
  if (ask.by !== null) window.scrollBy({ left: ask.by.x ?? 0, top: ask.by.y ?? 0, behavior: 'instant' });
  if (ask.to !== null) window.scrollTo({ top: ask.to === 'top' ? 0 : root.scrollHeight, behavior: 'instant' });
}
