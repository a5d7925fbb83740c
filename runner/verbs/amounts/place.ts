import type { Bilingual } from '../../base/bilingual.ts';
import type { LocatorArgs } from '../../model/locator.ts';
import type { World } from '../../model/verb.ts';
import { readWhole } from '../../page/judge-amount.ts';
import { parseFormula, valueOf, type Formula } from './formula.ts';
import { text } from './text.ts';

/** A place that shows the amount, or another that follows from it. */
export type Place = {
  readonly locator: LocatorArgs;
  /** The page that is opened for it; null is the page that is open. */
  readonly page: string | null;
  /** The text around the amount: `월 {amount}원`. */
  readonly written: string | null;
  readonly is: Formula | null;
  readonly words: string;
};

export type PlaceArgs = LocatorArgs & { readonly page?: string; readonly written?: string; readonly is?: string };

/** A place as the checklist writes it. */
export function placeOf(world: World, args: PlaceArgs): Place {
  const { page = null, written = null, is, ...locator } = args;
  const where = page === null ? '' : `${page} `;
  return {
    locator,
    page,
    written,
    is: is === undefined ? null : parseFormula(is),
    words: `${where}${world.describe(locator)}${is === undefined ? '' : ` (${is})`}`,
  };
}

export type Readings = { readonly [name: string]: LocatorArgs };

/** The amount that a place must show, exactly, or why nobody can tell. Numbers that its formula takes from the page are read now. */
export async function expectedAt(
  world: World,
  place: Place,
  of: { readonly krw: bigint; readonly readings: Readings },
): Promise<bigint | Bilingual> {
  const { is } = place;
  if (is === null) return of.krw;
  const values = new Map([['amount', of.krw]]);
  for (const [name, locator] of Object.entries(of.readings)) {
    const value = await readWhole(world, locator);
    if (value !== null) values.set(name, value);
  }
  const expected = valueOf(is, values);
  const unread = Object.keys(of.readings).filter((name) => !values.has(name));
  return expected ?? text.noValue({ place: place.words, unread });
}
