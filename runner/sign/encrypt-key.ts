import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';
import { der } from './der.ts';

/** scrypt as OWASP asks for it at 16 MiB; opening the key takes a fifth of a second, well inside OpenSSL's default memory limit. */
const scrypt = { N: 16_384, r: 8, p: 5 } as const;

const oids = {
  pbes2: '1.2.840.113549.1.5.13',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const;

/** PKCS#8 DER → encrypted PKCS#8 PEM (RFC 5958, RFC 7914) that Node and OpenSSL open with the passphrase. */
export function encryptKey(pkcs8: Buffer, passphrase: string): string {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = scryptSync(passphrase, salt, 32, { ...scrypt, maxmem: 64 * 1024 * 1024 });
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  const derivation = der.sequence(
    der.oid(oids.scrypt),
    der.sequence(der.octets(salt), der.integer(scrypt.N), der.integer(scrypt.r), der.integer(scrypt.p)),
  );
  const encryption = der.sequence(der.oid(oids.aes256Cbc), der.octets(iv));
  const scheme = der.sequence(der.oid(oids.pbes2), der.sequence(derivation, encryption));
  return toPem('ENCRYPTED PRIVATE KEY', der.sequence(scheme, der.octets(encrypted)));
}

function toPem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
