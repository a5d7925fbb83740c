import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { openBundle, signBundle } from './bundle.ts';
import { openCommandSigner } from './command-signer.ts';
import { generateKey } from './keys.ts';
import { isLowS, toLowS } from './low-s.ts';
import { sshSign, sshVerify } from './ssh-signature.ts';
import { otherForm } from './testing/other-form.ts';
import { trustOnly } from './trust.ts';
import { verifyBundle } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'kms-'));
after(() => rmSync(root, { recursive: true, force: true }));
const key = join(root, 'key.pem');
const publicKey = join(root, 'key.pub.pem');
const signer = generateKey(key);
writeFileSync(publicKey, signer.publicPem);
const node = (script: string) => [process.execPath, '-e', script];
const answer = (expression: string) => `
  const { sign, createPrivateKey } = require('node:crypto');
  const parts = [];
  process.stdin.on('data', (part) => parts.push(part)).on('end', () => {
    const bytes = Buffer.concat(parts), key = createPrivateKey(require('node:fs').readFileSync(${JSON.stringify(key)}));
    process.stdout.write(${expression});
  });`;
const open = (command: readonly string[], timeoutMs = 20_000) => openCommandSigner({ command, publicKey, timeoutMs });

const good: readonly (readonly [string, readonly string[]])[] = [
  ['openssl itself', ['openssl', 'dgst', '-sha256', '-sign', key]],
  ['DER', node(answer("sign('sha256', bytes, key)"))],
  ['r and s as 64 raw bytes', node(answer("sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })"))],
  ['base64 of DER, as a cloud prints it', node(answer("sign('sha256', bytes, key).toString('base64') + '\\n'"))],
];
for (const [name, command] of good)
  test(`${name} from a signing program makes a bundle that verifies`, async () => {
    const outside = open(command);
    assert.equal(outside.keyId, signer.keyId);
    const bundle = await signBundle(Buffer.from('{"_type":"x"}'), outside);
    assert.equal(verifyBundle(Buffer.from(bundle), trustOnly(signer)).kind, 'good');
  });

test('whichever of its two valid forms a signing program answers, the one with the smaller s is kept', async () => {
  for (const form of [toLowS, (made: Buffer) => otherForm(toLowS(made))]) {
    const program = { ...signer, sign: async (bytes: Uint8Array) => form(await signer.sign(bytes)) };
    const result = openBundle(Buffer.from(await signBundle(Buffer.from('{"_type":"x"}'), program)));
    assert.ok('opened' in result && isLowS(result.opened.signature));
    const sums = Buffer.from('0123  a\n');
    assert.ok(sshVerify(await sshSign(sums, program), sums, signer, 'low-S'));
  }
});

const bad: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['garbage', node(answer("'garbage'")), /no signature by the configured public key/],
  ['a signature over something else', node(answer("sign('sha256', Buffer.from('y'), key)")), /no signature by/],
  ['nothing', node(''), /no signature by/],
  ['a failure', node("process.stderr.write('no such slot\\n'); process.exit(3)"), /failed \(3: no such slot\)/],
  ['no such program', [join(root, 'nowhere')], /failed \(spawn/],
];
for (const [name, command, words] of bad)
  test(`${name} from a signing program is told and never used`, async () => {
    await assert.rejects(
      open(command).sign(Buffer.from('x')),
      (error) => error instanceof SetupError && words.test(error.text.en),
    );
  });

test('a signing program that hangs is ended', async () => {
  await assert.rejects(
    open(node('setInterval(() => undefined, 1000)'), 300).sign(Buffer.from('x')),
    (error) => error instanceof SetupError && /did not answer within/.test(error.text.en),
  );
});

test('a public key that cannot be read is told before anything is run', () => {
  assert.throws(
    () => openCommandSigner({ command: ['true'], publicKey: join(root, 'none.pem'), timeoutMs: 1_000 }),
    (error) => error instanceof SetupError && /cannot be read/.test(error.text.en),
  );
});
