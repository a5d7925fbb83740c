import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { textInPdf } from '../../../runner/base/pdf-text.ts';
import { squeezed } from './planted.ts';

/*
 * A searcher of its own: it shares nothing with the product's scan but the reader of a PDF's glyphs, and reads more of everything. It unpacks
 * whatever unpacks, wherever it stands in a file.
 */

export type Reading = { readonly file: string; readonly views: readonly string[] };

/** Every file below a folder, one after the other, in every way in which somebody could read it; file names are read, too. */
export function* readFolder(folder: string): Generator<Reading> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const content = contentOf(join(folder, name));
    if (content !== null) yield { file: name, views: [...viewsOf(Buffer.from(name)), ...viewsOf(content)] };
  }
}

/** Null for a folder, and for a file that is gone: a database takes its own journal away when a process that pages ends. */
function contentOf(path: string): Buffer | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What bytes say: plainly, without zeros (UTF-16), and what is packed in them. */
export function viewsOf(bytes: Buffer): readonly string[] {
  return [bytes, ...unpacked(bytes)].flatMap((part) => {
    const texts = [part.toString('utf8'), ...(part.includes(0) ? [part.toString('latin1').replaceAll('\0', '')] : [])];
    const pdf = part.toString('latin1', 0, 4) === '%PDF' ? (textInPdf(part) ?? 'UNREADABLE PDF') : '';
    return [...texts, pdf].filter((text) => text !== '').flatMap((text) => readings(text));
  });
}

/** Streams of ZIP, PDF and PNG: whatever a decoder can make of the bytes behind their marks. */
function unpacked(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (
    let at = bytes.indexOf('PK\x03\x04');
    at !== -1 && at + 30 < bytes.length;
    at = bytes.indexOf('PK\x03\x04', at + 4)
  ) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    found.push(bytes.subarray(at + 30, start), ...inflated(bytes.subarray(start), inflateRawSync));
  }
  for (const match of bytes.toString('latin1').matchAll(/stream\r?\n|[zi]TXt|iCCP/g))
    for (const skip of Array.from({ length: /TXt|iCCP/.test(match[0]) ? 90 : 1 }, (_, index) => index))
      found.push(...inflated(bytes.subarray(match.index + match[0].length + skip), inflateSync));
  return [...found, ...found.flatMap((inner) => (inner.includes('PK\x03\x04') ? unpacked(inner) : []))];
}

function inflated(bytes: Buffer, unpack: (bytes: Buffer) => Buffer): readonly Buffer[] {
  try {
    return [unpack(bytes)];
  } catch {
    // No stream of this kind begins here.
    return [];
  }
}

/** The text squeezed as it stands, with its escapes undone, without its tags, and with every long base64 stretch decoded. */
function readings(text: string, depth = 2): readonly string[] {
  const wide = text.normalize('NFKC').replaceAll(/[\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff]/g, '');
  const plain = unescaped(unescaped(wide));
  const bare = plain
    .replaceAll(/<[^<>]{0,300}>/g, '')
    // Between two texts of a page in a trace's snapshot stand the end of one element and the beginning of the next.
    .replaceAll(/"\]{0,20},(?:\["[A-Z]+",\{[^{}]{0,300}\},){0,20}"/g, '');
  const decoded = Array.from(plain.matchAll(/[A-Za-z0-9+/_-]{16,}/g), ([stretch]) =>
    Buffer.from(stretch, 'base64').toString('utf8'),
  ).join('\n');
  const inside = depth === 0 || decoded === '' ? [] : readings(decoded, depth - 1);
  return [...new Set([text, wide, plain, bare].map(squeezed)), ...inside];
}

function unescaped(text: string): string {
  return text
    .replaceAll(/(?:%(?:25)*[0-9A-Fa-f]{2})+/g, (run) =>
      Buffer.from(run.replaceAll(/%(?:25)+(?=[0-9A-Fa-f]{2})/g, '%').replaceAll('%', ''), 'hex').toString('utf8'),
    )
    .replaceAll(/\\+u([0-9A-Fa-f]{4})|\\+x([0-9A-Fa-f]{2})|&#x([0-9A-Fa-f]{1,5});/g, (_found, ...codes) =>
      String.fromCodePoint(parseInt(codes.slice(0, 3).find((code) => typeof code === 'string') ?? '0', 16)),
    )
    .replaceAll(/&#(\d{1,5});/g, (_found, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
