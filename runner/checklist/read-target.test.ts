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
    deployment: { kind: 'endpoint', path: '/api/deployment', value: 'buildId', deployedAt: null },
    gateway: {
      kind: 'toss',
      baseUrl: 'http://127.0.0.1:4302',
      secretKeyName: 'TOSS_TEST_KEY',
      lane: 'sandbox',
      ceilings: { stepKrw: 300_000_000n, runKrw: 500_000_000n, hourKrw: null, hourCount: null },
      merchantId: null,
      attestation: null,
      canaryFromKrw: 1_000_000n,
      confirmPath: null,
    },
    allowedHosts: ['127.0.0.1:4301'],
    unknownHosts: 'refuse',
    account: null,
    merchant: null,
    mirror: null,
    tickets: null,
    onCall: null,
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
  assert.deepEqual(header.ok.deployment, { kind: 'header', path: '/', name: 'X-Build-Id', deployedAt: null });
  const mixed = read(
    text.replace('{ endpoint: /api/deployment, value: buildId }', '{ endpoint: /a, value: b, meta: build-id }'),
  );
  assert.ok('diagnostics' in mixed);
  assert.deepEqual(
    mixed.diagnostics.map((each) => each.code),
    ['E_VALUE'],
  );
});

test('what guards a payment is read: hour, canary, attestation, account, merchant, mirror and ticket mail', () => {
  const result = read(
    text
      .replace('run: 500000000 }', 'run: 500000000, hour: 600000000, hour-count: 20 }')
      .replace(
        'lane: sandbox,',
        'lane: sandbox, merchant-id: tvivarepublica, canary-from: 100000, confirm-path: /pay/ok, attestation: { path: /att, public-key: KEY },',
      ) +
      `unknown-hosts: record
account: { path: /api/holdings, holds-nothing: savedCards + deposit, unchanged: orders }
merchant: { name: 하늘홈쇼핑, contact: 02-000-0000 }
mirror: /mnt/second
tickets: { to: [a@shop.example], from: b@shop.example, smtp: MAIL, cut-off: "18:00" }
`,
  );
  assert.ok('ok' in result);
  const { gateway, unknownHosts, account, merchant, mirror, tickets } = result.ok;
  assert.deepEqual(
    [gateway?.ceilings.hourKrw, gateway?.ceilings.hourCount, gateway?.canaryFromKrw, gateway?.merchantId],
    [600_000_000n, 20, 100_000n, 'tvivarepublica'],
  );
  assert.deepEqual(gateway?.attestation, { path: '/att', publicKey: 'KEY' });
  assert.equal(gateway.confirmPath, '/pay/ok');
  assert.equal(unknownHosts, 'record');
  assert.deepEqual(account, { path: '/api/holdings', holdsNothing: 'savedCards + deposit', unchanged: 'orders' });
  assert.deepEqual([merchant?.name, merchant?.contact, merchant?.approver], ['하늘홈쇼핑', '02-000-0000', null]);
  assert.deepEqual(mirror, { kind: 'folder', place: '/mnt/second' });
  assert.deepEqual(tickets, {
    to: ['a@shop.example'],
    from: 'b@shop.example',
    smtpSecretName: 'MAIL',
    cutOff: '18:00',
  });
});

test('a run that may pay more than an hour, and an account question that is no expression, are refused in one go', () => {
  const result = read(
    `${text.replace('run: 500000000 }', 'run: 500000000, hour: 400000000 }')}account: { path: /h, holds-nothing: "a +" }\n`,
  );
  assert.ok('diagnostics' in result);
  assert.deepEqual(
    result.diagnostics.map(({ code }) => code),
    ['E_CEILING', 'E_EXPRESSION'],
  );
});
