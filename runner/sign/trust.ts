import { isObject } from '../base/json.ts';
import { SetupError } from '../model/trouble.ts';
import { readPublicKeyDer } from './keys.ts';
import type { PublicKey } from './signer.ts';
import { sshKindOf, type SshKind } from './ssh-wire.ts';
import { text } from './text.ts';

/** A key that the verifier's owner put on a list; the archive's own `trust/` folder proves nothing about the archive. */
export type TrustedKey = PublicKey & {
  readonly use: string;
  readonly start: string;
  readonly end: string | null;
  /** Why nothing without a trusted time before `end` is believed any more; null while nobody has revoked it. */
  readonly revoked: string | null;
};
export type Trust = { readonly keys: readonly TrustedKey[] };

export const reportUse = 'postflight:reports';
export const ledgerUse = 'postflight:ledger';
/** sigstore's names of the two kinds of keys. */
const kinds: { readonly [details: string]: SshKind } = {
  PKIX_ECDSA_P256_SHA_256: 'ecdsa-sha2-nistp256',
  PKIX_ED25519: 'ssh-ed25519',
};

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
      keyDetails: Object.keys(kinds).find((details) => kinds[details] === sshKindOf(key.key)),
      validFor: key.end === null ? { start: key.start } : { start: key.start, end: key.end },
    },
    ...(key.revoked === null ? {} : { revoked: { reason: key.revoked } }),
  }));
  return `${JSON.stringify({ keys }, null, 2)}\n`;
}

/** A key on the list from `start` on, for as long as nobody ends it. */
export function trustedFrom(key: PublicKey, use: string, start: string): TrustedKey {
  return { ...key, use, start, end: null, revoked: null };
}

/** A list of one: the key a person named on the command line. */
export function trustOnly(key: PublicKey): Trust {
  return { keys: [trustedFrom(key, reportUse, '1970-01-01T00:00:00.000Z')] };
}

function parseKey(entry: unknown, index: number): TrustedKey {
  const refuse = (problem: string) => new SetupError(text.trustMalformed(`entry ${index + 1}: ${problem}`));
  const publicKey = isObject(entry) ? entry['publicKey'] : undefined;
  if (!isObject(entry) || !isObject(publicKey)) throw refuse('no "publicKey"');
  const { keyId, keyUsage } = entry;
  const { rawBytes, keyDetails, validFor } = publicKey;
  if (typeof keyUsage !== 'string') throw refuse('no "keyUsage"');
  const kind = typeof keyDetails === 'string' ? kinds[keyDetails] : undefined;
  if (kind === undefined || typeof rawBytes !== 'string')
    throw refuse(`"keyDetails" is not ${Object.keys(kinds).join(' or ')}`);
  const key = readPublicKeyDer(Buffer.from(rawBytes, 'base64'), kind);
  if (key === null) throw refuse(`"rawBytes" is no ${kind} key`);
  if (keyId !== key.keyId) throw refuse(`"keyId" is not the key's own fingerprint ${key.keyId}`);
  const { start, end } = isObject(validFor) ? validFor : {};
  if (!isTime(start) || !(end === undefined || isTime(end))) throw refuse('"validFor" has no valid "start" or "end"');
  const { revoked } = entry;
  const reason = isObject(revoked) ? revoked['reason'] : null;
  if (revoked !== undefined && (typeof reason !== 'string' || end === undefined))
    throw refuse('"revoked" has no "reason", or "validFor" no "end"');
  return { ...key, use: keyUsage, start, end: end ?? null, revoked: typeof reason === 'string' ? reason : null };
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
