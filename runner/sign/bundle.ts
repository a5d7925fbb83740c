import {
  bundleFromJSON,
  bundleToJSON,
  isBundleWithDsseEnvelope,
  toDSSEBundle,
  type BundleWithDsseEnvelope,
} from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { assert } from '../base/assert.ts';
import type { Bilingual } from '../base/bilingual.ts';
import { toLowS } from './low-s.ts';
import type { Signer } from './signer.ts';
import { text } from './text.ts';

export const payloadType = 'application/vnd.in-toto+json';

/** A statement names at most 1024 files and every step; a million bytes hold ten times that. */
const bundleBytesAtMost = 8_000_000;

export type OpenedBundle = {
  /** Without its time stamps, which are checked by themselves. */
  readonly bundle: BundleWithDsseEnvelope;
  /** RFC 3161 answers over the signature, as they were kept. */
  readonly timestamps: readonly Buffer[];
  readonly payload: Buffer;
  readonly signature: Buffer;
  readonly keyId: string;
};

/** Signs a statement's bytes; the result is the text of a Sigstore bundle v0.3. */
export async function signBundle(payload: Buffer, signer: Signer): Promise<string> {
  const signature = toLowS(await signer.sign(dsse.preAuthEncoding(payloadType, payload)));
  return format({ payload, signature, keyId: signer.keyId, timestamps: [] });
}

/** The bundle with one more time stamp; everything else in it stays, byte for byte. */
export function addTimestamp(opened: OpenedBundle, timestamp: Buffer): string {
  return format({ ...opened, timestamps: [...opened.timestamps, timestamp] });
}

/** Why bytes are no bundle of ours: by their form, or by what they carry. */
export type Refused = { readonly part: 'bundle' | 'payload'; readonly problem: Bilingual };

/**
 * Reads a bundle strictly. Whatever was read is written again the one way we write it, and must give the same bytes: so unknown and
 * double keys, a second signature, other white space and sloppy base64 are all refused without a list of them.
 */
export function openBundle(bytes: Buffer): { readonly opened: OpenedBundle } | Refused {
  if (bytes.length > bundleBytesAtMost)
    return { part: 'bundle', problem: text.bundleTooLarge(bytes.length, bundleBytesAtMost) };
  const malformed = (problem: string): Refused => ({ part: 'bundle', problem: text.bundleMalformed(problem) });
  const bundle = parse(bytes);
  if (typeof bundle === 'string') return malformed(bundle);
  if (!isBundleWithDsseEnvelope(bundle)) return malformed('no DSSE envelope');
  const { payload, payloadType: type, signatures } = bundle.content.dsseEnvelope;
  const [signature, ...others] = signatures;
  if (signature === undefined || others.length > 0) return malformed(`${signatures.length} signatures instead of one`);
  if (type !== payloadType) return { ...malformed('the payload is no in-toto statement'), part: 'payload' };
  const timestamps = timestampsOf(bundle);
  if (timestamps.length > timestampsAtMost) return malformed(`${timestamps.length} time stamps`);
  const plain = compose({ payload, signature: signature.sig, keyId: signature.keyid, timestamps: [] });
  const opened: OpenedBundle = {
    bundle: plain,
    payload,
    signature: signature.sig,
    keyId: signature.keyid,
    timestamps,
  };
  if (format(opened) !== bytes.toString('utf8'))
    return malformed('unknown or double keys, or another spelling of the same content');
  return { opened };
}

/** One from each of several authorities, and a renewal now and then. */
const timestampsAtMost = 64;

type Parts = Omit<OpenedBundle, 'bundle'>;

function format(parts: Parts): string {
  return `${JSON.stringify(bundleToJSON(compose(parts)))}\n`;
}

function compose({ payload, signature, keyId, timestamps }: Parts): BundleWithDsseEnvelope {
  const bundle = toDSSEBundle({ artifact: payload, artifactType: payloadType, signature, keyHint: keyId });
  if (timestamps.length > 0)
    bundle.verificationMaterial.timestampVerificationData = {
      rfc3161Timestamps: timestamps.map((signedTimestamp) => ({ signedTimestamp })),
    };
  return bundle;
}

function timestampsOf({ verificationMaterial }: BundleWithDsseEnvelope): readonly Buffer[] {
  const stamps = verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
  return stamps.map(({ signedTimestamp }) => signedTimestamp);
}

function parse(bytes: Buffer): ReturnType<typeof bundleFromJSON> | string {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    assert(typeof json === 'object' && json !== null, 'a bundle is an object');
    return bundleFromJSON(json);
  } catch (error) {
    // Whatever a stranger's bytes make the parsers say is an answer about the bytes.
    return error instanceof Error ? error.message : 'unreadable';
  }
}
