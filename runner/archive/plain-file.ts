import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, lstatSync, type Dirent } from 'node:fs';
import { errnoOf } from '../base/write-atomic.ts';

/*
 * How a verifier opens what a stranger may have put there: no link is followed, no pipe or device is waited for, nothing larger than
 * expected is read. Each answers null instead of throwing, because what cannot be read is a finding and not a failure of ours.
 */

/** Larger than any text that an archive keeps; what is beyond it was not written by us. */
export const documentBytesAtMost = 64 * 1024 * 1024;

// Windows has neither links that open() would have to refuse nor pipes among files.
const careful = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What `use` makes of an open plain file and its size; null when there is no such plain file or it cannot be read. */
export function withPlainFile<T>(path: string, use: (handle: number, bytes: number) => T | null): T | null {
  try {
    const handle = openSync(path, careful);
    try {
      const about = fstatSync(handle);
      return about.isFile() ? use(handle, about.size) : null;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

/** The bytes of a plain file that is not too large, or null. */
export function readPlain(path: string, bytesAtMost = documentBytesAtMost): Buffer | null {
  return withPlainFile(path, (handle, size) => {
    if (size > bytesAtMost) return null;
    const bytes = Buffer.allocUnsafe(size);
    let at = 0;
    for (let read = -1; read !== 0 && at < size; at += read) read = readSync(handle, bytes, at, size - at, at);
    return bytes.subarray(0, at);
  });
}

/** True when something of this name is there, whatever it is: a link that leads nowhere, too. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Below a file nothing can stand; a folder that may not be looked into may hold it.
    const code = errnoOf(error);
    if (code === null) throw error;
    return code !== 'ENOTDIR';
  }
}

/** What stands in a real folder; null for a link, for anything else, and for a folder that cannot be read. */
export function listFolder(path: string): readonly Dirent[] | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
      ? readdirSync(path, { withFileTypes: true })
      : null;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}
