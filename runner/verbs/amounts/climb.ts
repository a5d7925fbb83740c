import type { Bilingual } from '../../base/bilingual.ts';
import { formatWon } from '../../base/money.ts';
import type { LocatorArgs } from '../../model/locator.ts';
import { NeedsPerson, StepFailure } from '../../model/trouble.ts';
import type { World } from '../../model/verb.ts';
import { declaredKrw } from '../../page/judge-amount.ts';
import { startInjection, type InjectRule, type Injection } from './inject.ts';
import { lookAround, shortPatienceMs, tableOf, whereWords, type LookResult } from './look-around.ts';
import { defaultRungs, firstBroken } from './rungs.ts';
import { setWidth, setZoom, surroundingsOf } from './surroundings.ts';
import { text } from './text.ts';

export type Climb = {
  readonly places: readonly LocatorArgs[];
  readonly shows: string | number | undefined;
  readonly ladder: 'default' | readonly (string | number)[] | undefined;
  readonly inject: InjectRule | undefined;
  readonly viewports: readonly number[] | undefined;
  readonly zoom: readonly number[] | undefined;
  readonly limit: boolean;
};

/** Looks at one amount or a ladder of them, in all places and surroundings, and tells everything that is wrong at once. */
export async function climb(world: World, wish: Climb): Promise<void> {
  const { places } = wish;
  const around = surroundingsOf({
    ...(wish.viewports === undefined ? {} : { viewports: wish.viewports }),
    ...(wish.zoom === undefined ? {} : { zoom: wish.zoom }),
  });
  const width = world.page.viewportSize()?.width ?? null;
  const injection = wish.inject === undefined ? null : await startInjection(world, wish.inject);
  const results: LookResult[] = [];
  const rungs = rungsOf(wish);
  let limit: Bilingual | null = null;
  try {
    for (const krw of rungs) {
      if (world.remainingMs() <= 0) break;
      await injection?.show(krw);
      results.push(...(await lookAround(world, { krw, places, around })));
    }
    if (wish.limit && injection !== null) limit = await limitOf(world, { results, places, injection });
  } finally {
    await setWidth(world, width);
    await injection?.end();
  }
  const [first] = places;
  if (wish.zoom !== undefined && injection === null && first !== undefined) await setZoom(world.locate(first), 100);
  await world.attachText('amounts', tableOf(results, wish.inject?.url ?? null));
  conclude(results, { wanted: rungs.length * around.length * places.length, limit });
}

function rungsOf(wish: Climb): readonly bigint[] {
  if (wish.ladder === undefined) return [declaredKrw(wish.shows ?? '')];
  return wish.ladder === 'default' ? defaultRungs : wish.ladder.map(declaredKrw);
}

function conclude(
  results: readonly LookResult[],
  of: { readonly wanted: number; readonly limit: Bilingual | null },
): void {
  const bad = results.filter(({ wrong, person }) => wrong !== null && !person);
  const [first] = bad;
  if (first?.wrong !== undefined && first.wrong !== null) {
    const facts = {
      looks: results.length,
      bad: bad.length,
      where: whereWords(first),
      first: first.wrong,
      limit: of.limit,
    };
    throw new StepFailure(text.someFail(facts), {
      expected: formatWon(first.krw),
      observed: bad.map(whereWords).join('\n'),
    });
  }
  const unsure = results.find(({ wrong }) => wrong !== null);
  if (unsure?.wrong !== undefined && unsure.wrong !== null) throw new NeedsPerson(unsure.wrong);
  if (results.length < of.wanted) throw new NeedsPerson(text.outOfTime({ looks: results.length }));
}

/** Between the last amount that is right and the first that breaks, in the one place and surroundings where it broke. */
async function limitOf(
  world: World,
  of: {
    readonly results: readonly LookResult[];
    readonly places: readonly LocatorArgs[];
    readonly injection: Injection;
  },
): Promise<Bilingual | null> {
  const bad = of.results
    .filter(({ wrong }) => wrong !== null)
    .toSorted((one, other) => (one.krw < other.krw ? -1 : 1))[0];
  if (bad === undefined) return null;
  const below = of.results.flatMap(({ krw }) => (krw < bad.krw ? [krw] : []));
  if (below.length === 0) return text.breaksFrom({ from: formatWon(bad.krw), good: null });
  const right = below.reduce((most, krw) => (krw > most ? krw : most));
  const places = of.places.filter((place) => world.describe(place) === bad.place);
  const found = await firstBroken({ right, broken: bad.krw }, async (krw) => {
    if (world.remainingMs() < limitStepMs) return null;
    await of.injection.show(krw);
    const ask = { krw, places, around: [bad.around], patienceMs: shortPatienceMs };
    return (await lookAround(world, ask)).every(({ wrong }) => wrong === null);
  });
  return text.breaksFrom({ from: formatWon(found.broken), good: formatWon(found.right) });
}

/** Less time than this is left for telling what was found. */
const limitStepMs = 4_000;
