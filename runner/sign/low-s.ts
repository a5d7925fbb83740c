import { isObject } from '../base/json.ts';
import { childrenOf, DerError, expectTag, readDer, tags } from './der-read.ts';
import { der } from './der.ts';
import { readPayload } from './in-toto.ts';

/*
 * Whoever has one ECDSA signature (r, s) can write down a second valid one, (r, n - s), without the key. Every tool takes both, so the bytes
 * of a signature could be changed and nobody would notice. We write the one with the smaller s, say so inside what is signed, and refuse the
 * other one where that is said. Signatures of before said nothing; theirs were either form by chance, and still verify.
 */

/** What a signed statement says of its own signature. */
export const lowSForm = 'low-S';

/** The order of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The same signature in the form with the smaller s. What is no signature stays as it is: that it does not verify is told elsewhere. */
export function toLowS(signature: Buffer): Buffer {
  const numbers = readNumbers(signature);
  if (numbers === null || numbers.s <= order / 2n || numbers.s >= order) return signature;
  return der.sequence(numbers.r, der.bigInteger(bytesOf(order - numbers.s)));
}

/** Whether the signature is in the form that toLowS gives. */
export function isLowS(signature: Buffer): boolean {
  const numbers = readNumbers(signature);
  return numbers !== null && numbers.s <= order / 2n;
}

/** Whether signed bytes say that their signature has the smaller s. */
export function promisesLowS(payload: Buffer): boolean {
  const json = readPayload(payload);
  const predicate = isObject(json) ? json['predicate'] : undefined;
  return isObject(predicate) && [predicate, predicate['liveVerification']].some(saysLowS);
}

/** Whether the part of a statement that is ours says so. */
export function saysLowS(said: unknown): boolean {
  return isObject(said) && said['signatureForm'] === lowSForm;
}

function readNumbers(signature: Buffer): { readonly r: Buffer; readonly s: bigint } | null {
  try {
    const [first, second, ...others] = childrenOf(expectTag(readDer(signature), tags.sequence));
    const [r, s] = [expectTag(first, tags.integer), expectTag(second, tags.integer)];
    return others.length === 0 && s.content.length > 0
      ? { r: r.raw, s: BigInt(`0x${s.content.toString('hex')}`) }
      : null;
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}

function bytesOf(value: bigint): Buffer {
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
}
