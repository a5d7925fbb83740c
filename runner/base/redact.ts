import { findCardNumbers, isCardNumber, maskCardNumber } from './card-number.ts';
import type { JsonValue } from './json.ts';

/** What a text must not hold: a registered secret or a card number. Never carries the value itself. */
export type Leak = { readonly kind: 'secret' | 'card-number'; readonly line: number };

export type Redactor = {
  /** From now on this value is hidden too. An empty value is ignored. */
  readonly add: (value: string) => void;
  readonly text: (text: string) => string;
  /** Every text in a JSON value, keys included. */
  readonly deep: (value: JsonValue) => JsonValue;
  /** Looks without changing; for the scan before a report is sealed. */
  readonly leaks: (text: string) => readonly Leak[];
};

/** Hides secrets (plain, URL-encoded, base64, escaped for JSON and HTML) as `***` and card numbers but for six and four digits. */
export function createRedactor(secrets: Iterable<string> = []): Redactor {
  const forms = new Set<string>();
  let pattern: RegExp | null = null;
  const add = (value: string) => {
    for (const form of formsOf(value)) forms.add(form);
    pattern = toPattern(forms);
  };
  for (const secret of secrets) add(secret);

  const text = (input: string): string => {
    const hidden =
      pattern === null ? input : input.replaceAll(pattern, (found) => (found.endsWith('…') ? '***…' : '***'));
    return maskCards(hidden);
  };
  const deep = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return isHiddenNumber(value) ? maskCardNumber(String(value)) : value;
    if (value === null || typeof value === 'boolean') return value;
    if (isList(value)) return value.map(deep);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), deep(inner)]));
  };
  const leaks = (input: string): readonly Leak[] => {
    const found: { readonly kind: Leak['kind']; readonly start: number }[] = [];
    if (pattern !== null)
      for (const match of input.matchAll(pattern)) found.push({ kind: 'secret', start: match.index });
    for (const card of findCardNumbers(input)) found.push({ kind: 'card-number', start: card.start });
    return found.map(({ kind, start }) => ({ kind, line: input.slice(0, start).split('\n').length }));
  };
  return { add, text, deep, leaks };
}

function maskCards(input: string): string {
  let output = '';
  let from = 0;
  for (const card of findCardNumbers(input)) {
    output += input.slice(from, card.start) + maskCardNumber(card.digits);
    from = card.end;
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

/** Shorter base64 stretches would hide innocent text. */
const shortestBase64 = 8;
/** Shorter secrets are hidden only where they stand alone, or every word would turn into stars. */
const shortestInside = 4;

function formsOf(value: string): readonly string[] {
  if (value === '') return [];
  const url = encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
  const json = JSON.stringify(value).slice(1, -1);
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    value,
    url,
    url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    url.replaceAll('%20', '+'),
    json,
    html,
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    ...base64Forms(value),
  ];
}

/** A secret inside a longer encoded text (`user:password`) starts at any of three places in base64's groups of three bytes. */
function base64Forms(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const forms: string[] = [bytes.toString('base64'), bytes.toString('base64url')];
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    // The first and last characters also hold bits of the neighbours.
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const stable = encoded.slice(start, end);
    forms.push(stable, stable.replaceAll('-', '+').replaceAll('_', '/'));
  }
  return forms.filter((form) => form.length >= shortestBase64);
}

function toPattern(forms: ReadonlySet<string>): RegExp | null {
  if (forms.size === 0) return null;
  // The longest first, so that a secret that contains another is hidden whole.
  const sorted = [...forms].sort((one, other) => other.length - one.length);
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
