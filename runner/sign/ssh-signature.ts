import { createHash, verify } from 'node:crypto';
import { childrenOf, DerError, expectTag, readDer, tags } from './der-read.ts';
import { der } from './der.ts';
import { isLowS, toLowS } from './low-s.ts';
import type { PublicKey, Signer } from './signer.ts';
import { sshString, sshWire } from './ssh-wire.ts';

/*
 * SHA256SUMS.sig: a signature in OpenSSH's own form (PROTOCOL.sshsig), because ssh-keygen is on every auditor's machine. Made by the
 * same key as the bundle, over the same bytes that the bundle's statement names.
 */

const kind = 'ecdsa-sha2-nistp256';
const hashName = 'sha256';
const magic = Buffer.from('SSHSIG');
/** What a signature is for; `ssh-keygen -Y verify -n` must say the same. */
export const sshNamespace = 'run-report';
/** Whom `ssh-keygen -Y verify -I` looks up in allowed_signers. */
export const sshIdentity = 'postflight';

/** The text of an armored SSH signature over `bytes`. */
export async function sshSign(bytes: Uint8Array, signer: Signer): Promise<string> {
  const signature = toLowS(await signer.sign(signedBytes(bytes)));
  return armor(envelope(signer, signature));
}

/** True when `text` is, byte for byte, an SSH signature by `key` over `bytes`; `form` says which of its two forms it must have. */
export function sshVerify(text: string, bytes: Uint8Array, key: PublicKey, form: 'low-S' | 'either'): boolean {
  const base64 = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n$/.exec(text)?.[1];
  if (base64 === undefined) return false;
  const signature = signatureIn(Buffer.from(base64, 'base64'), envelope(key, null));
  if (signature === null || armor(envelope(key, signature)) !== text) return false;
  if (form === 'low-S' && !isLowS(signature)) return false;
  return verify('sha256', signedBytes(bytes), key.key, signature);
}

function signedBytes(bytes: Uint8Array): Buffer {
  const digest = createHash(hashName).update(bytes).digest();
  return Buffer.concat([magic, sshString(sshNamespace), sshString(''), sshString(hashName), sshString(digest)]);
}

/** Everything that is written; with no signature, everything in front of it. */
function envelope(key: PublicKey, signature: Buffer | null): Buffer {
  const version = Buffer.from([0, 0, 0, 1]);
  const head = [magic, version, sshString(sshWire(key.key, kind)), sshString(sshNamespace), sshString('')];
  const tail = signature === null ? [] : [sshString(Buffer.concat([sshString(kind), sshString(toSsh(signature))]))];
  return Buffer.concat([...head, sshString(hashName), ...tail]);
}

/** DER → two SSH numbers. */
function toSsh(signature: Buffer): Buffer {
  const numbers = childrenOf(expectTag(readDer(signature), tags.sequence));
  return Buffer.concat(numbers.map((number) => sshString(expectTag(number, tags.integer).content)));
}

/** The signature behind the known head, back as DER; null when the bytes are something else. */
function signatureIn(bytes: Buffer, head: Buffer): Buffer | null {
  if (!bytes.subarray(0, head.length).equals(head)) return null;
  const inner = strings(bytes.subarray(head.length), 1)?.[0];
  const [name, numbers] = (inner === undefined ? null : strings(inner, 2)) ?? [];
  if (name?.toString('latin1') !== kind || numbers === undefined) return null;
  const [r, s] = strings(numbers, 2) ?? [];
  if (r === undefined || s === undefined) return null;
  try {
    const signature = der.sequence(der.element(tags.integer, r), der.element(tags.integer, s));
    readDer(signature);
    return signature;
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}

/** Exactly `count` strings and nothing behind them, or null. */
function strings(bytes: Buffer, count: number): readonly Buffer[] | null {
  const found: Buffer[] = [];
  let at = 0;
  while (found.length < count) {
    if (at + 4 > bytes.length) return null;
    const size = bytes.readUInt32BE(at);
    if (at + 4 + size > bytes.length) return null;
    found.push(bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return at === bytes.length ? found : null;
}

function armor(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}
