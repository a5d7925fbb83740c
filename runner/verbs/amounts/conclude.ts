import type { Bilingual } from '../../base/bilingual.ts';
import { formatWon } from '../../base/money.ts';
import { NeedsPerson, StepFailure } from '../../model/trouble.ts';
import type { Place } from './place.ts';
import { whereWords, type LookResult } from './look-around.ts';
import { text } from './text.ts';

/** What all looks come to. Throws StepFailure with every bad look, or NeedsPerson where only a person can tell. */
export function conclude(
  results: readonly LookResult[],
  of: { readonly wanted: number; readonly limits: readonly Bilingual[]; readonly unused: readonly string[] },
): void {
  const bad = results.filter(({ answer }) => !answer.ok && answer.person !== true);
  // A look whose cause is known tells most.
  const first = bad.find(({ answer }) => answer.kind !== undefined) ?? bad[0];
  if (first !== undefined && !first.answer.ok) {
    const facts = {
      looks: results.length,
      bad: bad.length,
      where: whereWords(first),
      first: first.answer.message,
      limits: of.limits,
      places: placeWords(results),
    };
    throw new StepFailure(text.someFail(facts), {
      expected: formatWon(first.expected),
      observed: observedOf(bad),
      ...(first.answer.detail === undefined ? {} : { detail: first.answer.detail }),
    });
  }
  const unsure = results.find(({ answer }) => !answer.ok);
  if (unsure !== undefined && !unsure.answer.ok) throw new NeedsPerson(unsure.answer.message);
  if (results.length < of.wanted) throw new NeedsPerson(text.outOfTime({ looks: results.length }));
  if (of.unused.length > 0) throw new StepFailure(text.unusedRules({ rules: of.unused }));
}

const observedMax = 40;

function observedOf(bad: readonly LookResult[]): string {
  const lines = bad.slice(0, observedMax).map((result) => {
    const shown = result.answer.shown ?? '';
    return `${whereWords(result)}${shown === '' || result.answer.ok ? '' : `: ${shown}`}`;
  });
  return [...lines, ...(bad.length > observedMax ? [`… +${bad.length - observedMax}`] : [])].join('\n');
}

/** Which places agree and which do not; nothing to say about one place alone. */
function placeWords(results: readonly LookResult[]): Bilingual | null {
  const places = [...new Set(results.map(({ place }) => place))];
  if (places.length < 2) return null;
  const of = (place: Place): readonly LookResult[] => results.filter((result) => result.place === place);
  const right = places.filter((place) => of(place).every(({ answer }) => answer.ok));
  const wrong = places
    .filter((place) => of(place).some(({ answer }) => !answer.ok && answer.person !== true))
    .map((place) => {
      const looks = of(place);
      const bad = looks.filter(({ answer }) => !answer.ok);
      const from = bad.map(({ krw }) => krw).reduce((least, krw) => (krw < least ? krw : least));
      return { words: place.words, bad: bad.length, looks: looks.length, from: formatWon(from) };
    });
  return text.parity({ right: right.map(({ words }) => words), wrong });
}
