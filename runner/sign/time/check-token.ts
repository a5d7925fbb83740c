import { constants, createHash, verify, type X509Certificate } from 'node:crypto';
import type { Bilingual } from '../../base/bilingual.ts';
import { childrenOf, DerError, expectTag, readDer, readOid, tags, type DerElement } from '../der-read.ts';
import { timeText } from './text.ts';
import type { Pss } from './pss.ts';
import { readTimeToken, type TimeToken } from './token.ts';
import type { Authority } from './authorities.ts';

export type TokenCheck =
  | {
      readonly kind: 'good';
      readonly genTimeMs: number;
      readonly authority: string;
      /** The signer's certificate and those above it, without the pinned one at the end (unless it is the signer's). */
      readonly chain: readonly X509Certificate[];
      readonly token: TimeToken;
    }
  | { readonly kind: 'bad'; readonly problem: Bilingual }
  /** Well formed, but from an authority that the verifier has not pinned. */
  | { readonly kind: 'stranger'; readonly issuer: string };

/** A token beyond it is not looked at; the largest public ones have 10 kB. */
const tokenBytesAtMost = 64 * 1024;

/** Checks a time stamp over `bytes`: imprint, signature, certificate, its one purpose, and a chain that held at the time it tells. */
export function checkTimeToken(response: Buffer, bytes: Uint8Array, authorities: readonly Authority[]): TokenCheck {
  const bad = (problem: Bilingual): TokenCheck => ({ kind: 'bad', problem });
  if (response.length > tokenBytesAtMost) return bad(timeText.tooLarge(response.length));
  try {
    const token = readTimeToken(response);
    if (!token.imprint.equals(createHash('sha256').update(bytes).digest())) return bad(timeText.otherImprint());
    const leaf = findLeaf(token, authorities);
    if (leaf === null) return { kind: 'stranger', issuer: nameOf(token.signer.issuer) };
    const problem = checkSigner(token, leaf);
    if (problem !== null) return bad(problem);
    const found = authorities.map((authority) => ({ authority, chain: findChain({ leaf, token, authority }) }));
    for (const { authority, chain } of found)
      if (chain !== null) return { kind: 'good', genTimeMs: token.genTimeMs, authority: authority.name, chain, token };
    return authorities.length === 0
      ? { kind: 'stranger', issuer: leaf.issuer.replaceAll('\n', ', ') }
      : bad(timeText.noChain(leaf.subject.replaceAll('\n', ', ')));
  } catch (error) {
    if (error instanceof DerError) return bad(timeText.malformed(error.message));
    throw error;
  }
}

/** True when the stored answer holds nothing but what signatures and the chain cover, so that no bit of it may change. */
export function isTight({ token, chain }: Extract<TokenCheck, { readonly kind: 'good' }>): boolean {
  const raws = chain.map(({ raw }) => raw.toString('latin1'));
  const held = token.certificates.map(({ raw }) => raw.toString('latin1'));
  return !token.loose && held.length === raws.length && held.every((raw, index) => raw === raws[index]);
}

function findLeaf(token: TimeToken, authorities: readonly Authority[]): X509Certificate | null {
  const pinned = authorities.flatMap(({ certificates }) => certificates);
  return [...token.certificates, ...pinned].find((one) => isSigner(one, token)) ?? null;
}

function isSigner(certificate: X509Certificate, { signer }: TimeToken): boolean {
  const body = bodyOf(certificate);
  const [serial, , issuer] = body[0]?.tag === tags.context0 ? body.slice(1) : body;
  return serial?.content.equals(signer.serial) === true && issuer?.raw.equals(signer.issuer) === true;
}

/** The parts of TBSCertificate. */
function bodyOf(certificate: X509Certificate): readonly DerElement[] {
  const [body] = childrenOf(expectTag(readDer(certificate.raw), tags.sequence));
  return childrenOf(expectTag(body, tags.sequence));
}

