import { findCardNumbers, isCardNumber, maskCardNumber } from './card-number.ts';
import type { JsonValue } from './json.ts';
import { findPersonalData, isSecretName, type PersonalData, type PersonalKind } from './personal-data.ts';
import { readable } from './readable-json.ts';
import { digestForms, secretForms } from './secret-forms.ts';

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
 * (personal-data.ts) but for what tells whose it is to nobody else.
 */
export function createRedactor(secrets: Iterable<string> = []): Redactor {
  const forms = new Set<string>();
  const allowed = new Set<string>();
  let pattern: RegExp | null = null;
  let stretches: readonly Stretch[] = [];
  const add = (value: string) => {
    for (const form of [...secretForms(value), ...digestForms(value)]) forms.add(form);
    ({ pattern, stretches } = sortForms([...forms]));
  };
  for (const secret of secrets) add(secret);
  const personal = (input: string): readonly PersonalData[] =>
    findPersonalData(input).filter(({ value }) => !allowed.has(value));

  const text = (input: string, scope: RedactScope = 'all'): string => {
    const hidden = pattern === null ? input : input.replaceAll(pattern, starsFor);
    const unpacked = stretches.reduce(
      (rest, { where, inside }) => rest.replaceAll(where, (stretch) => stretch.replaceAll(inside, starsFor)),
      hidden,
    );
    const withoutCards = maskCards(unpacked);
    return scope === 'all' ? mask(withoutCards, personal(withoutCards)) : withoutCards;
  };
  const deep = (value: JsonValue, scope: RedactScope = 'all'): JsonValue => {
    if (typeof value === 'string') return text(value, scope);
    if (typeof value === 'number') return isHiddenNumber(value) ? maskCardNumber(String(value)) : value;
    if (value === null || typeof value === 'boolean') return value;
    if (isList(value)) return value.map((inner) => deep(inner, scope));
    const entry = (key: string, inner: JsonValue): readonly [string, JsonValue] => [
      text(key, scope),
      scope === 'all' && typeof inner === 'string' && isSecretName(key)
        ? text(`${key}=${inner}`).slice(text(`${key}=`).length)
        : deep(inner, scope),
    ];
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => entry(key, inner)));
  };
  const leaks = (input: string): readonly Leak[] => findLeaks(input, { pattern, stretches, personal });
  const allow = (source: string): void => {
    // A card and a resident number are nobody's test data, wherever they are written.
    for (const { kind, value } of findPersonalData(source)) if (kind !== 'resident-number') allowed.add(value);
  };
  return { add, allow, text, deep, leaks };
}

function findLeaks(
  input: string,
  known: {
    readonly pattern: RegExp | null;
    readonly stretches: readonly Stretch[];
    readonly personal: (input: string) => readonly PersonalData[];
  },
): readonly Leak[] {
  const { pattern, stretches, personal } = known;
  const found: { readonly kind: Leak['kind']; readonly start: number }[] = [];
  if (pattern !== null) for (const match of input.matchAll(pattern)) found.push({ kind: 'secret', start: match.index });
  for (const { where, inside } of stretches)
    for (const stretch of input.matchAll(where)) {
      // Not matchAll: it compiles the hundred forms anew for every stretch.
      const at = stretch[0].search(inside);
      if (at !== -1) found.push({ kind: 'secret', start: stretch.index + at });
    }
  for (const card of findCardNumbers(input)) found.push({ kind: 'card-number', start: card.start });
  const told = found.map(({ kind, start }) => ({ kind, line: input.slice(0, start).split('\n').length }));
  const said = readable(input);
  const people = personal(said).map(({ kind, start }) => ({ kind, line: said.slice(0, start).split('\n').length }));
  return [...told, ...people];
}

/** Where a kind of form can stand at all, and the forms to look for there. */
type Stretch = { readonly where: RegExp; readonly inside: RegExp };

/**
 * Digests, hex and base64 are looked for only in long stretches of their letters, and wholly escaped text only where there is some: both are
 * rare, and a hundred forms then cost next to nothing.
 */
const kinds: readonly { readonly form: RegExp; readonly where: RegExp }[] = [
  { form: /^[0-9A-Za-z+/_-]{20,}$/, where: /(?<![0-9A-Za-z+/_-])(?:[0-9A-Za-z+/_-]{20,}…?|[0-9A-Za-z+/_-]{4,19}…)/g },
  { form: /^(?:%[0-9A-Fa-f]{2}){4,}$/, where: /(?:%[0-9A-Fa-f]{2}){4,}(?:%[0-9A-Fa-f]?)?…?/g },
];

function sortForms(forms: readonly string[]): {
  readonly pattern: RegExp | null;
  readonly stretches: readonly Stretch[];
} {
  const stretches = kinds.flatMap(({ form, where }): readonly Stretch[] => {
    const inside = toPattern(forms.filter((one) => form.test(one)));
    return inside === null ? [] : [{ where, inside }];
  });
  return { pattern: toPattern(forms.filter((one) => !kinds.some(({ form }) => form.test(one)))), stretches };
}

function starsFor(found: string): string {
  return found.endsWith('…') ? '***…' : '***';
}

function maskCards(input: string): string {
  return mask(
    input,
    findCardNumbers(input).map(({ start, end, digits }) => ({ start, end, masked: maskCardNumber(digits) })),
  );
}

function mask(
  input: string,
  places: readonly { readonly start: number; readonly end: number; readonly masked: string }[],
): string {
  let output = '';
  let from = 0;
  for (const { start, end, masked } of places) {
    output += input.slice(from, start) + masked;
    from = end;
  }
  return from === 0 ? input : output + input.slice(from);
}

function isHiddenNumber(value: number): boolean {
  if (!Number.isSafeInteger(value) || value < 1e12) return false;
  return isCardNumber(String(value));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Shorter secrets are hidden only where they stand alone, or every word would turn into stars. */
const shortestInside = 4;

function toPattern(forms: readonly string[]): RegExp | null {
  if (forms.length === 0) return null;
  // The longest first, so that a secret that contains another is hidden whole.
  const sorted = forms.toSorted((one, other) => other.length - one.length);
  const parts = [...sorted.map(toPart), ...sorted.flatMap(toCutPart)];
  return new RegExp(parts.join('|'), 'g');
}

/** A shorter beginning of a secret tells too little of it, and would hide too much else. */
const shortestCut = 4;
const longestCut = 100;

/** The beginning of a secret before `…`: long texts are cut before they come here. */
function toCutPart(form: string): readonly string[] {
  const characters = Array.from(form.slice(0, longestCut), escaped);
  if (characters.length < 2 * shortestCut) return [];
  const rest = characters.slice(shortestCut).reduceRight((inner, one) => `(?:${one}${inner})?`, '');
  return [`${characters.slice(0, shortestCut).join('')}${rest}…`];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function toPart(form: string): string {
  const literal = escaped(form);
  return form.length < shortestInside ? `(?<![0-9A-Za-z])${literal}(?![0-9A-Za-z])` : literal;
}
