import { rmSync } from 'node:fs';

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Removes a folder although a process that is just ending may still put something into it for a moment. */
export function removeFolder(folder: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // A file came while the folder was being emptied: it is emptied again.
      if (tries === 50 || !(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error;
      Atomics.wait(pause, 0, 0, 100);
    }
  }
}
