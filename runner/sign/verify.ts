import { toSignedEntity, VerificationError, Verifier } from '@sigstore/verify';
import type { Bilingual } from '../base/bilingual.ts';
import { openBundle } from './bundle.ts';
import { text } from './text.ts';
import { reportUse, type Trust, type TrustedKey } from './trust.ts';

export type BundleVerdict =
  | { readonly kind: 'good'; readonly payload: Buffer; readonly key: TrustedKey }
  /** Nothing may be believed; `part` says what failed first. */
  | { readonly kind: 'bad'; readonly part: 'form' | 'key' | 'signature'; readonly problem: Bilingual }
  /** Well-formed, but no key was pinned, so nobody can say whose it is. */
  | { readonly kind: 'no-trust'; readonly payload: Buffer; readonly keyId: string };

/**
 * Checks a bundle's form, that a pinned key made it, and the signature over the DSSE pre-authentication encoding. Trusted time is not
 * checked: this form of bundle carries no RFC 3161 token, and the caller must say so.
 */
export function verifyBundle(bytes: Buffer, trust: Trust | null): BundleVerdict {
  const result = openBundle(bytes);
  if ('problem' in result) return { kind: 'bad', part: 'form', problem: result.problem };
  const { bundle, payload, keyId } = result.opened;
  if (trust === null) return { kind: 'no-trust', payload, keyId };
  const key = trust.keys.find((candidate) => candidate.keyId === keyId);
  if (key === undefined) return { kind: 'bad', part: 'key', problem: text.keyNotTrusted(keyId) };
  if (key.use !== reportUse) return { kind: 'bad', part: 'key', problem: text.keyOtherUse(keyId) };
  if (!isSignedBy(key, bundle)) return { kind: 'bad', part: 'signature', problem: text.signatureBad(keyId) };
  return { kind: 'good', payload, key };
}

function isSignedBy(key: TrustedKey, bundle: Parameters<typeof toSignedEntity>[0]): boolean {
  // No authority but the pinned key: no certificates, no logs, no time stamps.
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
