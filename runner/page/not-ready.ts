import { readableUrl } from '../base/readable-url.ts';
import type { LocatorArgs } from '../model/locator.ts';
import { StepFailure } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { look, type Look } from './look.ts';
import { similar } from './similar.ts';
import { text } from './text.ts';

/** The failure for a locator that did not come to mean one usable element. */
export async function notReady(world: World, args: LocatorArgs, seen: Look): Promise<StepFailure> {
  const what = world.describe(args);
  const url = readableUrl(world.page.url());
  if (seen.count === 0) {
    const near = seen.place === 'seen' ? await similar(world, args) : [];
    const outer = seen.place === 'seen' ? await missingOuter(world, args) : null;
    const missingAround = outer === null ? null : world.describe(outer);
    return new StepFailure(text.notFound({ what, url, near, place: seen.place, missingAround }), {
      expected: what,
      observed: text.matched({ count: 0 }).en,
    });
  }
  const words = seen.elements.map((element) => element.words);
  if (seen.count > 1) {
    return new StepFailure(text.ambiguous({ what, count: seen.count, words }), {
      expected: what,
      observed: words.join('\n'),
    });
  }
  const hiddenNow = seen.elements[0]?.visible === false;
  const message = hiddenNow
    ? text.notVisible({ what, words: words[0] ?? '' })
    : text.notEnabled({ what, words: words[0] ?? '' });
  return new StepFailure(message, { expected: what, observed: words[0] ?? '' });
}

/** The outermost `within` that matches nothing: what is inside it cannot be there, and is not what broke. */
async function missingOuter(world: World, args: LocatorArgs): Promise<LocatorArgs | null> {
  if (args.within === undefined) return null;
  const further = await missingOuter(world, args.within);
  if (further !== null) return further;
  const seen = await look(world.locate(args.within));
  return seen.place === 'seen' && seen.count === 0 ? args.within : null;
}
