import { matchesOf } from './matches.ts';

/** Where registered secrets stand in a text. `end` is exclusive; the three dots of a text that was cut off are within. */
export type SecretPlaces = readonly { readonly start: number; readonly end: number }[];

export type SecretPattern = {
  readonly find: (text: string) => SecretPlaces;
  readonly hide: (text: string) => string;
};

/** Looks for all forms at once. */
export function createSecretPattern(forms: readonly string[]): SecretPattern {
  const { pattern, stretches } = sortForms(forms);
  return {
    find(text) {
      const plain = pattern === null ? [] : matchesOf(text, pattern).map((match) => placeOf(match, 0));
      const packed = stretches.flatMap((one) =>
        matchesOf(text, one.where).flatMap(({ 0: stretch, index }) =>
          mayHold(stretch, one) ? matchesOf(stretch, one.inside).map((match) => placeOf(match, index)) : [],
        ),
      );
      return [...plain, ...packed];
    },
    hide(text) {
      const hidden = pattern === null ? text : text.replaceAll(pattern, starsFor);
      return stretches.reduce(
        (rest, one) =>
          rest.replaceAll(one.where, (stretch) =>
            mayHold(stretch, one) ? stretch.replaceAll(one.inside, starsFor) : stretch,
          ),
        hidden,
      );
    },
  };
}

function placeOf(match: RegExpExecArray, before: number): SecretPlaces[number] {
  const start = before + match.index;
  return { start, end: start + match[0].length };
}

/** Where a kind of form can stand at all, and the forms to look for there. */
type Stretch = { readonly where: RegExp; readonly inside: RegExp; readonly begins: ReadonlySet<string> };

/** Most stretches are digests of files: looking up their every four letters costs a twentieth of trying all forms on them. */
function mayHold(stretch: string, { begins }: Stretch): boolean {
  for (let at = 0; at + shortestCut <= stretch.length; at += 1)
    if (begins.has(stretch.slice(at, at + shortestCut))) return true;
  return false;
}

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
    const own = forms.filter((one) => form.test(one));
    const inside = toPattern(own);
    return inside === null ? [] : [{ where, inside, begins: new Set(own.map((one) => one.slice(0, shortestCut))) }];
  });
  return { pattern: toPattern(forms.filter((one) => !kinds.some(({ form }) => form.test(one)))), stretches };
}

function starsFor(found: string): string {
  return found.endsWith('…') ? '***…' : '***';
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

/** Digits and letters of hexadecimal that are met by chance somewhere in a thousand digests. */
const shortCode = /^[0-9A-Fa-f]{1,7}$/;

function toPart(form: string): string {
  const literal = escaped(form);
  if (form.length < shortestInside) return `(?<![0-9A-Za-z])${literal}(?![0-9A-Za-z])`;
  // A part of an amount or of a longer number is no code.
  const whole = /^[0-9]+$/.test(form) ? `(?<![0-9]|[0-9][.,])${literal}(?![0-9]|[.,][0-9])` : literal;
  return shortCode.test(form) ? `(?<![0-9A-Fa-f]{12})${whole}(?![0-9A-Fa-f]{12})` : whole;
}