const hashes: { readonly [oid: string]: string } = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** Signature algorithms that name their own hash; the others take the digest's. */
const signatures: { readonly [oid: string]: { readonly key: 'rsa' | 'ec'; readonly hash: string | null } } = {
  '1.2.840.113549.1.1.1': { key: 'rsa', hash: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
};

function checkSigner({ signer, info }: TimeToken, leaf: X509Certificate): Bilingual | null {
  const digest = hashes[signer.digestAlgorithm];
  const certificateHash = hashes[signer.certificate.algorithm];
  const algorithm = signer.pss === null ? signatures[signer.signatureAlgorithm] : pssWith(signer.pss);
  if (digest === undefined || digest === 'sha1' || certificateHash === undefined || algorithm === undefined)
    return timeText.unknownAlgorithm(`${signer.digestAlgorithm} ${signer.signatureAlgorithm}`);
  if (signer.contentType !== '1.2.840.113549.1.9.16.1.4') return timeText.malformed('content type');
  if (!createHash(digest).update(info).digest().equals(signer.messageDigest)) return timeText.badSignature();
  if (!createHash(certificateHash).update(leaf.raw).digest().equals(signer.certificate.hash))
    return timeText.otherCertificate();
  const isKind = leaf.publicKey.asymmetricKeyType === algorithm.key;
  const key = { key: leaf.publicKey, ...(signer.pss === null ? {} : paddingOf(signer.pss)) };
  if (!isKind || !verify(algorithm.hash ?? digest, signer.signedBytes, key, signer.signature))
    return timeText.badSignature();
  return isForTimeOnly(leaf) ? null : timeText.otherPurpose();
}

function pssWith({ digestAlgorithm }: Pss): (typeof signatures)[string] | undefined {
  const hash = hashes[digestAlgorithm];
  return hash === undefined || hash === 'sha1' ? undefined : { key: 'rsa', hash };
}

function paddingOf({ saltLength }: Pss) {
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

const timeStamping = '1.3.6.1.5.5.7.3.8';

/** RFC 3161 §2.3: the extended key usage is critical and names time stamping alone. */
function isForTimeOnly(leaf: X509Certificate): boolean {
  const extensions = bodyOf(leaf).find(({ tag }) => tag === tags.context3);
  if (extensions === undefined) return false;
  const usage = childrenOf(extensions)
    .flatMap(childrenOf)
    .map(childrenOf)
    .find(([oid]) => readOid(oid) === '2.5.29.37');
  const [, critical, value] = usage ?? [];
  if (critical?.tag !== tags.boolean || value?.tag !== tags.octets) return false;
  const purposes = childrenOf(readDer(value.content)).map(readOid);
  return purposes.length === 1 && purposes[0] === timeStamping;
}

/** The way from the leaf to the authority's pinned end, every certificate of it valid at genTime; null when there is none. */
function findChain(search: {
  readonly leaf: X509Certificate;
  readonly token: TimeToken;
  readonly authority: Authority;
}): readonly X509Certificate[] | null {
  const { leaf, token, authority } = search;
  const anchor = authority.certificates.at(-1);
  const at = token.genTimeMs;
  if (anchor === undefined || at < authority.startMs || (authority.endMs !== null && at > authority.endMs)) return null;
  const pool = [...token.certificates, ...authority.certificates];
  const chain: X509Certificate[] = [];
  for (let one = leaf; chain.length < 8;) {
    if (at < Date.parse(one.validFrom) || at > Date.parse(one.validTo)) return null;
    if (one.raw.equals(anchor.raw)) return chain.length === 0 ? [one] : chain;
    chain.push(one);
    const current = one;
    const next = pool.find((above) => above.ca && current.checkIssued(above) && current.verify(above.publicKey));
    if (next === undefined) return null;
    one = next;
  }
  return null;
}

/** A name's printable parts, for people. */
function nameOf(issuer: Buffer): string {
  return issuer
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim();
}
