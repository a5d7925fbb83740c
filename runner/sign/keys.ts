import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { errnoOf, writeAtomic, WriteError } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { encryptKey } from './encrypt-key.ts';
import type { PublicKey, Signer } from './signer.ts';
import { text } from './text.ts';

/** Makes a new key and writes it to `file` (mode 0600), encrypted when there is a passphrase. Never overwrites. */
export function generateKey(file: string, options: { readonly passphrase?: string } = {}): Signer {
  if (existsSync(file)) throw new SetupError(text.keyExists(file));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem =
    options.passphrase === undefined
      ? privateKey.export({ type: 'pkcs8', format: 'pem' })
      : encryptKey(privateKey.export({ type: 'pkcs8', format: 'der' }), options.passphrase);
  try {
    writeAtomic(file, pem, 0o600);
  } catch (error) {
    if (error instanceof WriteError) throw new SetupError(text.keyUnwritable(file, error.code), { cause: error });
    throw error;
  }
  return toSigner(privateKey);
}

/** Opens a key file. Throws SetupError with different words for unreadable, exposed, wrong passphrase and wrong type. */
export function loadKey(file: string, options: { readonly passphrase?: string } = {}): Signer {
  const pem = readPem(file);
  const key = openKey(file, pem, options.passphrase);
  if (!isP256(key)) throw new SetupError(text.keyWrongType(file));
  return toSigner(key);
}

/** Reads a public key from PEM. Throws SetupError unless it is ECDSA P-256. */
export function readPublicKey(pem: string): PublicKey {
  try {
    const key = createPublicKey({ key: pem, format: 'pem' });
    if (isP256(key)) return toPublicKey(key);
  } catch (error) {
    throw new SetupError(text.publicKeyMalformed(), { cause: error });
  }
  throw new SetupError(text.publicKeyMalformed());
}

/** Reads a public key from SubjectPublicKeyInfo DER, or null unless it is ECDSA P-256. */
export function readPublicKeyDer(bytes: Buffer): PublicKey | null {
  try {
    const key = createPublicKey({ key: bytes, format: 'der', type: 'spki' });
    return isP256(key) ? toPublicKey(key) : null;
  } catch (error) {
    // OpenSSL's complaint about the bytes is the answer; the caller says which entry they came from.
    if (error instanceof Error) return null;
    throw error;
  }
}

function readPem(file: string): string {
  try {
    // Windows keeps access rights elsewhere and shows every file as readable.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0)
      throw new SetupError(text.keyExposed(file));
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = errnoOf(error);
    if (code === null) throw error;
    throw new SetupError(text.keyUnreadable(file, code), { cause: error });
  }
}

function openKey(file: string, pem: string, passphrase: string | undefined): KeyObject {
  const encrypted = pem.includes('ENCRYPTED');
  if (encrypted && passphrase === undefined) throw new SetupError(text.passphraseMissing(file));
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    throw new SetupError(encrypted ? text.passphraseWrong(file) : text.keyWrongType(file), { cause: error });
  }
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function toSigner(privateKey: KeyObject): Signer {
  return { ...toPublicKey(createPublicKey(privateKey)), sign: async (bytes) => sign('sha256', bytes, privateKey) };
}

function toPublicKey(key: KeyObject): PublicKey {
  return { keyId: fingerprint(key), publicPem: key.export({ type: 'spki', format: 'pem' }).toString(), key };
}

/** SHA-256 over the key in OpenSSH's wire form (RFC 5656 §3.1). */
function fingerprint(key: KeyObject): string {
  // The last 65 bytes of a P-256 SubjectPublicKeyInfo are the uncompressed point.
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-65);
  const wire = [Buffer.from('ecdsa-sha2-nistp256'), Buffer.from('nistp256'), point].map((part) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(part.length);
    return Buffer.concat([size, part]);
  });
  return `SHA256:${createHash('sha256').update(Buffer.concat(wire)).digest('base64').replaceAll('=', '')}`;
}
