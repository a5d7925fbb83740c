import { childrenOf, DerError, expectTag, readOid, tags, type DerElement } from '../der-read.ts';
import { der } from '../der.ts';

/** How a signature with RSASSA-PSS was made (RFC 4055). */
export type Pss = { readonly digestAlgorithm: string; readonly saltLength: number };

export const pssOid = '1.2.840.113549.1.1.10';
const mgf1Oid = '1.2.840.113549.1.1.8';

/** No hash that we take gives more; OpenSSL's largest salt is a key's length. */
const saltAtMost = 512;

/**
 * Reads the parameters of an RSASSA-PSS signature. Only the ordinary form: the hash is named (what is left out means SHA-1), the mask is made
 * with the same one, the trailer is the usual. Throws DerError for anything else.
 */
export function readPss(parameters: DerElement | undefined): Pss {
  const parts = childrenOf(expectTag(parameters, tags.sequence));
  const [hash, mask, salt, ...more] = parts;
  if (more.length > 0) throw new DerError('an RSASSA-PSS trailer of its own');
  const digestAlgorithm = readHash(inside(hash, tags.context0));
  const [generator, maskHash] = childrenOf(expectTag(inside(mask, tags.context1), tags.sequence));
  if (readOid(generator) !== mgf1Oid || readHash(maskHash) !== digestAlgorithm)
    throw new DerError('RSASSA-PSS with a mask of another hash');
  const length = expectTag(inside(salt, context2), tags.integer);
  const saltLength = Number(`0x${length.content.toString('hex')}`);
  if (saltLength > saltAtMost || !length.raw.equals(der.integer(saltLength)))
    throw new DerError('RSASSA-PSS with another length of salt');
  return { digestAlgorithm, saltLength };
}

const context2 = 0xa2;

function inside(element: DerElement | undefined, tag: number): DerElement | undefined {
  const [one, ...others] = childrenOf(expectTag(element, tag));
  return others.length > 0 ? undefined : one;
}

function readHash(element: DerElement | undefined): string {
  const [oid, parameters, ...rest] = childrenOf(expectTag(element, tags.sequence));
  const hasNone = parameters === undefined || (parameters.tag === tags.nothing && parameters.content.length === 0);
  if (!hasNone || rest.length > 0) throw new DerError('a hash with parameters');
  return readOid(oid);
}
