import { closeSync, fsyncSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../base/json.ts';
import { errnoOf, syncDirectory, toWriteError } from '../../base/write-atomic.ts';
import type { Notice } from '../../model/channel.ts';
import { parseNotice } from '../../model/notice-json.ts';

/** One message as the inbox of this machine keeps it. */
export type InboxEntry = {
  readonly at: string;
  readonly person: string;
  readonly name: string;
  readonly notice: Notice;
};

/** Where a state folder keeps it. */
export function inboxFile(folder: string): string {
  return join(folder, 'inbox.jsonl');
}

/** Adds a message, synced to the disk before it returns. A line that an earlier crash cut off stays alone. Throws WriteError. */
export function addToInbox(folder: string, entry: InboxEntry): void {
  const file = inboxFile(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const handle = openSync(file, 'a+', 0o600);
    try {
      const { size } = fstatSync(handle);
      const last = Buffer.alloc(1);
      if (size > 0) readSync(handle, last, 0, 1, size - 1);
      // One write, so that two processes never mix their lines.
      const line = `${JSON.stringify(entry)}\n`;
      writeSync(handle, size > 0 && last.toString() !== '\n' ? `\n${line}` : line);
      fsyncSync(handle);
      if (size === 0) syncDirectory(folder);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw toWriteError(file, error);
  }
}

/** The latest messages, the oldest first; what is older stays in the file. */
export function readInbox(folder: string): readonly InboxEntry[] {
  return tail(inboxFile(folder)).split('\n').flatMap(readLine);
}

/** A screen shows a night, not a year. */
const shownBytes = 512_000;

function tail(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    // Nothing has come yet.
    if (errnoOf(error) === 'ENOENT') return '';
    throw error;
  }
  try {
    const { size } = fstatSync(handle);
    const from = Math.max(0, size - shownBytes);
    const bytes = Buffer.alloc(size - from);
    const read = readSync(handle, bytes, 0, bytes.length, from);
    const text = bytes.subarray(0, read).toString('utf8');
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(handle);
  }
}

function readLine(line: string): readonly InboxEntry[] {
  const entry = parsed(line);
  if (!isObject(entry)) return [];
  const { at, person, name } = entry;
  const notice = parseNotice(JSON.stringify(entry['notice'] ?? null));
  if (typeof at !== 'string' || typeof person !== 'string' || typeof name !== 'string' || notice === null) return [];
  return [{ at, person, name, notice }];
}

function parsed(line: string): unknown {
  try {
    return line === '' ? null : JSON.parse(line);
  } catch (error) {
    // A line that a crash cut off; its notice is sent again, because its sending never ended.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
