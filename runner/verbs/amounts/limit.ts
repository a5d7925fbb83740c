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
/** A search may take this share of the time that is left: the repairs begin with the first place, not with the last won. */
const shareOfTime = 1 / 3;

/** From which amount the place of this look breaks: between its last right rung and its first broken one. */
export async function limitOf(
  world: World,
  of: { readonly results: readonly LookResult[]; readonly injection: Injection; readonly ask: LookAsk },
  place: Place,
): Promise<Bilingual | null> {
  const own = of.results.filter((result) => result.place === place);
  const bad = own.filter(({ answer }) => !answer.ok).toSorted((one, other) => (one.krw < other.krw ? -1 : 1))[0];
  if (bad === undefined) return null;
  const below = own.flatMap(({ krw }) => (krw < bad.krw ? [krw] : []));
  if (below.length === 0) return text.breaksFrom({ from: formatWon(bad.krw), good: null });
  const right = below.reduce((most, krw) => (krw > most ? krw : most));
  const untilMs = Math.max(limitStepMs, world.remainingMs() * (1 - shareOfTime));
  const found = await firstBroken({ right, broken: bad.krw }, async (krw) => {
    if (world.remainingMs() < untilMs) return null;
    await of.injection.show(krw);
    const patience = new Patience(Math.min(shortPatienceMs, of.ask.patience.ms));
    const ask = { ...of.ask, krw, places: [place], around: [bad.around], patience, photographer: null };
    return (await lookAround(world, ask)).every(({ answer }) => answer.ok);
  });
  const [from, good] = [formatWon(found.broken), formatWon(found.right)];
  return found.broken - found.right === 1n ? text.breaksFrom({ from, good }) : text.breaksBetween({ from, good });
}
