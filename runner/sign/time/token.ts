import { X509Certificate } from 'node:crypto';
import { childrenOf, DerError, expectTag, readDer, readOid, readTime, tags, type DerElement } from '../der-read.ts';
import { der } from '../der.ts';
import { pssOid, readPss, type Pss } from './pss.ts';

/** The parts of a time stamp (RFC 3161, RFC 5652) that a verifier looks at; nothing in it is believed yet. */
export type TimeToken = {
  readonly genTimeMs: number;
  readonly imprint: Buffer;
  readonly nonce: Buffer | null;
  /** The bytes of TSTInfo, which `messageDigest` covers. */
  readonly info: Buffer;
  readonly signer: Signer;
  readonly certificates: readonly X509Certificate[];
  /** Everything else that a token may carry and that no signature covers. */
  readonly loose: boolean;
  /** The answer with only what is needed and signed: status granted, the given certificates, no other unsigned part. */
  keepOnly(certificates: readonly X509Certificate[]): Buffer;
};

type Signer = {
  readonly issuer: Buffer;
  readonly serial: Buffer;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  /** Of an RSASSA-PSS signature: which hash and how much salt. */
  readonly pss: Pss | null;
  readonly signature: Buffer;
  /** As they are signed: a SET. */
  readonly signedBytes: Buffer;
  readonly contentType: string;
  readonly messageDigest: Buffer;
  /** Hash of the signer's certificate: RFC 5816 with its algorithm, or RFC 2634, which is SHA-1. */
  readonly certificate: { readonly hash: Buffer; readonly algorithm: string };
};

