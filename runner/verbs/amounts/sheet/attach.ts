import type { World } from '../../../model/verb.ts';
import type { LookResult } from '../look-around.ts';
import { text } from '../text.ts';
import { composeSheet } from './compose.ts';

/** Attaches one sheet of pictures a place; those with something wrong come first. */
export async function attachSheets(
  world: World,
  of: { readonly results: readonly LookResult[]; readonly injected: readonly string[] },
): Promise<void> {
  const places = [...new Set(of.results.map(({ place }) => place))];
  const looks = places.map((place) => of.results.filter((result) => result.place === place));
  const badOf = (results: readonly LookResult[]): number => results.filter(({ answer }) => !answer.ok).length;
  for (const results of looks.toSorted((one, other) => Math.sign(badOf(other)) - Math.sign(badOf(one)))) {
    const sheet = composeSheet(results);
    const place = results[0]?.place;
    if (sheet === null || place === undefined) continue;
    const caption = text.sheetCaption({
      place: place.words,
      looks: results.length,
      bad: badOf(results),
      injected: of.injected.length > 0,
    });
    await world.attachPicture('amounts', { ...sheet, caption, alarming: badOf(results) > 0 });
  }
}
