import type { Bilingual } from '../../base/bilingual.ts';
import { formatWon } from '../../base/money.ts';
import type { World } from '../../model/verb.ts';
import type { Injection } from './inject/injection.ts';
import { lookAround, Patience, type LookAsk, type LookResult } from './look-around.ts';
import type { Place } from './place.ts';
import { firstBroken } from './rungs.ts';
import { text } from './text.ts';

/** Less time than this is left for telling what was found. */
const limitStepMs = 4_000;
/** While a limit is searched, every second look is expected to fail. */
const shortPatienceMs = 400;
const placesMax = 4;

/** From which amount each broken place of the open page breaks: between its last right rung and its first broken one. */
export async function limitsOf(
  world: World,
  of: { readonly results: readonly LookResult[]; readonly injection: Injection; readonly ask: LookAsk },
): Promise<readonly Bilingual[]> {
  const places = [...new Set(of.results.filter(({ answer }) => !answer.ok).map(({ place }) => place))];
  const found: Bilingual[] = [];
  for (const place of places.slice(0, placesMax)) {
    const limit = await limitOf(world, of, place);
    if (limit !== null) found.push(limit);
  }
  return found;
}

async function limitOf(
  world: World,
  of: { readonly results: readonly LookResult[]; readonly injection: Injection; readonly ask: LookAsk },
  place: Place,
): Promise<Bilingual | null> {
  const own = of.results.filter((result) => result.place === place);
  const bad = own.filter(({ answer }) => !answer.ok).toSorted((one, other) => (one.krw < other.krw ? -1 : 1))[0];
  if (bad === undefined) return null;
  const many = new Set(of.results.map((result) => result.place)).size > 1;
  const words = many ? place.words : null;
  const below = own.flatMap(({ krw }) => (krw < bad.krw ? [krw] : []));
  const shown = bad.answer.shown ?? null;
  if (below.length === 0) return text.breaksFrom({ place: words, from: formatWon(bad.krw), good: null, shown });
  const right = below.reduce((most, krw) => (krw > most ? krw : most));
  let last = shown;
  const found = await firstBroken({ right, broken: bad.krw }, async (krw) => {
    if (world.remainingMs() < limitStepMs) return null;
    await of.injection.show(krw);
    const patience = new Patience(shortPatienceMs);
    const ask = { ...of.ask, krw, places: [place], around: [bad.around], patience, photographer: null };
    const looks = await lookAround(world, ask);
    const broken = looks.find(({ answer }) => !answer.ok);
    if (broken !== undefined) last = broken.answer.shown ?? last;
    return broken === undefined;
  });
  return text.breaksFrom({ place: words, from: formatWon(found.broken), good: formatWon(found.right), shown: last });
}
