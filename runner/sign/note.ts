import { createHash, verify } from 'node:crypto';
import type { LedgerSigner, PublicKey } from './signer.ts';
import { rawKey } from './ssh-wire.ts';

/*
 * C2SP signed notes and checkpoints: https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint. Go's sumdb, witnesses and
 * `openssl pkeyutl` read the same bytes.
 */

/** The head of a ledger: who it is, how many entries it has, and the one hash over all of them. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer };

/** The text that a ledger key signs. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** A checkpoint with the ledger's signature, as it is kept and published. */
export function signCheckpoint(checkpoint: Checkpoint, signer: LedgerSigner): string {
  const body = checkpointBody(checkpoint);
  const signature = Buffer.concat([keyHash(checkpoint.origin, signer), signer.sign(Buffer.from(body))]);
  return `${body}\n\u2014 ${checkpoint.origin} ${signature.toString('base64')}\n`;
}

/**
 * A checkpoint that came back by mail, a ticket or a witness: without the line ends and the empty lines that these put there, and without
 * the signatures of others, which a reader of signed notes passes over. What is left is read as strictly as any.
 */
export function withoutWitnesses(text: string): string {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  const [origin = ''] = lines;
  const own = lines.slice(4).find((line) => line.startsWith(`\u2014 ${origin} `));
  return own === undefined ? text : `${lines.slice(0, 4).join('\n')}\n${own}\n`;
}

/** Reads a checkpoint of exactly our form, without asking whose it is. Null for anything else. */
export function readCheckpoint(text: string): (Checkpoint & { readonly signature: Buffer }) | null {
  const [, origin, digits, hash, name, base64] =
    /^([^\s+]{1,200})\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n\n\u2014 ([^\s+]{1,200}) ([A-Za-z0-9+/]{90,91}=?=?)\n$/.exec(
      text,
    ) ?? [];
  if (origin === undefined || digits === undefined || hash === undefined || base64 === undefined) return null;
  const root = Buffer.from(hash, 'base64');
  const signature = Buffer.from(base64, 'base64');
  // The last characters of base64 have bits that decoding drops.
  if (name !== origin || root.toString('base64') !== hash || signature.toString('base64') !== base64) return null;
  return signature.length === 68 ? { origin, size: Number(digits), root, signature } : null;
}

/** The key that signed the checkpoint, among `keys`; null when none of them did, or it is no checkpoint. */
export function checkpointSigner<K extends PublicKey>(text: string, keys: readonly K[]): K | null {
  const checkpoint = readCheckpoint(text);
  if (checkpoint === null) return null;
  const body = Buffer.from(checkpointBody(checkpoint));
  return (
    keys.find(
      (key) =>
        key.key.asymmetricKeyType === 'ed25519' &&
        keyHash(checkpoint.origin, key).equals(checkpoint.signature.subarray(0, 4)) &&
        verify(null, body, key.key, checkpoint.signature.subarray(4)),
    ) ?? null
  );
}

/** The verifier key that Go's `note` package and witnesses take: name, hash and key in one line. */
export function verifierKey(origin: string, key: PublicKey): string {
  const typed = Buffer.concat([ed25519Type, rawKey(key.key, 32)]);
  return `${origin}+${keyHash(origin, key).toString('hex')}+${typed.toString('base64')}`;
}

const ed25519Type = Buffer.from([1]);

function keyHash(origin: string, key: PublicKey): Buffer {
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(ed25519Type)
    .update(rawKey(key.key, 32))
    .digest()
    .subarray(0, 4);
}
