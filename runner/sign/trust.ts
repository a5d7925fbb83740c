import { isObject } from '../base/json.ts';
import { SetupError } from '../model/trouble.ts';
import { readPublicKeyDer } from './keys.ts';
import type { PublicKey } from './signer.ts';
import { text } from './text.ts';

/** A key that the verifier's owner put on a list; the archive's own `trust/` folder proves nothing about the archive. */
export type TrustedKey = PublicKey & { readonly use: string; readonly start: string; readonly end: string | null };
export type Trust = { readonly keys: readonly TrustedKey[] };

export const reportUse = 'postflight:reports';
const keyDetails = 'PKIX_ECDSA_P256_SHA_256';

/** Reads a key list in the layout of npm's registry keys. Throws SetupError. */
export function parseTrust(json: string): Trust {
  const root = parseJson(json);
  if (!isObject(root) || !Array.isArray(root['keys']))
    throw new SetupError(text.trustMalformed('there is no list "keys"'));
  const keys = root['keys'].map(parseKey);
  if (new Set(keys.map((key) => key.keyId)).size !== keys.length)
    throw new SetupError(text.trustMalformed('a key is listed twice'));
  return { keys };
}

/** The text of a key list. */
export function formatTrust(trust: Trust): string {
  const keys = trust.keys.map((key) => ({
    keyId: key.keyId,
    keyUsage: key.use,
    publicKey: {
      rawBytes: key.key.export({ type: 'spki', format: 'der' }).toString('base64'),
      keyDetails,
      validFor: key.end === null ? { start: key.start } : { start: key.start, end: key.end },
    },
  }));
  return `${JSON.stringify({ keys }, null, 2)}\n`;
}

/** A list of one: the key a person named on the command line. */
export function trustOnly(key: PublicKey): Trust {
  return { keys: [{ ...key, use: reportUse, start: '1970-01-01T00:00:00.000Z', end: null }] };
}

function parseKey(entry: unknown, index: number): TrustedKey {
  const refuse = (problem: string) => new SetupError(text.trustMalformed(`entry ${index + 1}: ${problem}`));
  const publicKey = isObject(entry) ? entry['publicKey'] : undefined;
  if (!isObject(entry) || !isObject(publicKey)) throw refuse('no "publicKey"');
  const { keyId, keyUsage } = entry;
  const { rawBytes, keyDetails: details, validFor } = publicKey;
  if (typeof keyUsage !== 'string') throw refuse('no "keyUsage"');
  if (details !== keyDetails || typeof rawBytes !== 'string') throw refuse(`"keyDetails" is not ${keyDetails}`);
  const key = readPublicKeyDer(Buffer.from(rawBytes, 'base64'));
  if (key === null) throw refuse('"rawBytes" is no ECDSA P-256 key');
  if (keyId !== key.keyId) throw refuse(`"keyId" is not the key's own fingerprint ${key.keyId}`);
  const { start, end } = isObject(validFor) ? validFor : {};
  if (!isTime(start) || !(end === undefined || isTime(end))) throw refuse('"validFor" has no valid "start" or "end"');
  return { ...key, use: keyUsage, start, end: end ?? null };
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) throw new SetupError(text.trustMalformed('it is no JSON'), { cause: error });
    throw error;
  }
}