const oids = {
  signedData: '1.2.840.113549.1.7.2',
  info: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV1: '1.2.840.113549.1.9.16.2.12',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

export const sha256Oid = '2.16.840.1.101.3.4.2.1';

/** A TimeStampResp with a token. Throws DerError for other bytes and for an answer that grants nothing. */
export function readTimeToken(bytes: Buffer): TimeToken {
  const [status, content, ...more] = childrenOf(expectTag(readDer(bytes), tags.sequence));
  const [code, ...words] = childrenOf(expectTag(status, tags.sequence));
  const granted = Number(expectTag(code, tags.integer).content.toString('hex'));
  if (granted !== 0 && granted !== 1) throw new DerError(`the authority answers with status ${granted}`);
  const [type, wrapped, ...extra] = childrenOf(expectTag(content, tags.sequence));
  if (more.length > 0 || extra.length > 0 || readOid(type) !== oids.signedData) throw new DerError('no signed data');
  const signed = readSignedData(only(wrapped, tags.context0));
  return { ...signed, loose: signed.loose || granted !== 0 || words.length > 0 };
}

/** The one element inside one of the given tag. */
function only(element: DerElement | undefined, tag: number): DerElement {
  const [one, ...others] = childrenOf(expectTag(element, tag));
  if (one === undefined || others.length > 0) throw new DerError('one element was expected');
  return one;
}

function readSignedData(element: DerElement): TimeToken {
  const parts = childrenOf(expectTag(element, tags.sequence));
  const [version, algorithms, encapsulated, ...rest] = parts;
  expectInteger(version, 3);
  const [type, wrapped] = childrenOf(expectTag(encapsulated, tags.sequence));
  if (readOid(type) !== oids.info) throw new DerError('no time stamp');
  const octets = only(wrapped, tags.context0);
  const info = expectTag(octets, tags.octets).content;
  const certificates = rest.filter(({ tag }) => tag === tags.context0).flatMap(childrenOf);
  const signerInfo = only(rest.at(-1), tags.set);
  const { signer, algorithm, unsigned } = readSigner(signerInfo);
  const loose =
    unsigned || rest.some(({ tag }) => tag === tags.context1) || !only(algorithms, tags.set).raw.equals(algorithm);
  return {
    ...readInfo(info),
    info,
    signer,
    certificates: certificates.map(readCertificate),
    loose,
    keepOnly: (kept) => {
      const bare = der.sequence(
        ...childrenOf(signerInfo)
          .filter(({ tag }) => tag !== tags.context1)
          .map(({ raw }) => raw),
      );
      const data = der.sequence(
        der.integer(3),
        der.element(tags.set, algorithm),
        expectTag(encapsulated, tags.sequence).raw,
        der.element(tags.context0, Buffer.concat(kept.map(({ raw }) => raw))),
        der.element(tags.set, bare),
      );
      const content = der.sequence(der.oid(oids.signedData), der.element(tags.context0, data));
      return der.sequence(der.sequence(der.integer(0)), content);
    },
  };
}

function readInfo(bytes: Buffer): Pick<TimeToken, 'genTimeMs' | 'imprint' | 'nonce'> {
  const [version, , imprint, , time, ...rest] = childrenOf(expectTag(readDer(bytes), tags.sequence));
  expectInteger(version, 1);
  const [algorithm, digest] = childrenOf(expectTag(imprint, tags.sequence));
  if (readAlgorithm(algorithm) !== sha256Oid) throw new DerError('the imprint is no SHA-256');
  const nonce = rest.find(({ tag }) => tag === tags.integer);
  return {
    genTimeMs: readTime(time),
    imprint: expectTag(digest, tags.octets).content,
    nonce: nonce === undefined ? null : nonce.content,
  };
}

function readSigner(element: DerElement): {
  readonly signer: Signer;
  readonly algorithm: Buffer;
  readonly unsigned: boolean;
} {
  const [version, id, digest, attributes, signing, signature, ...rest] = childrenOf(expectTag(element, tags.sequence));
  expectInteger(version, 1);
  const [issuer, serial] = childrenOf(expectTag(id, tags.sequence));
  const signed = expectTag(attributes, tags.context0);
  const known = new Map(childrenOf(signed).map(readAttribute));
  const algorithm = expectTag(digest, tags.sequence).raw;
  const signer: Signer = {
    issuer: expectTag(issuer, tags.sequence).raw,
    serial: expectTag(serial, tags.integer).content,
    digestAlgorithm: readAlgorithm(digest),
    ...readSigning(signing),
    signature: expectTag(signature, tags.octets).content,
    // RFC 5652 §5.4: signed under the tag of a SET, kept under that of the context.
    signedBytes: Buffer.concat([Buffer.from([tags.set]), signed.raw.subarray(1)]),
    contentType: readOid(known.get(oids.contentType)),
    messageDigest: expectTag(known.get(oids.messageDigest), tags.octets).content,
    certificate: readCertificateHash(known),
  };
  return { signer, algorithm, unsigned: rest.length > 0 };
}

function readSigning(element: DerElement | undefined): Pick<Signer, 'signatureAlgorithm' | 'pss'> {
  const [oid, parameters, ...rest] = childrenOf(expectTag(element, tags.sequence));
  if (readOid(oid) !== pssOid) return { signatureAlgorithm: readAlgorithm(element), pss: null };
  if (rest.length > 0) throw new DerError('an algorithm with more than parameters');
  return { signatureAlgorithm: pssOid, pss: readPss(parameters) };
}

function readAttribute(attribute: DerElement): readonly [string, DerElement] {
  const [type, values] = childrenOf(expectTag(attribute, tags.sequence));
  return [readOid(type), only(values, tags.set)];
}

function readCertificateHash(attributes: ReadonlyMap<string, DerElement>): Signer['certificate'] {
  const newer = attributes.get(oids.certificateV2);
  const attribute = newer ?? attributes.get(oids.certificateV1);
  const [list] = childrenOf(expectTag(attribute, tags.sequence));
  const [first] = childrenOf(expectTag(list, tags.sequence));
  const parts = childrenOf(expectTag(first, tags.sequence));
  const hash = expectTag(
    parts.find(({ tag }) => tag === tags.octets),
    tags.octets,
  ).content;
  const [head] = parts;
  if (newer === undefined) return { hash, algorithm: sha1Oid };
  return { hash, algorithm: head?.tag === tags.sequence ? readAlgorithm(head) : sha256Oid };
}

const sha1Oid = '1.3.14.3.2.26';

/** An AlgorithmIdentifier without parameters of its own. */
function readAlgorithm(element: DerElement | undefined): string {
  const [oid, parameters, ...rest] = childrenOf(expectTag(element, tags.sequence));
  const hasNone = parameters === undefined || (parameters.tag === tags.nothing && parameters.content.length === 0);
  if (!hasNone || rest.length > 0) throw new DerError('an algorithm with parameters');
  return readOid(oid);
}

function expectInteger(element: DerElement | undefined, value: number): void {
  if (!expectTag(element, tags.integer).raw.equals(der.integer(value))) throw new DerError(`no version ${value}`);
}

function readCertificate({ raw }: DerElement): X509Certificate {
  try {
    return new X509Certificate(raw);
  } catch (error) {
    if (error instanceof Error) throw new DerError('a certificate that cannot be read', { cause: error });
    throw error;
  }
}
