import type { KeyObject } from 'node:crypto';

/** Signs with a key that it never shows. A promise, because keys may live in another process or a hardware module. */
export type Signer = PublicKey & {
  /** DER signature, ECDSA P-256 over SHA-256. */
  sign(bytes: Uint8Array): Promise<Buffer>;
};

export type PublicKey = {
  /** OpenSSH's SHA-256 fingerprint, what `ssh-keygen -lf` prints; other forms make cosign skip the signature. */
  readonly keyId: string;
  readonly publicPem: string;
  readonly key: KeyObject;
};

/** Signs a ledger's checkpoints (Ed25519). Its key is held by the archive job, so that a runner cannot rewrite history. */
export type LedgerSigner = PublicKey & { sign(bytes: Uint8Array): Buffer };
