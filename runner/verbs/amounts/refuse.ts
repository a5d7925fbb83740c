import { isObject } from '../../base/json.ts';
import type { ActionArgs } from '../../model/checklist.ts';
import type { Refusal } from '../../model/verb.ts';
import { amountMark } from '../../page/amount-text.ts';
import { refuseFormula } from './refuse-formula.ts';
import { refuseRule, rulesOf } from './refuse-rule.ts';

type Path = Refusal['path'];
type Keys = { readonly [key: string]: unknown };

/** Mistakes of one `amounts` that its schema does not see: what contradicts itself, or could never be reached. */
export function refuseAmounts(args: ActionArgs): readonly Refusal[] {
  const rules = rulesOf(args['inject']);
  const read = Object.keys(isObject(args['read']) ? args['read'] : {});
  return [
    ...together(args),
    ...rules.flatMap(({ rule, path }) => refuseRule(rule, path)),
    ...placesOf(args).flatMap(({ place, path }) => refusePlace(place, path, read)),
    ...refuseNames(args, read),
    ...twice(args),
  ];
}

/** Why rewritten answers must not stand beside payments. */
export function rewritesAnswers(args: ActionArgs): string | null {
  return args['inject'] === undefined ? null : '"amounts" puts made-up prices into answers of the shop (inject)';
}

function together(args: ActionArgs): readonly Refusal[] {
  const has = (key: string): boolean => args[key] !== undefined;
  const found: Refusal[] = [];
  if (has('ladder') && !has('inject'))
    found.push({
      path: ['ladder'],
      what: '"ladder" needs "inject", which says in which answer the price is rewritten',
      fix: 'add inject: { url: /api/products/53, path: price }',
    });
  if (has('inject') && !has('ladder'))
    found.push({
      path: ['inject'],
      what: '"inject" goes with "ladder" alone',
      fix: 'write "ladder: default", or remove "inject"',
    });
  if (has('display-limit') && !has('ladder'))
    found.push({
      path: ['display-limit'],
      what: '"display-limit" searches between rungs of a ladder, and there is none',
      fix: 'add "ladder" and "inject", or remove it',
    });
  if (has('type') && (has('is') || has('written')))
    found.push({
      path: [has('is') ? 'is' : 'written'],
      what: 'a field that is typed into holds the typed amount itself',
      fix: 'put the place with "is" or "written" into "also"',
    });
  return found;
}

function refusePlace(place: Keys, path: Path, read: readonly string[]): readonly Refusal[] {
  const found: Refusal[] = [];
  const written = textAt(place['written']);
  if (written !== null && written.split(amountMark).length !== 2)
    found.push({
      path: [...path, 'written'],
      what: `"written" must hold ${amountMark} exactly once`,
      fix: 'write the words around it: "월 {amount}원"',
    });
  if (place['is'] !== undefined) found.push(...refuseFormula(place['is'], [...path, 'is'], read));
  return found;
}

/** A number that is read and never used would look as if it took part. */
function refuseNames(args: ActionArgs, read: readonly string[]): readonly Refusal[] {
  const used = placesOf(args).flatMap(({ place }) => usedNames(place['is']));
  return read.flatMap((name) => {
    const path = ['read', name];
    if (name === 'amount' || !/^[A-Za-z가-힣][A-Za-z0-9_가-힣]*$/.test(name))
      return [
        {
          path,
          what: `"${name}" is no name for a formula`,
          fix: 'use letters and digits; "amount" is the amount itself',
        },
      ];
    return used.includes(name)
      ? []
      : [{ path, what: `no formula uses "${name}"`, fix: 'use it in "is", or remove it' }];
  });
}

function usedNames(source: unknown): readonly string[] {
  return typeof source === 'string' ? (source.match(/[A-Za-z가-힣][A-Za-z0-9_가-힣]*/g) ?? []) : [];
}

/** The same place twice would only seem to be two. */
function twice(args: ActionArgs): readonly Refusal[] {
  const seen = new Set<string>();
  return placesOf(args).flatMap(({ place, path }) => {
    const key = JSON.stringify(Object.entries(place).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    const again = seen.has(key);
    seen.add(key);
    return again ? [{ path, what: 'this place is named twice', fix: 'remove one, or say where the other is' }] : [];
  });
}

const notOfPlace: readonly string[] = [
  'also',
  'shows',
  'ladder',
  'type',
  'inject',
  'read',
  'viewports',
  'zoom',
  'display-limit',
];

function placesOf(args: ActionArgs): readonly { readonly place: Keys; readonly path: Path }[] {
  const own = Object.fromEntries(Object.entries(args).filter(([key]) => !notOfPlace.includes(key)));
  const also = Array.isArray(args['also']) ? args['also'] : [];
  return [
    { place: own, path: [] },
    ...also.map((place: unknown, index) => ({
      place: isObject(place) ? place : { text: place, exact: true },
      path: ['also', index],
    })),
  ];
}

function textAt(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
