import { matchesOf } from './matches.ts';

/** A stretch of base64 that holds readable text. `end` is exclusive. */
export type Packed = { readonly start: number; readonly end: number; readonly text: string };

/** Twelve bytes are the shortest that is worth hiding: a phone number, a card number. */
const stretch = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** Every stretch of base64 in a text that is text itself; pictures, digests and ordinary words are none. */
export function findPacked(text: string): readonly Packed[] {
  const found: Packed[] = [];
  for (const match of matchesOf(text, stretch)) {
    // In an address the parts of a path stand between slashes, in a form words between pluses; both are letters of base64, too.
    for (const { start, packed } of [{ start: 0, packed: match[0] }, ...partsOf(match[0])]) {
      const inside = unpack(packed);
      if (inside === null) continue;
      found.push({ start: match.index + start, end: match.index + start + packed.length, text: inside });
    }
  }
  return found;
}

const parts = [
  ['/', /[^/]{16,}/g],
  ['+', /[^+]{16,}/g],
] as const;

function partsOf(whole: string): readonly { readonly start: number; readonly packed: string }[] {
  return parts.flatMap(([sign, part]) =>
    whole.includes(sign) ? matchesOf(whole, part).map(({ index, 0: packed }) => ({ start: index, packed })) : [],
  );
}

function unpack(packed: string): string | null {
  // A first byte of ASCII, Hangul or a line break makes one of these letters.
  if (!/^[I-Za-f3-7C0]/.test(packed)) return null;
  // The first bytes tell: most stretches are words and digests, which are no text when they are decoded. The last letter may be cut in two.
  const begins = Buffer.from(packed.slice(0, 16), 'base64')
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  if (begins === '' || !isReadable(begins)) return null;
  const text = Buffer.from(packed, 'base64').toString('utf8');
  return isReadable(text) ? text : null;
}

/** Line breaks and tabs are the only controls in a text. */
function isReadable(text: string): boolean {
  return !/[\p{Cc}\ufffd]/u.test(text.replaceAll(/[\t\n\r]/g, ''));
}
