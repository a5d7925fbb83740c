import { X509Certificate } from 'node:crypto';
import { isObject } from '../../base/json.ts';
import { SetupError } from '../../model/trouble.ts';
import { timeText } from './text.ts';

/** A time stamping authority that the verifier's owner pinned: its chain, the certificate that is believed last. */
export type Authority = {
  readonly name: string;
  readonly uri: string;
  readonly certificates: readonly X509Certificate[];
  readonly startMs: number;
  readonly endMs: number | null;
};

const mediaType = 'application/vnd.dev.sigstore.trustedroot+json;version=0.1';

/** The text of a trusted-root.json that cosign and sigstore take, too. */
export function formatAuthorities(authorities: readonly Authority[]): string {
  const timestampAuthorities = authorities.map(({ name, uri, certificates, startMs, endMs }) => ({
    subject: { organization: 'time stamping authority', commonName: name },
    uri,
    certChain: { certificates: certificates.map(({ raw }) => ({ rawBytes: raw.toString('base64') })) },
    validFor: {
      start: new Date(startMs).toISOString(),
      ...(endMs === null ? {} : { end: new Date(endMs).toISOString() }),
    },
  }));
  return `${JSON.stringify({ mediaType, tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities }, null, 2)}\n`;
}

/** Reads the authorities of a trusted-root.json. Throws SetupError. */
export function parseAuthorities(json: string): readonly Authority[] {
  const root = parseJson(json);
  const listed = isObject(root) ? root['timestampAuthorities'] : undefined;
  if (!Array.isArray(listed)) throw new SetupError(timeText.rootMalformed('no "timestampAuthorities"'));
  return listed.map((one: unknown, index) => {
    const refuse = (what: string) => new SetupError(timeText.rootMalformed(`entry ${index + 1}: ${what}`));
    if (!isObject(one) || !isObject(one['certChain']) || !Array.isArray(one['certChain']['certificates']))
      throw refuse('no "certChain"');
    const certificates = one['certChain']['certificates'].map((entry: unknown) => {
      const bytes = isObject(entry) ? entry['rawBytes'] : undefined;
      if (typeof bytes !== 'string') throw refuse('no "rawBytes"');
      return readCertificate(Buffer.from(bytes, 'base64'));
    });
    const { start, end } = isObject(one['validFor']) ? one['validFor'] : {};
    const subject = isObject(one['subject']) ? one['subject']['commonName'] : undefined;
    if (certificates.length === 0) throw refuse('no certificate');
    return {
      name: typeof subject === 'string' ? subject : 'unnamed',
      uri: typeof one['uri'] === 'string' ? one['uri'] : '',
      certificates,
      startMs: timeOf(start) ?? 0,
      endMs: timeOf(end),
    };
  });
}

/** An authority from PEM certificates in any order; the leaf first, the believed one last. Throws SetupError. */
export function authorityFromPem(pem: string, uri: string): Authority {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const certificates = orderChain(blocks.map(readCertificate));
  const [first] = certificates;
  const last = certificates.at(-1);
  if (first === undefined || last === undefined) throw new SetupError(timeText.noCertificate());
  return { name: commonName(first), uri, certificates, startMs: Date.parse(last.validFrom), endMs: null };
}

function orderChain(certificates: readonly X509Certificate[]): readonly X509Certificate[] {
  // Whatever issued nothing of the list is its leaf.
  const leaf = certificates.find((one) => certificates.every((other) => other === one || !other.checkIssued(one)));
  const chain: X509Certificate[] = [];
  for (let one = leaf ?? certificates[0]; one !== undefined && !chain.includes(one);) {
    chain.push(one);
    const current = one;
    one = certificates.find((above) => above !== current && current.checkIssued(above));
  }
  return chain;
}

function commonName({ subject }: X509Certificate): string {
  return /^CN=(?<name>.+)$/m.exec(subject)?.groups?.['name'] ?? subject.replaceAll('\n', ', ');
}

function readCertificate(source: Buffer | string): X509Certificate {
  try {
    return new X509Certificate(source);
  } catch (cause) {
    throw new SetupError(timeText.noCertificate(), { cause });
  }
}

function timeOf(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new SetupError(timeText.rootMalformed('no JSON'), { cause });
    throw cause;
  }
}
