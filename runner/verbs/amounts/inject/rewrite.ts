import { isObject, type JsonValue } from '../../../base/json.ts';
import { formatKrw, parseWon } from '../../../base/money.ts';
import type { JsonPath } from './json-path.ts';

/** What rewriting came to: how many places were changed, and the amounts that stood there. */
export type Rewritten<T> = { readonly value: T; readonly changed: number; readonly before: readonly bigint[] };

/** The same JSON with the amount at a path. A number stays a number, a text keeps what stands around its amount. */
export function rewriteJson(value: JsonValue, path: JsonPath, krw: bigint): Rewritten<JsonValue> {
  const before: bigint[] = [];
  let changed = 0;
  const walk = (at: JsonValue, left: JsonPath): JsonValue => {
    const [step, ...rest] = left;
    if (step === undefined) {
      // What is no amount is not made one: a path that leads to a list or an object leads to the wrong place.
      if (at !== null && typeof at !== 'number' && typeof at !== 'string') return at;
      changed += 1;
      before.push(...amountIn(at));
      return typeof at === 'string' ? rewriteText(at, krw) : Number(krw);
    }
    if (Array.isArray(at)) {
      const wanted = (index: number): boolean => step === 'every' || ('index' in step && step.index === index);
      return at.map((item: JsonValue, index) => (wanted(index) ? walk(item, rest) : item));
    }
    if (step === 'every' || !('key' in step) || !isObject(at) || !Object.hasOwn(at, step.key)) return at;
    return Object.fromEntries(
      Object.entries(at).map(([key, item]) => [key, key === step.key ? walk(item, rest) : item]),
    );
  };
  return { value: walk(value, path), changed, before };
}

/** Puts the amount in the place of the number that is the amount of a text, with commas where the text had them. */
export function rewriteText(text: string, krw: bigint): string {
  const found = numberOf(text);
  const written = found === null ? false : /\d,\d/.test(found[0]);
  const amount = written ? formatKrw(krw) : krw.toString();
  return found === null ? amount : `${text.slice(0, found.index)}${amount}${text.slice(found.index + found[0].length)}`;
}

/** Every place of a page's HTML that holds this text, with the amount written in the same manner. */
export function rewriteHtml(html: string, text: string, krw: bigint): Rewritten<string> {
  // A longer number that only ends or begins like this one is another amount.
  const parts = html.split(new RegExp(`(?<![\\d,])${escaped(text)}(?!,?\\d)`));
  const changed = parts.length - 1;
  return { value: parts.join(rewriteText(text, krw)), changed, before: changed === 0 ? [] : amountIn(text) };
}

/** The number next to ₩ or 원, or else the longest: `6개월 무이자, 월 16,650원` means 16,650. */
function numberOf(text: string): RegExpExecArray | null {
  const won = /(?<=₩\s*)-?\d[\d,]*|\d[\d,]*(?=\s*원)/.exec(text);
  if (won !== null) return won;
  let longest: RegExpExecArray | null = null;
  for (const found of text.matchAll(/\d[\d,]*/g))
    if (longest === null || found[0].length > longest[0].length) longest = found;
  return longest;
}

function amountIn(value: JsonValue): readonly bigint[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [BigInt(value)] : [];
  if (typeof value !== 'string') return [];
  const parsed = parseWon(numberOf(value)?.[0] ?? '');
  return 'krw' in parsed ? [parsed.krw] : [];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
