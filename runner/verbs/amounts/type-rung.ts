import type { World } from '../../model/verb.ts';
import type { LookAsk, LookResult } from './look-around.ts';
import type { Place } from './place.ts';
import { putBack, typeAmount, valueBefore } from './typing.ts';
import type { Surroundings } from './surroundings.ts';

/** Remembers what the field holds; answers how to put it back. */
export async function rememberField(world: World, places: readonly Place[]): Promise<() => Promise<void>> {
  const [field] = places;
  if (field === undefined) return () => Promise.resolve();
  const value = await valueBefore(world, field);
  return () => putBack(world.locate(field.locator), value);
}

/** Types one amount into the first place; what went wrong as a look of its own, or null when all places can be looked at. */
export async function typeRung(
  world: World,
  of: {
    readonly krw: bigint;
    readonly places: readonly Place[];
    readonly around: readonly Surroundings[];
    readonly photographer: LookAsk['photographer'];
  },
): Promise<LookResult | null> {
  const [place] = of.places;
  const [around] = of.around;
  if (place === undefined || around === undefined) return null;
  const answer = await typeAmount(world, place, of.krw);
  if (answer.ok) return null;
  const shot = await (of.photographer?.take({ locator: world.locate(place.locator), around, bad: true }) ?? null);
  return { krw: of.krw, expected: of.krw, place, around, answer, shot };
}
