import { findCardNumbers, isBarcode, maskCardNumber } from './card-number.ts';
import { hideInJson } from './hide-json.ts';
import { lookDeeper, type Finding } from './look-deeper.ts';
import type { JsonValue } from './json.ts';
import { findPersonalData, type PersonalKind } from './personal-data.ts';
import { readable } from './readable-json.ts';
import { digestForms, secretForms } from './secret-forms.ts';
import { createSecretPattern } from './secret-pattern.ts';

/** What a text must not hold: a registered secret, a card number, personal data. Never carries the value itself. */
export type Leak = { readonly kind: 'secret' | 'card-number' | PersonalKind; readonly line: number };

/** `secrets`: secrets and card numbers alone are hidden, because phones and addresses are what the text is for (who is called, how). */
export type RedactScope = 'all' | 'secrets';

export type Redactor = {
  /** From now on this value is hidden too. An empty value is ignored. */
  readonly add: (value: string) => void;
  /** Personal data of the checklist itself may stand: the tester's address is in the repository, and reports show the checklist's lines. */
  readonly allow: (source: string) => void;
  readonly text: (text: string, scope?: RedactScope) => string;
  /** Every text in a JSON value, keys included. */
  readonly deep: (value: JsonValue, scope?: RedactScope) => JsonValue;
  /** Looks without changing; for the scan before a report is sealed. */
  readonly leaks: (text: string) => readonly Leak[];
};

/**
 * Hides secrets in every form in which they travel (secret-forms.ts) as `***`, card numbers but for six and four digits, and personal data
 * (personal-data.ts) but for what tells whose it is to nobody else; also where they are escaped, packed in base64 or split by tags.
 */
export function createRedactor(secrets: Iterable<string> = []): Redactor {
  const forms = new Set<string>();
  const allowed = new Set<string>();
  let pattern = createSecretPattern([]);
  const add = (value: string) => {
    for (const form of [...secretForms(value), ...digestForms(value)]) forms.add(form);
    pattern = createSecretPattern([...forms]);
  };
  for (const secret of secrets) add(secret);
  const known = (input: string): readonly Finding[] => [...secretsIn(pattern.find(input)), ...cardsIn(input)];
  const people = (input: string): readonly Finding[] =>
    findPersonalData(input).filter(({ value }) => !allowed.has(value));
  const all = (input: string): readonly Finding[] => [...known(input), ...people(input)];

  const deeper = (input: string, find: typeof all): readonly Finding[] =>
    lookDeeper(input, { find, acrossTags: { find, joins: ['all', 'numbers'] } });
  const longSecrets = { find: (input: string) => secretsIn(pattern.find(input)), joins: ['all'] } as const;

  const hideOnce = (input: string, scope: RedactScope): string => {
    const withoutCards = mask(pattern.hide(input), cardsIn);
    const plain = scope === 'all' ? mask(withoutCards, people) : withoutCards;
    return mask(plain, (rest) => deeper(rest, scope === 'all' ? all : known));
  };
  const text = (input: string, scope: RedactScope = 'all'): string => {
    let [before, hidden] = [input, hideOnce(input, scope)];
    // A mask may part what hid something else: `a@b.examplepassword:x`.
    for (let again = 0; again < 4 && hidden !== before; again += 1)
      [before, hidden] = [hidden, hideOnce(hidden, scope)];
    return hidden;
  };
  const deep = (value: JsonValue, scope: RedactScope = 'all'): JsonValue =>
    hideInJson(value, (said) => text(said, scope), scope === 'all');
  const leaks = (input: string): readonly Leak[] => {
    const said = readable(input);
    // Text that is no JSON is the same in both readings, and is looked through once.
    if (said === input)
      return toldByLine(input, [...all(input), ...lookDeeper(input, { find: all, acrossTags: longSecrets })]);
    const isNone = (one: Finding): boolean => isCount(input, one);
    return [
      ...toldByLine(input, [...known(input), ...lookDeeper(input, { find: known, acrossTags: longSecrets })], isNone),
      ...toldByLine(said, [...people(said), ...lookDeeper(said, { find: people, acrossTags: null })]),
    ];
  };
  const allow = (source: string): void => {
    for (const value of testDataIn(source)) allowed.add(value);
  };
  return { add, allow, text, deep, leaks };
}

/** What a checklist says itself. A card and a resident number are nobody's test data, wherever they are written. */
function testDataIn(source: string): ReadonlySet<string> {
  const values = new Set<string>();
  const find = (input: string): readonly Finding[] => {
    for (const { kind, value } of findPersonalData(input)) if (kind !== 'resident-number') values.add(value);
    return [];
  };
  find(source);
  lookDeeper(source, { find, acrossTags: null });
  return values;
}

function secretsIn(places: readonly { readonly start: number; readonly end: number }[]): readonly Finding[] {
  return places.map(({ start, end }) => ({ kind: 'secret', start, end, masked: '***' }));
}

function cardsIn(input: string): readonly Finding[] {
  return findCardNumbers(input)
    .filter(({ digits }) => !isBarcode(digits))
    .map(({ start, end, digits }) => ({ kind: 'card-number', start, end, masked: maskCardNumber(digits) }));
}

function toldByLine(
  input: string,
  found: readonly Finding[],
  isNone: (one: Finding) => boolean = () => false,
): readonly Leak[] {
  return found
    .filter((one) => !isTooShort(input, one) && !isNone(one))
    .map(({ kind, start }) => ({ kind, line: input.slice(0, start).split('\n').length }));
}

/** A registered code of a few digits, or a short word, is hidden where it is said; in a whole report it is met by chance. */
function isTooShort(input: string, { kind, start, end }: Finding): boolean {
  return kind === 'secret' && /^(?:.{1,3}|\d{1,5}|[a-z]{1,5}|[A-Z]{1,5})$/u.test(input.slice(start, end));
}

/** A number of JSON that is a registered code by chance: sizes and durations are not hidden either. */
function isCount(input: string, { kind, start, end }: Finding): boolean {
  if (kind !== 'secret' || !/^\d{1,7}$/.test(input.slice(start, end))) return false;
  return /[:,[\s]$/.test(input.slice(start - 1, start)) && /^[,}\]\n]/.test(input.slice(end, end + 1));
}

/** Puts the masks into the text; findings that overlap go as one. */
function mask(input: string, find: (input: string) => readonly Finding[]): string {
  const found = find(input);
  if (found.length === 0) return input;
  let output = '';
  let from = 0;
  for (const { start, end, masked } of merged(found)) {
    output += input.slice(from, start) + masked;
    from = end;
  }
  return output + input.slice(from);
}

function merged(found: readonly Finding[]): readonly Finding[] {
  const whole: Finding[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = whole.at(-1);
    if (last === undefined || one.start >= last.end) whole.push(one);
    else if (one.end > last.end) whole[whole.length - 1] = { ...last, end: one.end, masked: '***' };
  }
  return whole;
}
