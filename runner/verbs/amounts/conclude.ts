import type { Bilingual } from '../../base/bilingual.ts';
import { formatWon } from '../../base/money.ts';
import { NeedsPerson, StepFailure } from '../../model/trouble.ts';
import type { Place } from './place.ts';
import { rungWords, whereWords, type LookResult } from './look-around.ts';
import { text } from './text.ts';

/** The bad look that is told first: one whose cause is known tells most. */
export function firstBad(results: readonly LookResult[]): LookResult | undefined {
  const bad = results.filter(({ answer }) => !answer.ok && answer.person !== true);
  return bad.find(({ answer }) => answer.kind !== undefined) ?? bad[0];
}

/** What all looks come to. Throws StepFailure with every bad look, or NeedsPerson where only a person can tell. */
export function conclude(
  results: readonly LookResult[],
  of: { readonly wanted: number; readonly limits: readonly Bilingual[]; readonly unused: readonly string[] },
): void {
  const first = firstBad(results);
  if (first !== undefined && !first.answer.ok)
    throw failureOf(results, { first, message: first.answer.message, limits: of.limits });
  const unsure = results.find(({ answer }) => !answer.ok);
  if (unsure !== undefined && !unsure.answer.ok) throw new NeedsPerson(unsure.answer.message);
  if (results.length < of.wanted) throw new NeedsPerson(text.outOfTime({ looks: results.length }));
  if (of.unused.length > 0) throw new StepFailure(text.unusedRules({ rules: of.unused }));
}

function failureOf(
  results: readonly LookResult[],
  of: { readonly first: LookResult; readonly message: Bilingual; readonly limits: readonly Bilingual[] },
): StepFailure {
  const { first, message } = of;
  if (first.answer.ok) return new StepFailure(message);
  const bad = results.filter(({ answer }) => !answer.ok && answer.person !== true);
  const places = new Set(results.map(({ place }) => place));
  const wrong = new Set(bad.map(({ place }) => place));
  const counts = text.counts({
    looks: results.length,
    bad: bad.length,
    places: places.size,
    wrong: [...wrong].map(({ words }) => words),
  });
  const parity = placeWords(results);
  const detail = [...(parity === null ? [] : [`${parity.ko}\n${parity.en}`]), first.answer.detail ?? ''].filter(
    (one) => one !== '',
  );
  return new StepFailure(
    results.length === 1
      ? message
      : text.someFail({ rung: rungWords(first), first: message, limits: of.limits, counts }),
    {
      expected: formatWon(first.expected),
      observed: observedOf(bad),
      ...(detail.length === 0 ? {} : { detail: detail.join('\n\n') }),
    },
  );
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
