import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { assert } from '../base/assert.ts';
import { sweepUnfinished } from '../base/unfinished.ts';
import { errnoOf, writeAtomic, WriteError } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { encryptKey } from './encrypt-key.ts';
import { WrongPassphrase, type Passphrase } from './passphrase.ts';
import type { LedgerSigner, PublicKey, Signer } from './signer.ts';
import { sshFingerprint, sshKindOf, type SshKind } from './ssh-wire.ts';
import { text } from './text.ts';

/** Makes a new report key and writes it to `file` (mode 0600), encrypted when there is a passphrase. Never overwrites. */
export function generateKey(file: string, options: Passphrase = {}): Signer {
  if (existsSync(file)) throw new SetupError(text.keyExists(file));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeKey(file, privateKey, options);
  return toSigner(privateKey);
}

/** The same for a ledger key, which is Ed25519 because that is what signed notes are made with. */
export function generateLedgerKey(file: string, options: Passphrase = {}): LedgerSigner {
  if (existsSync(file)) throw new SetupError(text.keyExists(file));
  const { privateKey } = generateKeyPairSync('ed25519');
  writeKey(file, privateKey, options);
  return toLedgerSigner(privateKey);
}

/** Opens a key file. Throws SetupError with different words for unreadable, exposed, wrong passphrase and wrong type. */
export function loadKey(file: string, options: Passphrase = {}): Signer {
  const key = openKey(file, readPem(file), options.passphrase);
  if (sshKindOf(key) !== reportKind) throw new SetupError(text.keyWrongType(file));
  return toSigner(key);
}

/** Opens a ledger key's file, as loadKey does. */
export function loadLedgerKey(file: string, options: Passphrase = {}): LedgerSigner {
  const key = openKey(file, readPem(file), options.passphrase);
  if (sshKindOf(key) !== 'ssh-ed25519') throw new SetupError(text.ledgerKeyWrongType(file));
  return toLedgerSigner(key);
}

/** Reads a public key from PEM. Throws SetupError unless it is ECDSA P-256 (reports) or Ed25519 (ledgers). */
export function readPublicKey(pem: string, kinds: readonly SshKind[] = [reportKind]): PublicKey {
  // OpenSSL takes the first of several, and whoever sees the file may believe in another.
  if ((pem.match(/^-----BEGIN /gm) ?? []).length > 1) throw new SetupError(text.publicKeySeveral());
  try {
    const found = toPublicKey(createPublicKey({ key: pem.replace(/^\ufeff/, ''), format: 'pem' }), kinds);
    if (found !== null) return found;
  } catch (error) {
    throw new SetupError(text.publicKeyMalformed(), { cause: error });
  }
  throw new SetupError(text.publicKeyMalformed());
}

/** Reads a public key from SubjectPublicKeyInfo DER, or null unless it is of the kind. */
export function readPublicKeyDer(bytes: Buffer, kind: SshKind): PublicKey | null {
  try {
    return toPublicKey(createPublicKey({ key: bytes, format: 'der', type: 'spki' }), [kind]);
  } catch (error) {
    // OpenSSL's complaint about the bytes is the answer; the caller says which entry they came from.
    if (error instanceof Error) return null;
    throw error;
  }
}

const reportKind = 'ecdsa-sha2-nistp256';

function writeKey(file: string, key: KeyObject, { passphrase }: Passphrase): void {
  const pem =
    passphrase === undefined
      ? key.export({ type: 'pkcs8', format: 'pem' })
      : encryptKey(key.export({ type: 'pkcs8', format: 'der' }), passphrase);
  try {
    // A process that was killed while it wrote a private key leaves none lying about.
    sweepUnfinished(dirname(file));
    writeAtomic(file, pem, 0o600);
  } catch (error) {
    if (error instanceof WriteError) throw new SetupError(text.keyUnwritable(file, error.code), { cause: error });
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
    if (encrypted) throw new WrongPassphrase(text.passphraseWrong(file), { cause: error });
    throw new SetupError(text.keyWrongType(file), { cause: error });
  }
}

function toSigner(privateKey: KeyObject): Signer {
  return { ...publicHalf(privateKey, reportKind), sign: async (bytes) => sign('sha256', bytes, privateKey) };
}

function toLedgerSigner(privateKey: KeyObject): LedgerSigner {
  return { ...publicHalf(privateKey, 'ssh-ed25519'), sign: (bytes) => sign(null, bytes, privateKey) };
}

function publicHalf(privateKey: KeyObject, kind: SshKind): PublicKey {
  const found = toPublicKey(createPublicKey(privateKey), [kind]);
  assert(found !== null, 'a key was made or checked to be of its kind');
  return found;
}

function toPublicKey(key: KeyObject, kinds: readonly SshKind[]): PublicKey | null {
  const kind = sshKindOf(key);
  if (kind === null || !kinds.includes(kind)) return null;
  return {
    keyId: sshFingerprint(key, kind),
    publicPem: key.export({ type: 'spki', format: 'pem' }).toString(),
    key,
  };
}
