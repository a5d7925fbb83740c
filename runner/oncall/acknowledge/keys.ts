import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { shortId } from '../../base/ids.ts';
import { isObject } from '../../base/json.ts';
import { errnoOf, writeAtomic } from '../../base/write-atomic.ts';
import { acquireLock } from '../../journal/lock.ts';
import { SetupError } from '../../model/trouble.ts';
import { text } from './text.ts';
import { linkLifeMs, type TokenKey } from './token.ts';

/** The secrets that links are signed with, one file in a team's state folder. */
export type AcknowledgeKeys = {
  /** Signs new links. */
  readonly current: () => TokenKey;
  /** Any key whose links may still live; read again when another process has made a new one. */
  readonly find: (id: string) => TokenKey | null;
};

/** A key signs for so long, and then reads its own links until the last of them is over. */
export const keyLifeMs = 7 * 24 * 60 * 60 * 1_000;
const keptMs = keyLifeMs + 2 * linkLifeMs;

type StoredKey = TokenKey & { readonly madeAtMs: number };
type Place = { readonly folder: string; readonly locks: string; readonly clock: Clock };

/** Opens the keys, making the first one and a new one when the newest is old. Throws SetupError for a file that others may read. */
export function openAcknowledgeKeys(place: Place): AcknowledgeKeys {
  let keys = rotated(place);
  return {
    current: () => {
      const [newest] = keys;
      if (newest !== undefined && isYoung(newest, place.clock)) return newest;
      keys = rotated(place);
      return first(keys);
    },
    find: (id) => {
      const known = keys.find((key) => key.id === id);
      if (known !== undefined) return known;
      keys = readKeys(fileOf(place)) ?? keys;
      return keys.find((key) => key.id === id) ?? null;
    },
  };
}

/** Makes a new signing key now, for a team that thinks the old one was seen. With `forget` the old links stop working too. */
export function renewAcknowledgeKey(place: Place, old: 'keep' | 'forget'): TokenKey {
  return first(locked(place, () => write(place, old === 'keep' ? (readKeys(fileOf(place)) ?? []) : [])));
}

function rotated(place: Place): readonly StoredKey[] {
  const known = readKeys(fileOf(place));
  const [newest] = known ?? [];
  if (known !== null && newest !== undefined && isYoung(newest, place.clock)) return known;
  return locked(place, () => {
    const again = readKeys(fileOf(place)) ?? [];
    const [latest] = again;
    return latest !== undefined && isYoung(latest, place.clock) ? again : write(place, again);
  });
}

/** Newest first. */
function write(place: Place, known: readonly StoredKey[]): readonly StoredKey[] {
  const nowMs = place.clock.now();
  const made = { id: shortId(), secret: randomBytes(32), madeAtMs: nowMs };
  const keys = [made, ...known.filter((key) => nowMs - key.madeAtMs < keptMs)];
  const stored = keys.map(({ id, secret, madeAtMs }) => ({ id, secret: secret.toString('base64url'), madeAtMs }));
  writeAtomic(fileOf(place), `${JSON.stringify({ keys: stored }, null, 2)}\n`, 0o600);
  return keys;
}

/** Two processes that find no key at the same moment must not make two first ones. */
function locked<T>(place: Place, work: () => T): T {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; attempt <= lockAttempts; attempt += 1) {
    const lock = acquireLock(place.locks, 'acknowledge-keys');
    if (lock === null) continue;
    try {
      return work();
    } finally {
      lock.release();
    }
  }
  throw new SetupError(text.keysBusy(fileOf(place)));
}

/** Each waits a quarter of a second. */
const lockAttempts = 20;

function isYoung(key: StoredKey, clock: Clock): boolean {
  return clock.now() - key.madeAtMs < keyLifeMs;
}

function first(keys: readonly StoredKey[]): StoredKey {
  const [newest] = keys;
  if (newest === undefined) throw new Error('the file of acknowledge keys is empty');
  return newest;
}

function fileOf({ folder }: Place): string {
  return join(folder, 'acknowledge.json');
}

/** Null when there is none yet. */
function readKeys(file: string): readonly StoredKey[] | null {
  let json: string;
  try {
    // Windows keeps access rights elsewhere and shows every file as readable.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new SetupError(text.keysExposed(file));
    json = readFileSync(file, 'utf8');
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return null;
    if (code === null) throw error;
    throw new SetupError(text.keysUnreadable(file, code), { cause: error });
  }
  const keys = parseKeys(json);
  if (keys === null) throw new SetupError(text.keysMalformed(file));
  return keys;
}

function parseKeys(json: string): readonly StoredKey[] | null {
  const whole = parsed(json);
  const list: unknown = isObject(whole) ? whole['keys'] : undefined;
  if (!Array.isArray(list)) return null;
  const keys = list.map(toKey);
  const good = keys.filter((key) => key !== null);
  return good.length === keys.length && good.length > 0 ? good : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    // Not JSON is malformed, as any other content is.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function toKey(entry: unknown): StoredKey | null {
  if (!isObject(entry)) return null;
  const { id, secret, madeAtMs } = entry;
  if (typeof id !== 'string' || typeof secret !== 'string' || typeof madeAtMs !== 'number') return null;
  const bytes = Buffer.from(secret, 'base64url');
  return /^[a-z2-7]{6}$/.test(id) && bytes.length === 32 ? { id, secret: bytes, madeAtMs } : null;
}
