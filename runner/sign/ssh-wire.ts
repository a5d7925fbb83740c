import { createHash, type KeyObject } from 'node:crypto';

/** OpenSSH's names of the two kinds of keys that an archive uses. */
export type SshKind = 'ecdsa-sha2-nistp256' | 'ssh-ed25519';

/** A byte string with its length in front, the way SSH writes everything. */
export function sshString(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([size, content]);
}

/** Which kind of key it is, or null when an archive has no use for it. */
export function sshKindOf(key: KeyObject): SshKind | null {
  if (key.asymmetricKeyType === 'ed25519') return 'ssh-ed25519';
  const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  return isP256 ? 'ecdsa-sha2-nistp256' : null;
}

/** A public key in OpenSSH's wire form (RFC 5656 §3.1, RFC 8709 §4). */
export function sshWire(key: KeyObject, kind: SshKind): Buffer {
  if (kind === 'ssh-ed25519') return Buffer.concat([sshString(kind), sshString(rawKey(key, 32))]);
  return Buffer.concat([sshString(kind), sshString('nistp256'), sshString(rawKey(key, 65))]);
}

/** The last bytes of a SubjectPublicKeyInfo: an uncompressed point of P-256 (65), or an Ed25519 key (32). */
export function rawKey(key: KeyObject, size: 32 | 65): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-size);
}

/** What `ssh-keygen -lf` prints of the key. */
export function sshFingerprint(key: KeyObject, kind: SshKind): string {
  return `SHA256:${createHash('sha256').update(sshWire(key, kind)).digest('base64').replaceAll('=', '')}`;
}
