import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { writeAtomic } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { generateKey, loadKey } from './keys.ts';
import type { Signer } from './signer.ts';
import { text } from './text.ts';
import { formatTrust, parseTrust, reportUse, type Trust } from './trust.ts';

/** Where a team's state folder keeps its signing key and the list of keys that `verify` believes. */
export type KeyPlaces = { readonly keys: string; readonly trust: string };

export function keyPlaces(state: string): KeyPlaces {
  return { keys: join(state, 'keys'), trust: join(state, 'trust', 'keys.json') };
}

/** The key that reports are signed with. */
export function signingKeyFile(places: KeyPlaces): string {
  return join(places.keys, 'signing.pem');
}

/** Opens the signing key; POSTFLIGHT_KEY_PASSPHRASE opens an encrypted one. Throws SetupError when there is none. */
export function loadSigner(places: KeyPlaces, env: NodeJS.ProcessEnv): Signer {
  const file = signingKeyFile(places);
  if (!existsSync(file)) throw new SetupError(text.noKey(places.keys));
  return loadKey(file, passphraseOf(env));
}

/** Makes the signing key and puts its public half on this machine's trust list. */
export function makeSigner(places: KeyPlaces, env: NodeJS.ProcessEnv, clock: Clock): Signer {
  mkdirSync(places.keys, { recursive: true, mode: 0o700 });
  const signer = generateKey(signingKeyFile(places), passphraseOf(env));
  const known = existsSync(places.trust) ? readTrust(places.trust) : { keys: [] };
  mkdirSync(dirname(places.trust), { recursive: true });
  const start = new Date(clock.now()).toISOString();
  writeAtomic(places.trust, formatTrust({ keys: [...known.keys, { ...signer, use: reportUse, start, end: null }] }));
  return signer;
}

/** Reads a key list. Throws SetupError when it is malformed. */
export function readTrust(file: string): Trust {
  return parseTrust(readFileSync(file, 'utf8'));
}

function passphraseOf(env: NodeJS.ProcessEnv): { readonly passphrase?: string } {
  const passphrase = env['POSTFLIGHT_KEY_PASSPHRASE'];
  return passphrase === undefined || passphrase === '' ? {} : { passphrase };
}
