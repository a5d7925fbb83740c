import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync, verify } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { generateKey, loadKey, readPublicKey } from './keys.ts';

const passphrase = 'correct horse 배터리';

function keyFile(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'keys-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'signer.pem');
}

const says = (words: RegExp) => (error: unknown) =>
  error instanceof SetupError && words.test(error.text.en) && error.text.ko !== error.text.en;

for (const options of [{}, { passphrase }])
  test(`a key made ${'passphrase' in options ? 'with' : 'without'} a passphrase is private to its user and signs after loading`, async (t) => {
    const file = keyFile(t);
    const made = generateKey(file, options);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const loaded = loadKey(file, options);
    assert.equal(loaded.keyId, made.keyId);
    const bytes = Buffer.from('report');
    assert.equal(verify('sha256', bytes, made.publicPem, await loaded.sign(bytes)), true);
    assert.equal(readPublicKey(made.publicPem).keyId, made.keyId);
  });

test('a key file is never overwritten', (t) => {
  const file = keyFile(t);
  generateKey(file);
  const before = readFileSync(file, 'utf8');
  assert.throws(() => generateKey(file), says(/never overwritten/));
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('missing, exposed, encrypted, wrongly opened and other keys each have their own sentence', (t) => {
  const file = keyFile(t);
  assert.throws(() => loadKey(file), says(/cannot be read \(ENOENT\)/));
  generateKey(file, { passphrase });
  assert.throws(() => loadKey(file), says(/needs its passphrase/));
  assert.throws(() => loadKey(file, { passphrase: 'wrong' }), says(/does not open/));
  chmodSync(file, 0o644);
  assert.throws(() => loadKey(file, { passphrase }), says(/chmod 600/));
  chmodSync(file, 0o600);
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  for (const other of [
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export(pem),
    generateKeyPairSync('ed25519').privateKey.export(pem),
    'no key at all',
  ]) {
    writeFileSync(file, other);
    assert.throws(() => loadKey(file), says(/not an ECDSA P-256/));
  }
  assert.throws(() => readPublicKey('no key'), says(/not an ECDSA P-256 PEM/));
});

test('openssl opens the encrypted key with its passphrase and with no other', (t) => {
  const file = keyFile(t);
  const made = generateKey(file, { passphrase });
  const open = (word: string) =>
    spawnSync('openssl', ['pkey', '-in', file, '-passin', `pass:${word}`, '-pubout'], { encoding: 'utf8' });
  assert.equal(open(passphrase).stdout, made.publicPem);
  assert.notEqual(open('wrong').status, 0);
});

test('the key id is the fingerprint that ssh-keygen prints', (t) => {
  if (spawnSync('ssh-keygen', ['-?']).error !== undefined) {
    t.skip('ssh-keygen is not installed');
    return;
  }
  const file = keyFile(t);
  const { keyId, publicPem } = generateKey(file);
  writeFileSync(`${file}.pub`, publicPem);
  const converted = spawnSync('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', `${file}.pub`], { encoding: 'utf8' });
  const printed = spawnSync('ssh-keygen', ['-l', '-f', '-'], { encoding: 'utf8', input: converted.stdout });
  assert.equal(printed.stdout.split(' ')[1], keyId);
});

test('a public key is one PEM block: with line ends or a mark of Windows, and never the first of several', (t) => {
  const { publicPem, keyId } = generateKey(keyFile(t));
  for (const pem of [publicPem.replaceAll('\n', '\r\n'), `\ufeff${publicPem}`, `# the auditor’s\n${publicPem}`])
    assert.equal(readPublicKey(pem).keyId, keyId);
  const other = generateKey(keyFile(t)).publicPem;
  assert.throws(() => readPublicKey(publicPem + other), says(/several keys/));
});
