import { inflateSync } from 'node:zlib';

/*
 * The words of a PDF, well enough to look for secrets in them: streams are unpacked, glyph numbers are turned back into letters by the
 * fonts' own tables, and document information, links and notes are read as they are. Layout is of no interest. Pictures inside are pixels.
 */

const unpackedAtMost = 256 * 1024 * 1024;

/** The text of a PDF, or null when it is locked, damaged, or packed in a way that this reader does not know. */
export function textInPdf(bytes: Buffer): string | null {
  const raw = bytes.toString('latin1');
  if (/\/Encrypt\s/.test(raw) || !/\bendobj\b/.test(raw) || !raw.includes('%%EOF')) return null;
  const objects = readObjects(bytes, raw);
  if (objects === null) return null;
  const fonts = fontsOf(objects);
  const parts = [...objects.values()].map(({ head, content }) => [plainStrings(head), shown(content, fonts)]);
  return parts.flat().join('\n');
}

/** An object's own words and, unpacked, what its stream holds; streams that are pixels or glyph shapes are left out. */
type PdfObject = { readonly head: string; readonly content: string };

function readObjects(bytes: Buffer, raw: string): ReadonlyMap<string, PdfObject> | null {
  const objects = new Map<string, PdfObject>();
  let left = unpackedAtMost;
  for (const match of raw.matchAll(/(?:^|[\r\n\s])(\d+) \d+ obj\b/g)) {
    const start = match.index + match[0].length;
    const objectEnd = raw.indexOf('endobj', start);
    const streamAt = raw.indexOf('stream', start);
    const hasStream = streamAt !== -1 && streamAt < objectEnd;
    const head = raw.slice(start, hasStream ? streamAt : objectEnd === -1 ? undefined : objectEnd);
    if (!hasStream || /\/Subtype\s*\/Image|\/Length1\s|\/FontFile/.test(head)) {
      objects.set(match[1] ?? '', { head, content: '' });
      continue;
    }
    const from = streamAt + (raw.startsWith('stream\r\n', streamAt) ? 8 : 7);
    const end = raw.indexOf('endstream', from);
    const content = end === -1 ? null : unpack(bytes.subarray(from, end), head, left);
    if (content === null) return null;
    left -= content.length;
    objects.set(match[1] ?? '', { head, content: content.toString('latin1') });
  }
  return objects;
}

function unpack(packed: Buffer, head: string, bytesAtMost: number): Buffer | null {
  const filter = /\/Filter\s*(?:\[\s*)?\/(\w+)/.exec(head)?.[1];
  if (filter === undefined) return packed;
  if (filter !== 'FlateDecode') return null;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, bytesAtMost) });
  } catch (error) {
    // Bytes that do not unpack: nobody can look into them.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

/** Glyph number in hex → letters. */
type Table = ReadonlyMap<string, string>;

/** By the name under which a page calls a font. */
function fontsOf(objects: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, Table> {
  const fonts = new Map<string, Table>();
  for (const { head } of objects.values())
    for (const [, name = '', number = ''] of head.matchAll(/\/(\w+) (\d+) \d+ R/g)) {
      const table = /\/ToUnicode (\d+) \d+ R/.exec(objects.get(number)?.head ?? '')?.[1];
      if (table !== undefined && !fonts.has(name)) fonts.set(name, readTable(objects.get(table)?.content ?? ''));
    }
  return fonts;
}

function readTable(text: string): Table {
  const table = new Map<string, string>();
  for (const [, block = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      table.set(from.toUpperCase(), utf16(to));
  for (const [, block = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', to = ''] of block.matchAll(
      /<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]+)>/g,
    ))
      for (let code = parseInt(first, 16); code <= parseInt(last, 16); code += 1) {
        const letter = parseInt(to.slice(-4), 16) + code - parseInt(first, 16);
        const name = code.toString(16).toUpperCase().padStart(first.length, '0');
        table.set(name, utf16(to.slice(0, -4)) + String.fromCharCode(letter));
      }
  return table;
}

function utf16(hex: string): string {
  const units = hex.padStart(Math.ceil(hex.length / 4) * 4, '0');
  return Buffer.from(units, 'hex').swap16().toString('utf16le');
}

const signs = /\/(\w+) [-\d.]+ Tf|\bBT\b|[-\d.]+ ([-\d.]+) T[dD]|<([0-9A-Fa-f\s]+)>|\(((?:[^()\\]|\\[\s\S])*)\)/g;

/** What a page shows, in the order in which it is drawn; a new line of writing is a new line here. */
function shown(content: string, fonts: ReadonlyMap<string, Table>): string {
  if (content.includes('begincmap')) return '';
  if (!/\bTf\b/.test(content)) return content;
  let text = '';
  let font: Table = new Map();
  for (const [sign, name, down, hex, plain] of content.matchAll(signs)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else if (sign === 'BT' || (down !== undefined && Number(down) !== 0)) text += '\n';
    else if (hex !== undefined) text += glyphs(hex, font);
    else if (plain !== undefined) text += unescaped(plain);
  }
  return text;
}

function glyphs(hex: string, font: Table): string {
  const [first = ''] = font.keys();
  const digits = hex.replaceAll(/\s/g, '').toUpperCase();
  if (first === '') return Buffer.from(digits, 'hex').toString('latin1');
  const codes = digits.match(new RegExp(`.{${first.length}}`, 'g')) ?? [];
  return codes.map((code) => font.get(code) ?? '').join('');
}

/** Titles, links and notes: plain, or UTF-16 after its mark. */
function plainStrings(head: string): string {
  const plain = [...head.matchAll(/\(((?:[^()\\]|\\[\s\S])*)\)/g)].map(([, text]) => decoded(unescaped(text ?? '')));
  const wide = [...head.matchAll(/<FEFF([0-9A-Fa-f]+)>/gi)].map(([, hex]) => utf16(hex ?? ''));
  return [...plain, ...wide].join('\n');
}

function decoded(text: string): string {
  if (!text.startsWith('\xfe\xff')) return text;
  return utf16(Buffer.from(text.slice(2), 'latin1').toString('hex'));
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_found, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(parseInt(sign, 8)) : sign,
  );
}
