import { toSignedEntity, VerificationError, Verifier } from '@sigstore/verify';
import type { Bilingual } from '../base/bilingual.ts';
import { openBundle, type OpenedBundle } from './bundle.ts';
import { isLowS, promisesLowS } from './low-s.ts';
import { text } from './text.ts';
import { reportUse, type Trust, type TrustedKey } from './trust.ts';

export type KeyVerdict =
  | { readonly kind: 'trusted'; readonly key: TrustedKey }
  | { readonly kind: 'refused'; readonly problem: Bilingual };

export type BundleVerdict =
  | { readonly kind: 'good'; readonly payload: Buffer; readonly key: TrustedKey }
  /** Nothing may be believed; `part` says what failed first. */
  | { readonly kind: 'bad'; readonly part: 'form' | 'key' | 'signature'; readonly problem: Bilingual }
  /** Well-formed, but no key was pinned, so nobody can say whose it is. */
  | { readonly kind: 'no-trust'; readonly payload: Buffer; readonly keyId: string };

/** Form, key and signature of a bundle over any in-toto statement. What it says, and when it was signed, is the caller's to check. */
export function verifyBundle(bytes: Buffer, trust: Trust | null): BundleVerdict {
  const result = openBundle(bytes);
  if ('problem' in result) return { kind: 'bad', part: 'form', problem: result.problem };
  const { payload, keyId } = result.opened;
  if (trust === null) return { kind: 'no-trust', payload, keyId };
  const found = findKey(keyId, trust);
  if (found.kind === 'refused') return { kind: 'bad', part: 'key', problem: found.problem };
  const problem = signatureProblem(found.key, result.opened);
  if (problem !== null) return { kind: 'bad', part: 'signature', problem };
  return { kind: 'good', payload, key: found.key };
}

/** Looks the bundle's key up in the verifier's own list; the archive's copy of a list proves nothing. */
export function findKey(keyId: string, trust: Trust): KeyVerdict {
  const key = trust.keys.find((candidate) => candidate.keyId === keyId);
  if (key === undefined) return { kind: 'refused', problem: text.keyNotTrusted(keyId) };
  return key.use === reportUse ? { kind: 'trusted', key } : { kind: 'refused', problem: text.keyOtherUse(keyId) };
}

/**
 * Why the key's signature does not hold, or null: ECDSA over the DSSE pre-authentication encoding, in the form that the statement says.
 * Time stamps are checked elsewhere.
 */
export function signatureProblem(key: TrustedKey, opened: OpenedBundle): Bilingual | null {
  if (!isSignedBy(key, opened)) return text.signatureBad(key.keyId);
  return promisesLowS(opened.payload) && !isLowS(opened.signature) ? text.signatureOtherForm(key.keyId) : null;
}

function isSignedBy(key: Pick<TrustedKey, 'key'>, { bundle }: OpenedBundle): boolean {
  // No authority but the pinned key: no certificates, no logs.
  const publicKey = () => ({ publicKey: key.key, validFor: () => true });
  const material = { tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [], publicKey };
  const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  try {
    verifier.verify(toSignedEntity(bundle));
    return true;
  } catch (error) {
    if (error instanceof VerificationError) return false;
    throw error;
  }
}
