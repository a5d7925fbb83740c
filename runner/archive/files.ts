import { createHash } from 'node:crypto';
import { readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import { listFolder, withPlainFile } from './plain-file.ts';

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

/** Lists a folder without following a link in it. Throws only when the folder itself cannot be read. `atMost`: how many entries of a report are looked at. */
export function walk(root: string, atMost = filesAtMost): Walked {
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
    complete = found.files.length + found.odd.length + found.folders.length <= atMost;
  }
  found.files.sort();
  return { ...found, complete };
}

/** A subfolder that cannot be read is a finding; the root is the caller's own business, be it a link or not there. */
function list(root: string, folder: string) {
  return folder === '' ? readdirSync(root, { withFileTypes: true }) : listFolder(join(root, folder));
}

/** ASCII without spaces or signs that a shell or sha256sum would treat specially; never `.` or `..`. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_%+@=,~][A-Za-z0-9._%+@=,~-]*$/.test(name);
}

/** Hex SHA-256 and size of a plain file; null when it is not there, is something else, is larger, or cannot be read. */
export function hashFile(
  path: string,
  bytesAtMost = Number.MAX_SAFE_INTEGER,
): { readonly sha256: string; readonly bytes: number } | null {
  return withPlainFile(path, (handle, size) => (size > bytesAtMost ? null : hashOpen(handle, size)));
}

/** Hex SHA-256 of a file that was just written or listed. */
export function digestOf(path: string): string {
  const found = hashFile(path);
  assert(found !== null, 'a file that was just written or listed can be read');
  return found.sha256;
}

/** No more than the size that was seen: a file that somebody goes on writing would have no end. */
function hashOpen(handle: number, size: number): { readonly sha256: string; readonly bytes: number } {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(size + 1, 256 * 1024));
  let bytes = 0;
  for (let read = -1; read !== 0 && bytes <= size; bytes += read) {
    read = readSync(handle, buffer, 0, buffer.length, null);
    hash.update(buffer.subarray(0, read));
  }
  return { sha256: hash.digest('hex'), bytes };
}
