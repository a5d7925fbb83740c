import assert from 'node:assert/strict';
import test from 'node:test';
import { readTarget } from './read-target.ts';
import { inFolder } from './testing.ts';

const text = `target: 데모 쇼핑몰
base-url: \${env:SHOP|http://127.0.0.1:4300/}
deployment: { endpoint: /api/deployment, value: buildId }
allowed-hosts: [ 127.0.0.1:4301 ]
gateway: { kind: toss, base-url: "http://127.0.0.1:4302", secret-key: TOSS_TEST_KEY, lane: sandbox, ceilings: { step: "300,000,000", run: 500000000 } }
variables: { tester: t1 }
`;

function read(file: string, env: { readonly [name: string]: string } = {}) {
  return inFolder({ 'targets/demo.yaml': file }, (workingDirectory) =>
    readTarget('targets/demo.yaml', { env, workingDirectory }),
  );
}

test('a target is read with its ceilings as exact amounts', () => {
  const result = read(text);
  assert.ok('ok' in result);
  const { source, ...target } = result.ok;
  assert.deepEqual(target, {
    id: 'demo',
    title: '데모 쇼핑몰',
    baseUrl: 'http://127.0.0.1:4300',
    deployment: { kind: 'endpoint', path: '/api/deployment', value: 'buildId' },
    gateway: {
      kind: 'toss',
      baseUrl: 'http://127.0.0.1:4302',
      secretKeyName: 'TOSS_TEST_KEY',
      lane: 'sandbox',
      ceilings: { stepKrw: 300_000_000n, runKrw: 500_000_000n },
    },
    allowedHosts: ['127.0.0.1:4301'],
    variables: { tester: 't1' },
  });
  assert.equal(source.text, text);
});

test('an environment variable wins over its fallback', () => {
  const result = read(text, { SHOP: 'https://shop.example' });
  assert.ok('ok' in result);
  assert.equal(result.ok.baseUrl, 'https://shop.example');
});

test('the ways to find the deployed build do not mix', () => {
  const header = read(text.replace('{ endpoint: /api/deployment, value: buildId }', '{ header: X-Build-Id, path: / }'));
  assert.ok('ok' in header);
  assert.deepEqual(header.ok.deployment, { kind: 'header', path: '/', name: 'X-Build-Id' });
  const mixed = read(
    text.replace('{ endpoint: /api/deployment, value: buildId }', '{ endpoint: /a, value: b, meta: build-id }'),
  );
  assert.ok('diagnostics' in mixed);
  assert.deepEqual(
    mixed.diagnostics.map((each) => each.code),
    ['E_VALUE'],
  );
});
