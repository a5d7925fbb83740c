import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Bilingual } from './bilingual.ts';
import { unfinishedName } from './unfinished.ts';

/** A file could not be written; `text` says which and why, for people. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly text: Bilingual;
  readonly code: string;
  readonly path: string;
  constructor(path: string, code: string, text: Bilingual, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
    this.code = code;
    this.path = path;
  }
}

/** Replaces the whole file or leaves the old one: written beside, synced, renamed, folder synced. Throws WriteError. */
export function writeAtomic(path: string, bytes: string | Uint8Array, mode = 0o644): void {
  writeThrough(dirname(path), path, bytes, mode);
}

/**
 * As writeAtomic, with the unfinished file in `room`: a folder of the same disk, made when it is not there, in which nobody takes what a
 * killed process left for a part of something.
 */
export function writeThrough(room: string, path: string, bytes: string | Uint8Array, mode = 0o644): void {
  const beside = join(room, unfinishedName(basename(path)));
  try {
    if (room !== dirname(path)) mkdirSync(room, { recursive: true });
    writeSynced(beside, bytes, mode);
    renameSync(beside, path);
    syncDirectory(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw toWriteError(path, error);
  }
}

/** Makes the names in a folder survive a power cut. */
export function syncDirectory(directory: string): void {
  // Windows opens no folders; its rename is written through by NTFS.
  if (process.platform === 'win32') return;
  syncPath(directory);
}

/** Makes a file's bytes survive a power cut. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** As syncPath for many paths at once: a disk that is asked for several together writes them in fewer strokes. */
export async function syncPaths(paths: readonly string[]): Promise<void> {
  const left = paths.values();
  const worker = async (): Promise<void> => {
    for (const path of left) {
      const handle = await open(path, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
  };
  await Promise.all(Array.from({ length: syncsAtOnce }, worker));
}

const syncsAtOnce = 16;

/** The error's errno name (`ENOSPC`), or null when it is no file system error. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code;
}

/** Words for a file system error while writing `path`; any other error is returned unchanged. */
export function toWriteError(path: string, error: unknown): unknown {
  const code = errnoOf(error);
  if (code === null || error instanceof WriteError) return error;
  return new WriteError(path, code, explain(path, code), { cause: error });
}

function writeSynced(path: string, bytes: string | Uint8Array, mode: number): void {
  // `wx` never follows a link that somebody left under the same name.
  const handle = openSync(path, 'wx', mode);
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const reasons: { readonly [code: string]: Bilingual } = {
  ENOSPC: { ko: '디스크에 남은 공간이 없습니다', en: 'the disk is full' },
  EDQUOT: { ko: '디스크 할당량을 다 썼습니다', en: 'the disk quota is used up' },
  EACCES: { ko: '쓸 권한이 없습니다', en: 'this user may not write there' },
  EPERM: { ko: '쓸 권한이 없습니다', en: 'this user may not write there' },
  EROFS: { ko: '읽기 전용 파일 시스템입니다', en: 'the file system is read-only' },
  ENOENT: { ko: '폴더가 없습니다', en: 'the folder does not exist' },
  ENOTDIR: { ko: '경로의 중간이 폴더가 아닙니다', en: 'a part of the path is not a folder' },
  EISDIR: { ko: '같은 이름의 폴더가 있습니다', en: 'a folder has that name' },
  EXDEV: { ko: '두 폴더가 서로 다른 디스크에 있습니다', en: 'the two folders are on different disks' },
  EIO: { ko: '디스크가 읽기·쓰기 오류를 냈습니다', en: 'the disk reported an input/output error' },
};

function explain(path: string, code: string): Bilingual {
  const reason = reasons[code] ?? { ko: '파일 시스템이 거부했습니다', en: 'the file system refused' };
  return {
    ko: `${path} 파일을 쓰지 못했습니다: ${reason.ko} (${code}).`,
    en: `Could not write ${path}: ${reason.en} (${code}).`,
  };
}
