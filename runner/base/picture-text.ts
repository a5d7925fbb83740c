import { inflateSync } from 'node:zlib';

/*
 * What a picture says besides what it shows: comments, camera data, XMP, and what was glued on behind its end. The picture itself holds
 * no text that could be searched.
 */

const unpackedAtMost = 16 * 1024 * 1024;
/** Shorter stretches of letters are met by chance in packed pixels. */
const shortestStretch = 16;

/** All text beside the pixels, one stretch a line; null when a part of it is packed so that nobody can tell. */
export function textInPicture(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 4);
  if (head === '\x89PNG') return readPng(bytes);
  if (head.startsWith('\xff\xd8\xff')) return readJpeg(bytes);
  return stretches(bytes);
}

function readPng(bytes: Buffer): string | null {
  const found: string[] = [];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) break;
    const text = pixels.has(type) ? '' : readChunk(type, bytes.subarray(at + 8, end));
    if (text === null) return null;
    found.push(text);
    at = end + 4;
    if (type === 'IEND') return [...found, stretches(bytes.subarray(at))].join('\n');
  }
  // Cut off: what is there is read letter by letter.
  return [...found, stretches(bytes)].join('\n');
}

const pixels: ReadonlySet<string> = new Set(['IHDR', 'IDAT', 'PLTE', 'IEND', 'tRNS', 'fdAT']);

function readChunk(type: string, content: Buffer): string | null {
  if (type !== 'zTXt' && type !== 'iTXt') return plain(content);
  const name = content.indexOf(0);
  if (name === -1) return null;
  const isPacked = type === 'zTXt' || content[name + 1] === 1;
  if (!isPacked) return plain(content);
  const start = type === 'zTXt' ? name + 2 : content.indexOf(0, content.indexOf(0, name + 3) + 1) + 1;
  const unpacked = inflate(content.subarray(start));
  return unpacked === null ? null : `${plain(content.subarray(0, start))}\n${plain(unpacked)}`;
}

function inflate(content: Buffer): Buffer | null {
  try {
    return inflateSync(content, { maxOutputLength: unpackedAtMost });
  } catch (error) {
    // Bytes that do not unpack: nobody can look into them.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

/** Application segments and comments before the pixels, and whatever stands behind the end. */
function readJpeg(bytes: Buffer): string {
  const found: string[] = [];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (end > bytes.length) break;
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) found.push(plain(bytes.subarray(at + 4, end)));
    // Pixels follow; a marker inside them is escaped, so the end mark is the end.
    if (marker === 0xda) {
      const close = bytes.indexOf('\xff\xd9', end, 'latin1');
      return [...found, close === -1 ? '' : stretches(bytes.subarray(close + 2))].join('\n');
    }
    at = end;
  }
  return [...found, stretches(bytes)].join('\n');
}

/** As UTF-8, and letter by letter without zeros, which shows wide text. */
function plain(content: Buffer): string {
  const narrow = content.toString('latin1').replaceAll('\0', '');
  return /[\x80-\xff]/.test(narrow) ? `${content.toString('utf8')}\n${narrow}` : narrow;
}

/** What `strings` would print of bytes of an unknown form, wide text too. */
function stretches(bytes: Buffer): string {
  const letters = bytes.toString('latin1');
  const found = [letters, letters.replaceAll('\0', '')].flatMap((text) => text.match(stretch) ?? []);
  return [...new Set(found)].join('\n');
}

const stretch = new RegExp(`[\\x20-\\x7e]{${shortestStretch},}`, 'g');
