import { isObject, type JsonValue } from '../../base/json.ts';
import { formatKrw } from '../../base/money.ts';

/**
 * The same JSON with the amount at a path such as `price`, `options[0].price` or `items[*].price`, and how many places were changed.
 * A number stays a number, a text keeps what stands around its digits.
 */
export function rewriteJson(
  value: JsonValue,
  path: string,
  krw: bigint,
): { readonly value: JsonValue; readonly changed: number } {
  const keys = [...path.matchAll(/[^.[\]]+/g)].map(([key]) => key);
  let changed = 0;
  const walk = (at: JsonValue | undefined, left: readonly string[]): JsonValue => {
    const [key, ...rest] = left;
    if (key === undefined) {
      changed += 1;
      return typeof at === 'string' ? rewriteText(at, krw) : Number(krw);
    }
    if (Array.isArray(at))
      return at.map((item: JsonValue, index) => (key === '*' || key === String(index) ? walk(item, rest) : item));
    if (!isObject(at) || !Object.hasOwn(at, key)) return at ?? null;
    const held: JsonValue | undefined = Object.entries(at).find(([name]) => name === key)?.[1];
    return { ...at, [key]: walk(held, rest) };
  };
  const rewritten = walk(value, keys);
  return { value: rewritten, changed };
}

/** Puts the amount in the place of the digits of a text, with commas where the text had them. */
function rewriteText(text: string, krw: bigint): string {
  const amount = /\d,\d/.test(text) ? formatKrw(krw) : krw.toString();
  return /\d/.test(text) ? text.replace(/\d[\d,]*/, amount) : amount;
}

/** Every place of a page's HTML that holds this text, with the amount written in the same manner. */
export function rewriteHtml(
  html: string,
  text: string,
  krw: bigint,
): { readonly value: string; readonly changed: number } {
  const parts = html.split(text);
  return { value: parts.join(rewriteText(text, krw)), changed: parts.length - 1 };
}
