import type { Bilingual } from '../../base/bilingual.ts';
import type { World } from '../../model/verb.ts';
import { allowedUrl } from '../../page/allowed-url.ts';
import { conclude, firstBad } from './conclude.ts';
import { startInjection, type Injection } from './inject/injection.ts';
import type { InjectArgs } from './inject/rule.ts';
import { limitOf } from './limit.ts';
import { lookAround, Patience, tableOf, type LookAsk, type LookResult } from './look-around.ts';
import type { Place, Readings } from './place.ts';
import { attachSheets } from './sheet/attach.ts';
import { createPhotographer } from './sheet/shoot.ts';
import { rememberField, typeRung } from './type-rung.ts';
import { setWidth, setZoom, surroundingsOf, type Surroundings } from './surroundings.ts';

export type Climb = {
  readonly places: readonly Place[];
  readonly readings: Readings;
  readonly rungs: readonly bigint[];
  readonly rules: readonly InjectArgs[];
  readonly viewports: readonly number[] | undefined;
  readonly zoom: readonly number[] | undefined;
  readonly limit: boolean;
  /** The rungs are typed into the first place. */
  readonly typed: boolean;
};

/** Looks at one amount or a ladder of them, on all pages, in all places and surroundings, and tells everything that is wrong at once. */
export async function climb(world: World, wish: Climb): Promise<void> {
  const around = surroundingsOf({
    ...(wish.viewports === undefined ? {} : { viewports: wish.viewports }),
    ...(wish.zoom === undefined ? {} : { zoom: wish.zoom }),
  });
  const found: Found = { results: [], limits: [], injected: [], unused: [] };
  const width = world.page.viewportSize()?.width ?? null;
  try {
    await lookEverywhere(world, { wish, around, found });
  } finally {
    await setWidth(world, width);
    await attachSheets(world, found);
    if (!isSingle(wish, around)) await world.attachText('amounts', tableOf(found.results, found.injected));
  }
  // A rung that could not be typed is one look instead of all of its own.
  const wanted = wish.typed ? wish.rungs.length : wish.rungs.length * around.length * wish.places.length;
  conclude(found.results, { wanted, limits: found.limits, unused: found.unused });
}

/** One look at the page as it stands: the step's own picture shows it, and its message tells all. */
function isSingle(wish: Climb, around: readonly Surroundings[]): boolean {
  return !wish.typed && wish.rules.length === 0 && wish.rungs.length * around.length * wish.places.length === 1;
}

type Found = {
  readonly results: LookResult[];
  readonly limits: Bilingual[];
  injected: readonly string[];
  unused: readonly string[];
};
type Work = { readonly wish: Climb; readonly around: readonly Surroundings[]; readonly found: Found };

async function lookEverywhere(world: World, work: Work): Promise<void> {
  const { wish, found } = work;
  const home = world.page.url();
  const injection = wish.rules.length === 0 ? null : await startInjection(world, wish.rules);
  const photographer = createPhotographer(world.page, { good: !isSingle(wish, work.around) });
  let trouble: unknown = null;
  try {
    const pages = [...byPage(wish.places)];
    for (const [index, [page, places]] of pages.entries()) {
      if (world.remainingMs() <= 0) break;
      const share = isSingle(wish, work.around) ? 1 : pages.length - index + 1;
      const patience = new Patience(injection === null ? world.remainingMs() / share : undefined);
      await lookAtPage(world, work, { page, places, injection, photographer, patience });
    }
  } catch (error) {
    trouble = error;
  }
  found.injected = injection?.told() ?? [];
  found.unused = injection?.unused() ?? [];
  const ends = await Promise.allSettled([photographer.stop(), injection?.end() ?? asItWas(world, wish, home)]);
  // What went wrong first is what the step tells; a page that is gone cannot be put back either.
  const late: unknown = ends.flatMap((end): readonly unknown[] => (end.status === 'rejected' ? [end.reason] : []))[0];
  if (trouble !== null || late !== undefined) throw trouble ?? late;
}

type OnePage = {
  readonly page: string | null;
  readonly places: readonly Place[];
  readonly injection: Injection | null;
  readonly photographer: LookAsk['photographer'];
  readonly patience: Patience;
};

async function lookAtPage(world: World, { wish, around, found }: Work, on: OnePage): Promise<void> {
  const { page, places, injection, photographer, patience } = on;
  if (injection !== null) injection.open(page);
  else if (page !== null) await open(world, page);
  const putBack = wish.typed ? await rememberField(world, places) : null;
  const own: LookResult[] = [];
  const zooms = around.some(({ zoom }) => zoom !== 100);
  const base = { places, readings: wish.readings, around, patience, zooms, photographer };
  let earlier: ReadonlySet<bigint> = new Set();
  for (const krw of wish.rungs) {
    if (world.remainingMs() <= 0) break;
    await injection?.show(krw);
    const mistyped = wish.typed ? await typeRung(world, { krw, places, around, photographer }) : null;
    if (mistyped !== null) {
      found.results.push(mistyped);
      continue;
    }
    earlier = new Set([...earlier, ...(injection?.before() ?? [])]);
    const looks = await lookAround(world, { ...base, krw, earlier });
    own.push(...looks);
    found.results.push(...looks);
    earlier = new Set([...earlier, krw, ...looks.map(({ expected }) => expected)]);
  }
  await putBack?.();
  const first = firstBad(own);
  if (!wish.limit || injection === null || first === undefined || found.limits.length > 0) return;
  const ask = { ...base, krw: 0n, earlier: new Set<bigint>() };
  const limit = await limitOf(world, { results: own, injection, ask }, first.place);
  if (limit !== null) found.limits.push(limit);
}

/** The places of each page together, in the order in which the pages are named first. */
function byPage(places: readonly Place[]): ReadonlyMap<string | null, readonly Place[]> {
  const pages = new Map<string | null, Place[]>();
  for (const place of places) pages.set(place.page, [...(pages.get(place.page) ?? []), place]);
  return pages;
}

/** Without rewritten answers nothing was reloaded: text sizes go back, and so does the page when others were opened. */
async function asItWas(world: World, wish: Climb, home: string): Promise<void> {
  if (world.page.url() !== home) await open(world, home);
  else if (wish.zoom !== undefined) for (const { locator } of wish.places) await setZoom(world.locate(locator), 100);
}

async function open(world: World, address: string): Promise<void> {
  const { href } = allowedUrl(world.target, address);
  await world.page.goto(href, { waitUntil: 'domcontentloaded', timeout: Math.max(1_000, world.remainingMs()) });
}
