import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readJson } from '../base/read-json.ts';
import { errnoOf } from '../base/write-atomic.ts';
import { hashFile, walk, type Walked } from './files.ts';
import { readPlain } from './plain-file.ts';

/** A report's folder as a verifier sees it. Only files that the walk found are ever opened, so no name leads out of the folder. */
export type ReportFiles = {
  readonly walked: Walked;
  /** Hex SHA-256, or null when there is no such plain file or it cannot be read. */
  digest(path: string): string | null;
  size(path: string): number | null;
  /** The bytes whose digest `digest` tells, however often somebody changes the file meanwhile. Null for more than a document has. */
  bytes(path: string): Buffer | null;
  /** Null unless the bytes are UTF-8. */
  text(path: string): string | null;
  /** Undefined unless the text is JSON of a sensible depth. */
  json(path: string): unknown;
};

/** Evidence is only hashed; what is larger was not written by a run, and a hole in a file costs as much time as its bytes. */
const hashedBytesAtMost = 16 * 1024 * 1024 * 1024;

/** Opens a report's folder for reading, or null when it is no readable folder. */
export function openReport(folder: string): ReportFiles | null {
  const walked = tryWalk(folder);
  if (walked === null) return null;
  const known = new Set(walked.files);
  const hashes = new Map<string, ReturnType<typeof hashFile>>();
  const read = new Map<string, Buffer | null>();
  const hash = (path: string) => {
    if (!known.has(path)) return null;
    const before = hashes.get(path);
    const found = before === undefined ? hashFile(join(folder, path), hashedBytesAtMost) : before;
    hashes.set(path, found);
    return found;
  };
  const bytes = (path: string): Buffer | null => {
    if (!known.has(path)) return null;
    const before = read.get(path);
    if (before !== undefined) return before;
    const found = readPlain(join(folder, path));
    const kept = found !== null && isSame(hashes, path, found) ? found : null;
    read.set(path, kept);
    return kept;
  };
  const texts = new Map<string, string | null>();
  const text = (path: string): string | null => {
    const before = texts.get(path);
    if (before !== undefined) return before;
    const found = decode(bytes(path));
    texts.set(path, found);
    return found;
  };
  return {
    walked,
    digest: (path) => hash(path)?.sha256 ?? null,
    size: (path) => hash(path)?.bytes ?? null,
    bytes,
    text,
    json: (path) => {
      const found = text(path);
      return found === null ? undefined : readJson(found);
    },
  };
}

/** What is read is what was hashed; otherwise one content could be shown to each of the two looks. */
function isSame(hashes: Map<string, ReturnType<typeof hashFile>>, path: string, bytes: Buffer): boolean {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const before = hashes.get(path);
  if (before === undefined) hashes.set(path, { sha256, bytes: bytes.length });
  return before === undefined || before?.sha256 === sha256;
}

function tryWalk(folder: string): Walked | null {
  try {
    return walk(folder);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

/** A byte order mark stays: without it an altered file would read like the original. */
function decode(bytes: Buffer | null): string | null {
  return bytes === null || !isUtf8(bytes) ? null : bytes.toString('utf8');
}
