import { compactVerify, importJWK, importSPKI } from 'jose';
import type { JWK } from 'jose';
import type { Bilingual } from '../base/bilingual.ts';
import { isObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import type { AttestationFacts, AttestedClaims } from '../model/guard.ts';
import type { Attestation, GatewayConfig } from '../model/target.ts';
import { text } from './route-text.ts';

export type AttestationQuestion = {
  readonly attestation: Attestation;
  readonly gateway: Pick<GatewayConfig, 'kind' | 'merchantId'>;
  /** The build that answers as the deployment source names it; null: not known. */
  readonly fingerprint: string | null;
  readonly nonce: string;
  /** Asks the shop with the page's session; the body as text. */
  readonly ask: (path: string) => Promise<string>;
  readonly now: () => number;
};

/** Asks the server to sign where this session's payments go, and believes nothing else than exactly the test route. Never throws. */
export async function readAttestation(question: AttestationQuestion): Promise<AttestationFacts> {
  const { attestation, nonce, ask, now } = question;
  try {
    const jws = unquoted(await ask(withNonce(attestation.path, nonce)));
    if (jws.length > limits.attestationBytes) return refused(text.attestationOdd({ why: 'too long' }));
    const payload = await verified(jws, attestation.publicKey);
    if (payload === null) return refused(text.attestationForged(), true);
    return judge(payload, { ...question, nowMs: now() });
  } catch (error) {
    return refused(text.attestationUnread({ why: error instanceof Error ? error.message : String(error) }));
  }
}

/** The signed payload, or null for a signature that is not the pinned key's. Throws for a pinned key that is none. */
async function verified(jws: string, publicKey: string): Promise<{ readonly [key: string]: unknown } | null> {
  const key = publicKey.trimStart().startsWith('{')
    ? await importJWK(jwkOf(publicKey), 'ES256')
    : await importSPKI(publicKey, 'ES256');
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(jws, key, { algorithms: ['ES256'] }));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
  const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  return isObject(claims) ? claims : {};
}

function jwkOf(publicKey: string): JWK {
  const key: unknown = JSON.parse(publicKey);
  if (!isObject(key)) throw new Error('the public key is no JWK');
  return key;
}

type Judged = AttestationQuestion & { readonly nowMs: number };

function judge(claims: { readonly [key: string]: unknown }, the: Judged): AttestationFacts {
  const { gateway, fingerprint, nonce, nowMs } = the;
  const told = claimsOf(claims);
  if (claims['nonce'] !== nonce) return refused(text.attestationOtherNonce(), true);
  const atMs = timeOf(claims);
  if (atMs === null) return refused(text.attestationOdd({ why: 'no time' }));
  const ageMs = nowMs - atMs;
  if (ageMs > limits.attestationAgeMs || ageMs < -limits.attestationSkewMs)
    return refused(text.attestationOld({ seconds: Math.round(ageMs / 1000), limit: limits.attestationAgeMs / 1000 }));
  if (told === null) return refused(text.attestationOdd({ why: 'mode or pg is missing' }));
  if (told.mode !== 'test') return refused(text.attestedLive({ mode: told.mode }), true);
  if (told.keyPrefix !== null && /live/i.test(told.keyPrefix))
    return refused(text.attestedLiveKey({ prefix: told.keyPrefix }), true);
  if (told.pg !== gateway.kind) return refused(text.attestedOtherGateway({ asked: gateway.kind, told: told.pg }), true);
  if (gateway.merchantId !== null && told.mid !== gateway.merchantId)
    return refused(text.attestedOtherMerchant({ asked: gateway.merchantId, told: told.mid ?? '-' }), true);
  if (fingerprint !== null && told.deployId !== null && told.deployId !== fingerprint)
    return refused(text.attestedOtherBuild({ read: fingerprint, told: told.deployId }));
  return { kind: 'verified', claims: told };
}

function claimsOf(claims: { readonly [key: string]: unknown }): AttestedClaims | null {
  const word = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
  };
  const [mode, pg] = [word('mode'), word('pg')];
  if (mode === null || pg === null) return null;
  const [mid, keyPrefix] = [word('mid'), word('keyPrefix')];
  return { mode, pg, mid, keyPrefix, deployId: word('deployId'), configHash: word('configHash') };
}

/** `time` as ISO 8601 or in milliseconds, or the JWT's `iat` in seconds. */
function timeOf({ time, iat }: { readonly [key: string]: unknown }): number | null {
  if (typeof time === 'string') {
    const ms = Date.parse(time);
    return Number.isNaN(ms) ? null : ms;
  }
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  return typeof iat === 'number' && Number.isFinite(iat) ? iat * 1000 : null;
}

function withNonce(path: string, nonce: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}nonce=${encodeURIComponent(nonce)}`;
}

/** Some servers answer with the token as a JSON string. */
function unquoted(body: string): string {
  return body.trim().replace(/^"(.*)"$/, '$1');
}

function refused(why: Bilingual, money = false): AttestationFacts {
  return { kind: 'refused', why, money };
}
