import { readableUrl } from '../base/readable-url.ts';
import type { LocatorArgs } from '../model/locator.ts';
import type { Check, World } from '../model/verb.ts';
import { notReady } from './not-ready.ts';
import type { Look } from './look.ts';
import { text } from './text.ts';

/** Only a look this near the end of the budget is worth searching the page for what was meant. */
const lastLookMs = 50;

/** The answer of a check whose locator does not mean exactly one element. */
export async function lookProblem(world: World, args: LocatorArgs, seen: Look): Promise<Check> {
  const what = world.describe(args);
  if (world.remainingMs() > lastLookMs) {
    return {
      ok: false,
      message: text.notFound({ what, url: readableUrl(world.page.url()), near: [], place: seen.place }),
      expected: what,
    };
  }
  const failure = await notReady(world, args, seen);
  return {
    ok: false,
    message: failure.text,
    expected: what,
    observed: failure.observed ?? text.matched({ count: seen.count }).en,
  };
}
