/** How a provider counts the length of a text. `characters` are UTF-16 units, the largest of the ways in which providers count. */
export type Unit = 'characters' | 'utf8' | 'euc-kr';

/** The length of a text as the provider counts it. */
export function sizeOf(text: string, unit: Unit): number {
  if (unit === 'characters') return text.length;
  if (unit === 'utf8') return Buffer.byteLength(text, 'utf8');
  let bytes = 0;
  for (const character of text) bytes += isAscii(character) ? 1 : 2;
  return bytes;
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** What a reader sees as one character each. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * The text when it fits, else as many whole characters as fit with `…` behind them. `size` must count a text as the sum of its
 * characters, so it may count what an escape makes of them.
 */
export function cutTo(
  text: string,
  { limit, size }: { readonly limit: number; readonly size: (text: string) => number },
): string {
  // No unit counts a character as less than half, so what lies behind is never needed.
  const near = text.slice(0, limit * 2 + 64);
  if (near.length === text.length && size(text) <= limit) return text;
  const ellipsis = '…';
  const room = limit - size(ellipsis);
  if (room < 0) return '';
  let kept = '';
  let used = 0;
  for (const character of graphemesOf(near)) {
    used += size(character);
    if (used > room) return `${kept.trimEnd()}${ellipsis}`;
    kept += character;
  }
  return `${kept.trimEnd()}${ellipsis}`;
}

/**
 * The text as an SMS carries it: Korean networks send EUC-KR. Signs it lacks become their nearest neighbour, emoji go, the rest
 * becomes `?`.
 */
export function toEucKr(text: string): string {
  let output = '';
  for (const character of graphemesOf(text)) {
    const near = neighbours[character];
    if (near !== undefined) output += near;
    else if (/\p{Extended_Pictographic}/u.test(character) && !isEucKr(character)) continue;
    else for (const one of character) output += isEucKr(one) ? one : '?';
  }
  return output.replaceAll(/ {2,}/g, ' ');
}

const neighbours: { readonly [character: string]: string | undefined } = {
  '–': '-',
  '—': '-',
  '₩': '\uffe6',
  '\u00a0': ' ',
  '✕': 'X',
  '✓': 'O',
  '•': '·',
  '�': '?',
};

function isAscii(character: string): boolean {
  return (character.codePointAt(0) ?? 0) < 0x80;
}

let known: ReadonlySet<string> | null = null;

function isEucKr(character: string): boolean {
  known ??= readTable();
  // Syllables outside of the old table are carried by most networks in Microsoft's extension; a question mark by none of ours.
  return isAscii(character) || /[가-힣]/.test(character) || known.has(character);
}

/** Every pair of bytes decoded once: the table that the platform already has, turned round. */
function readTable(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x41; trail <= 0xfe; trail += 1) bytes.push(lead, trail, 0x20);
  }
  const table = new Set(new TextDecoder('euc-kr').decode(Uint8Array.from(bytes)));
  table.delete('\ufffd');
  return table;
}
