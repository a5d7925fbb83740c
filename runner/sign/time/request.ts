import { createHash, randomBytes } from 'node:crypto';
import { der } from '../der.ts';

/** What is asked of a time stamping authority, and what its answer must repeat. */
export type TimeQuery = { readonly body: Buffer; readonly nonce: Buffer };

/** The DER bytes of SHA-256, with the NULL that every authority understands. */
export const sha256Algorithm = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing());

/** A TimeStampReq (RFC 3161 §2.4.1) over SHA-256 of `bytes`, with a fresh nonce, that asks for the authority's certificates. */
export function buildTimeQuery(bytes: Uint8Array): TimeQuery {
  const random = randomBytes(8);
  // A first byte of 1 to 127 makes the number positive and of one length.
  random[0] = ((random[0] ?? 0) & 0x7f) | 0x01;
  const digest = createHash('sha256').update(bytes).digest();
  const imprint = der.sequence(sha256Algorithm, der.octets(digest));
  return { body: der.sequence(der.integer(1), imprint, der.bigInteger(random), der.yes()), nonce: random };
}
