import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory } from '../../base/write-atomic.ts';

/** Puts lines behind the last one and waits until they would survive a power cut. */
export function appendSynced(file: string, text: string): void {
  const handle = openSync(file, 'a', 0o644);
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncDirectory(dirname(file));
}

/** Takes the last bytes of a file away. */
export function cutEnd(file: string, bytes: number): void {
  const handle = openSync(file, 'r+');
  try {
    ftruncateSync(handle, fstatSync(handle).size - bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
