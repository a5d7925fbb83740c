import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../base/write-atomic.ts';
import { hashFile, walk, type Walked } from './files.ts';

/** Documents beyond it are not read into memory; evidence is only hashed. */
const documentBytesAtMost = 256 * 1024 * 1024;

/** A report's folder as a verifier sees it. Only files that the walk found are ever opened, so no name leads out of the folder. */
export type ReportFiles = {
  readonly walked: Walked;
  /** Hex SHA-256, or null when there is no such plain file or it cannot be read. */
  digest(path: string): string | null;
  size(path: string): number | null;
  bytes(path: string): Buffer | null;
  /** Null unless the bytes are UTF-8. */
  text(path: string): string | null;
  /** Undefined unless the text is JSON. */
  json(path: string): unknown;
};

/** Opens a report's folder for reading, or null when it is no readable folder. */
export function openReport(folder: string): ReportFiles | null {
  const walked = tryWalk(folder);
  if (walked === null) return null;
  const known = new Set(walked.files);
  const hashes = new Map<string, ReturnType<typeof hashFile>>();
  const hash = (path: string) => {
    if (!known.has(path)) return null;
    const before = hashes.get(path);
    const found = before === undefined ? hashFile(join(folder, path)) : before;
    hashes.set(path, found);
    return found;
  };
  const bytes = (path: string) => (known.has(path) ? readBytes(join(folder, path)) : null);
  const text = (path: string) => decode(bytes(path));
  return {
    walked,
    digest: (path) => hash(path)?.sha256 ?? null,
    size: (path) => hash(path)?.bytes ?? null,
    bytes,
    text,
    json: (path) => parse(text(path)),
  };
}

function tryWalk(folder: string): Walked | null {
  try {
    return walk(folder);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

function readBytes(path: string): Buffer | null {
  try {
    const handle = openSync(path, 'r');
    try {
      return fstatSync(handle).size > documentBytesAtMost ? null : readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

function decode(bytes: Buffer | null): string | null {
  if (bytes === null) return null;
  try {
    // Without ignoreBOM a byte order mark would vanish and an altered file would read like the original.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
