import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { readArchiveConfig } from './config.ts';

const root = mkdtempSync(join(tmpdir(), 'config-'));
after(() => rmSync(root, { recursive: true, force: true }));
const read = (text: string) => {
  writeFileSync(join(root, 'archive.json'), text);
  return readArchiveConfig(root);
};

test('without archive.json everything is as it was: a key file, no time stamps, nothing published', () => {
  assert.deepEqual(readArchiveConfig(join(root, 'none')), { signer: null, timestamps: [], publish: [], rest: {} });
});

test('signer, time stamps and hooks are read; what belongs to others is passed on', () => {
  const config = read(
    JSON.stringify({
      signer: { command: ['kms', '--sign'], publicKey: 'kms.pem', timeoutSeconds: 5 },
      timestamps: ['http://tsa.example/'],
      publish: [{ command: ['cat'] }, { webhook: 'https://h.example/x' }, { email: { from: 'a@x', to: ['b@x'] } }],
      retention: { years: 7 },
    }),
  );
  assert.deepEqual(config.signer, { command: ['kms', '--sign'], publicKey: join(root, 'kms.pem'), timeoutMs: 5_000 });
  assert.deepEqual(
    config.publish.map(({ kind }) => kind),
    ['command', 'webhook', 'email'],
  );
  assert.deepEqual(config.rest, { retention: { years: 7 } });
});

const mistakes: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '{', /archive\.json: /],
  ['a list', '[]', /not an object/],
  ['an unknown setting', '{"timestamp":[]}', /timestamp: not a setting/],
  ['a time stamp URL of another kind', '{"timestamps":["ftp://x"]}', /timestamps: not a list of http/],
  ['an unknown hook', '{"publish":[{"fax":"1"}]}', /publish\[0\]: "fax" is malformed/],
  ['a hook of two kinds', '{"publish":[{"command":["x"],"webhook":"https://x"}]}', /publish\[0\]: not one of/],
  ['a signer without a key', '{"signer":{"command":["x"]}}', /signer\.publicKey/],
  ['a signer as one text', '{"signer":{"command":"x","publicKey":"y"}}', /signer\.command/],
  ['a signer that may take for ever', '{"signer":{"command":["x"],"publicKey":"y","timeoutSeconds":9999}}', /1 to 300/],
];
for (const [name, text, words] of mistakes)
  test(`${name} in archive.json is told with its place`, () => {
    assert.throws(
      () => read(text),
      (error) => error instanceof SetupError && words.test(error.text.en),
    );
  });
