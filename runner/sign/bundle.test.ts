import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { SetupError } from '../model/trouble.ts';
import { openBundle, signBundle } from './bundle.ts';
import { generateKey } from './keys.ts';
import { formatTrust, parseTrust, reportUse, trustOnly } from './trust.ts';
import { verifyBundle } from './verify.ts';

const directory = mkdtempSync(join(tmpdir(), 'bundle-'));
after(() => rmSync(directory, { recursive: true, force: true }));
const signer = generateKey(join(directory, 'signer.pem'));
const stranger = generateKey(join(directory, 'stranger.pem'));
const payload = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');
const bundle = await signBundle(payload, signer);
const trust = trustOnly(signer);

const partOf = (text: string) => {
  const verdict = verifyBundle(Buffer.from(text), trust);
  return verdict.kind === 'bad' ? verdict.part : verdict.kind;
};

test('a bundle is a Sigstore bundle v0.3 with one DSSE signature that names its key by fingerprint', () => {
  const json = JSON.parse(bundle);
  assert.equal(json.mediaType, 'application/vnd.dev.sigstore.bundle.v0.3+json');
  assert.deepEqual(json.verificationMaterial.publicKey, { hint: signer.keyId });
  assert.equal(json.dsseEnvelope.payloadType, 'application/vnd.in-toto+json');
  assert.equal(Buffer.from(json.dsseEnvelope.payload, 'base64').toString(), payload.toString());
  assert.equal(json.dsseEnvelope.signatures.length, 1);
  assert.equal(json.dsseEnvelope.signatures[0].keyid, signer.keyId);
});

test('a good bundle gives back the signed bytes and the pinned key', () => {
  const verdict = verifyBundle(Buffer.from(bundle), trust);
  assert.ok(verdict.kind === 'good');
  assert.equal(verdict.payload.toString(), payload.toString());
  assert.equal(verdict.key.keyId, signer.keyId);
});

test('without a key list nobody says good', () => {
  const verdict = verifyBundle(Buffer.from(bundle), null);
  assert.deepEqual([verdict.kind, verdict.kind === 'no-trust' && verdict.keyId], ['no-trust', signer.keyId]);
});

const signature = JSON.stringify(JSON.parse(bundle).dsseEnvelope.signatures[0]);
const otherSpellings: readonly (readonly [string, string])[] = [
  ['an unknown key at the top', bundle.replace('{', '{"note":"x",')],
  ['an unknown key inside', bundle.replace('"dsseEnvelope":{', '"dsseEnvelope":{"note":"x",')],
  ['a double key', bundle.replace('"mediaType"', '"mediaType":"x","mediaType"')],
  ['two signatures', bundle.replace(signature, `${signature},${signature}`)],
  ['no signature', bundle.replace(signature, '')],
  ['another media type', bundle.replace('v0.3', 'v0.2')],
  ['another payload type', bundle.replace('vnd.in-toto', 'vnd.other')],
  ['white space', bundle.replace(':', ': ')],
  ['a byte order mark', `\ufeff${bundle}`],
  ['CRLF', bundle.replace('\n', '\r\n')],
  [
    'a time stamp field',
    bundle.replace('"publicKey"', '"timestampVerificationData":{"rfc3161Timestamps":[]},"publicKey"'),
  ],
  ['base64 with a line feed', bundle.replace('"payload":"', '"payload":"\\n')],
  ['a null', 'null'],
  ['a list', '[]'],
  ['nothing', ''],
  ['eight million bytes', bundle + ' '.repeat(8_000_000)],
];
for (const [name, text] of otherSpellings)
  test(`a bundle with ${name} is refused by its form`, () => {
    assert.notEqual(text, bundle);
    assert.equal(partOf(text), 'form');
  });

test("a stranger's signature is refused by its key, and under the pinned key's name by the signature", async () => {
  const forged = await signBundle(payload, stranger);
  assert.equal(partOf(forged), 'key');
  assert.equal(partOf(await signBundle(payload, { ...stranger, keyId: signer.keyId })), 'signature');
  assert.equal(
    partOf(bundle.replace(payload.toString('base64'), Buffer.from('{"_type":"x"}').toString('base64'))),
    'signature',
  );
});

test('any one changed byte of a bundle is refused', () => {
  const bytes = Buffer.from(bundle);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, difference) => {
      const changed = Buffer.from(bytes);
      changed[place] = (bytes[place] ?? 0) ^ difference;
      assert.equal(verifyBundle(changed, trust).kind, 'bad');
    }),
    { numRuns: 1000 },
  );
});

test('any bytes at all are answered and never thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        assert.ok('problem' in openBundle(Buffer.from(bytes)));
      },
    ),
  );
});

test("a key list is read back as it was written, in the layout of npm's registry keys", () => {
  const keys = [
    { ...signer, use: reportUse, start: '2026-01-01T00:00:00.000Z', end: null, revoked: null },
    { ...stranger, use: reportUse, start: '2025-01-01T00:00:00.000Z', end: '2026-01-01T00:00:00.000Z', revoked: null },
  ];
  const text = formatTrust({ keys });
  const read = parseTrust(text);
  assert.deepEqual(
    read.keys.map(({ keyId, use, start, end }) => ({ keyId, use, start, end })),
    keys.map(({ keyId, use, start, end }) => ({ keyId, use, start, end })),
  );
  assert.equal(JSON.parse(text).keys[0].publicKey.keyDetails, 'PKIX_ECDSA_P256_SHA_256');
  assert.equal(verifyBundle(Buffer.from(bundle), read).kind, 'good');
});

test('a malformed key list is told with the entry and what is wrong with it', () => {
  const good = JSON.parse(formatTrust(trust)).keys[0];
  const cases: readonly (readonly [unknown, RegExp])[] = [
    ['no json', /no JSON/],
    [{}, /no list "keys"/],
    [{ keys: [good, good] }, /listed twice/],
    [{ keys: [good, null] }, /entry 2: no "publicKey"/],
    [{ keys: [{ ...good, keyId: stranger.keyId }] }, /entry 1: "keyId" is not the key's own fingerprint/],
    [{ keys: [{ ...good, keyUsage: 1 }] }, /no "keyUsage"/],
    [
      { keys: [{ ...good, publicKey: { ...good.publicKey, rawBytes: 'AAAA' } }] },
      /"rawBytes" is no ecdsa-sha2-nistp256 key/,
    ],
    [{ keys: [{ ...good, publicKey: { ...good.publicKey, keyDetails: 'PKIX_RSA' } }] }, /"keyDetails"/],
    [{ keys: [{ ...good, publicKey: { ...good.publicKey, validFor: { start: 'soon' } } }] }, /"validFor"/],
    [{ keys: [{ ...good, publicKey: { ...good.publicKey, validFor: undefined } }] }, /"validFor"/],
  ];
  for (const [json, words] of cases) {
    const text = typeof json === 'string' ? json : JSON.stringify(json);
    assert.throws(
      () => parseTrust(text),
      (error) => error instanceof SetupError && words.test(error.text.en),
    );
  }
});
