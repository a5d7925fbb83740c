import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import { errnoOf } from '../base/write-atomic.ts';

/** More files than any run leaves; a folder beyond it is not walked to its end. */
export const filesAtMost = 100_000;

export type Walked = {
  /** Plain files, relative with `/`, in the byte order of LC_ALL=C. */
  readonly files: readonly string[];
  /** Links, devices, sockets, unreadable folders and names that no report has. */
  readonly odd: readonly string[];
  readonly emptyFolders: readonly string[];
  readonly folders: readonly string[];
  readonly complete: boolean;
};

/** Lists a folder without following a link. Throws only when the folder itself cannot be read. */
export function walk(root: string): Walked {
  const found: { readonly [name in 'files' | 'odd' | 'emptyFolders' | 'folders']: string[] } = {
    files: [],
    odd: [],
    emptyFolders: [],
    folders: [''],
  };
  let complete = true;
  for (let next = 0; next < found.folders.length && complete; next += 1) {
    const folder = found.folders[next] ?? '';
    const entries = list(root, folder);
    if (entries === null) found.odd.push(folder);
    if (entries?.length === 0 && folder !== '') found.emptyFolders.push(folder);
    for (const entry of entries ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!isPlainName(entry.name)) found.odd.push(path);
      else if (entry.isDirectory()) found.folders.push(path);
      else if (entry.isFile()) found.files.push(path);
      else found.odd.push(path);
    }
    complete = found.files.length + found.odd.length + found.folders.length <= filesAtMost;
  }
  found.files.sort();
  return { ...found, complete };
}

function list(root: string, folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    // A subfolder that cannot be read is a finding; the root is the caller's own business.
    if (errnoOf(error) === null || folder === '') throw error;
    return null;
  }
}

/** ASCII without spaces or signs that a shell or sha256sum would treat specially; never `.` or `..`. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_%+@=,~][A-Za-z0-9._%+@=,~-]*$/.test(name);
}

/** Hex SHA-256 and size of a file, or null when it is not there or cannot be read. */
export function hashFile(path: string): { readonly sha256: string; readonly bytes: number } | null {
  try {
    return hashOpen(openSync(path, 'r'));
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

/** Hex SHA-256 of a file that was just written or listed. */
export function digestOf(path: string): string {
  const found = hashFile(path);
  assert(found !== null, 'a file that was just written or listed can be read');
  return found.sha256;
}

function hashOpen(handle: number): { readonly sha256: string; readonly bytes: number } {
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(256 * 1024);
    let bytes = 0;
    for (;;) {
      const size = readSync(handle, buffer, 0, buffer.length, null);
      if (size === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(buffer.subarray(0, size));
      bytes += size;
    }
  } finally {
    closeSync(handle);
  }
}
