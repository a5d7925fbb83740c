import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { limits } from '../base/limits.ts';
import { syncDirectory, toWriteError } from '../base/write-atomic.ts';
import { readMirrorLine, type MirrorLine } from './mirror-line.ts';

export type MirrorPlace = {
  readonly name: string;
  /** Durable there when it returns; throws otherwise. */
  append(lines: readonly string[]): Promise<void>;
  /** Null: this place cannot be read back. */
  read(): Promise<readonly MirrorLine[] | null>;
};

/**
 * A file in a folder. An absolute one must exist: a second disk that is not mounted must not look like one. A relative one is made: it
 * stands on this disk anyhow, for a demo or a test.
 */
export function folderPlace(folder: string, targetId: string): MirrorPlace {
  const file = join(folder, `postflight-${encodeURIComponent(targetId)}.jsonl`);
  return {
    name: folder,
    append: async (lines) => {
      try {
        if (!isAbsolute(folder)) mkdirSync(folder, { recursive: true });
        appendSynced(file, lines);
      } catch (error) {
        throw toWriteError(file, error);
      }
    },
    read: async () => (existsSync(file) ? readLines(readFileSync(file, 'utf8')) : []),
  };
}

function appendSynced(file: string, lines: readonly string[]): void {
  const isNew = !existsSync(file);
  const handle = openSync(file, 'a+', 0o600);
  try {
    // A process that was killed in mid-line left no line end; the next record must not stick to its piece.
    const start = endsInLine(handle) ? '' : '\n';
    writeSync(handle, `${start}${lines.join('\n')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (isNew) syncDirectory(join(file, '..'));
}

function endsInLine(handle: number): boolean {
  const { size } = fstatSync(handle);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last.toString() === '\n';
}

/** An address that takes JSON lines by POST with any 2xx, and gives them back by GET when it can. */
export function httpPlace(address: string, targetId: string, ask: typeof fetch): MirrorPlace {
  const url = new URL(address);
  url.searchParams.set('target', targetId);
  return {
    name: address,
    append: async (lines) => {
      const response = await ask(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: `${lines.join('\n')}\n`,
        redirect: 'error',
        signal: AbortSignal.timeout(limits.mirrorMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
    },
    read: async () => {
      const response = await ask(url, { redirect: 'error', signal: AbortSignal.timeout(limits.mirrorReadMs) });
      // A collector that only takes is no fault; one that is broken is.
      if ([404, 405, 501].includes(response.status)) {
        await response.body?.cancel();
        return null;
      }
      const text = await response.text();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      if (text.length > limits.mirrorBytes) throw new Error('it gave back more than a mirror can hold');
      return readLines(text);
    },
  };
}

function readLines(text: string): readonly MirrorLine[] {
  return text.split('\n').flatMap((line) => readMirrorLine(line) ?? []);
}
