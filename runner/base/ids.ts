import { randomBytes } from 'node:crypto';
import { assert } from './assert.ts';
import type { Clock } from './clock.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** `20261122-003012-k3f9q2`: UTC time of the start and 30 random bits; sorts by time. */
export function newRunId(clock: Clock): string {
  const digits = new Date(clock.now()).toISOString().replaceAll(/[^0-9]/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${shortId()}`;
}

/** Six random characters of lower-case base32. */
export function shortId(): string {
  let id = '';
  // 256 is a multiple of 32, so the low five bits of a random byte are uniform.
  for (const byte of randomBytes(6)) id += alphabet.charAt(byte & 31);
  return id;
}

/** True for what newRunId makes, so that an id is safe as a folder name. */
export function isRunId(text: string): boolean {
  return /^[0-9]{8}-[0-9]{6}-[a-z2-7]{6}$/.test(text);
}

/** When the run of this id began, as milliseconds since the epoch. */
export function startOf(runId: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(runId) ?? [];
  assert(second !== undefined, 'a run id begins with its time');
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
