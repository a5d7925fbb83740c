import { textInPdf } from './pdf-text.ts';
import { textInPicture } from './picture-text.ts';
import type { Leak, Redactor } from './redact.ts';
import { unreachable } from './unreachable.ts';
import { readZip, writeZip, type ZipEntry } from './zip.ts';

/** What a file is to somebody who looks for secrets in it. */
export type Looked =
  /** Pictures and fonts: of them only what stands beside the pixels can be searched. */
  | { readonly kind: 'picture'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'archive'; readonly entries: readonly ZipEntry[] }
  /** Packed or damaged in a way that cannot be looked into. */
  | { readonly kind: 'closed' };

const pictures = ['ffd8ff', '89504e47', '47494638', '774f4632', '774f4646', '00010000', '4f54544f'] as const;
/** gzip, zstandard, WebM, 7z, xz: whatever they hold is packed. */
const packed = ['1f8b', '28b52ffd', '1a45dfa3', '377abcaf', 'fd377a58'] as const;
const unpackedAtMost = 512 * 1024 * 1024;

/** Looks at a file by what it is, not by what it is called. */
export function lookAt(bytes: Buffer): Looked {
  const head = bytes.subarray(0, 4).toString('hex');
  const starts = (mark: string): boolean => head.startsWith(mark);
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  if (pictures.some(starts) || isWebp) return readable('picture', textInPicture(bytes));
  if (starts('25504446')) return readable('text', textInPdf(bytes));
  if (starts('504b0304') || starts('504b0506')) {
    const entries = readZip(bytes, unpackedAtMost);
    return entries === null ? { kind: 'closed' } : { kind: 'archive', entries };
  }
  if (packed.some(starts)) return { kind: 'closed' };
  if (!bytes.includes(0)) return { kind: 'text', text: bytes.toString('utf8') };
  // Wide text has a zero in every other place; other bytes are read letter by letter, which shows digits and plain secrets.
  return { kind: 'text', text: bytes.toString('latin1').replaceAll('\0', '') };
}

function readable(kind: 'picture' | 'text', text: string | null): Looked {
  return text === null ? { kind: 'closed' } : { kind, text };
}

/** The first leak in a file and in whatever is packed in it; null: none was found. `closed` could not be looked into. */
export function findLeak(
  bytes: Buffer,
  redactor: Redactor,
): { readonly where: string; readonly leak: Leak } | { readonly closed: string } | null {
  const looked = lookAt(bytes);
  switch (looked.kind) {
    case 'closed':
      return { closed: '' };
    case 'picture':
    case 'text': {
      const [leak] = redactor.leaks(looked.text);
      return leak === undefined ? null : { where: '', leak };
    }
    case 'archive':
      for (const { name, content } of looked.entries) {
        const [named] = redactor.leaks(name);
        if (named !== undefined) return { where: redactor.text(name), leak: named };
        const found = findLeak(content, redactor);
        if (found === null) continue;
        return 'closed' in found
          ? { closed: inside(name, found.closed) }
          : { ...found, where: inside(name, found.where) };
      }
      return null;
    default:
      return unreachable(looked);
  }
}

function isPdf(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === '%PDF';
}

function inside(name: string, deeper: string): string {
  return deeper === '' ? name : `${name}/${deeper}`;
}

/**
 * An archive without what must not be kept: secrets and card numbers in its texts are hidden, and what cannot be looked into is left out
 * and named. Null when the archive itself cannot be read.
 */
export function cleanArchive(
  archive: Buffer,
  redactor: Redactor,
): { readonly archive: Buffer; readonly leftOut: readonly string[] } | null {
  const entries = readZip(archive, unpackedAtMost);
  if (entries === null) return null;
  const leftOut: string[] = [];
  const kept = entries.flatMap(({ name, content }): readonly ZipEntry[] => {
    const looked = lookAt(content);
    const isClean = redactor.leaks(name).length === 0;
    if (isClean && looked.kind === 'text' && !content.includes(0) && !isPdf(content)) {
      const text = withoutLeaks(redactor.text(withoutDownloads(looked.text)), redactor);
      if (text !== null) return [{ name, content: text === looked.text ? content : Buffer.from(text) }];
    }
    // Pictures and binary text cannot be rewritten without breaking them; they stay only when there is nothing to hide.
    const isKept = isClean && (looked.kind === 'text' || looked.kind === 'picture');
    if (isKept && redactor.leaks(looked.text).length === 0 && redactor.text(looked.text) === looked.text)
      return [{ name, content }];
    leftOut.push(redactor.text(name));
    return [];
  });
  return { archive: writeZip(kept), leftOut };
}

/** A browser replaces signs in a download's name, so that what it says is no longer recognised; only its ending tells a reader something. */
function withoutDownloads(text: string): string {
  return text.replaceAll(/("suggestedFilename":")(?:[^"\\]|\\.)*?(\.[A-Za-z0-9]{1,5})?"/g, '$1***$2"');
}

/** What would stop the seal is looked for here: a line that still holds something goes as a whole, and null tells that this does not do. */
function withoutLeaks(text: string, redactor: Redactor): string | null {
  if (redactor.leaks(text).length === 0) return text;
  const lines = text.split('\n');
  const kept = lines.filter((line) => redactor.leaks(line).length === 0).join('\n');
  return lines.length > 1 && redactor.leaks(kept).length === 0 ? kept : null;
}
