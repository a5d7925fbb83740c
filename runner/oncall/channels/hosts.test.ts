import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHostGuard, isInternalAddress } from './hosts.ts';

test('addresses that are not the public internet are known in every spelling', () => {
  const internal = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'nonsense',
    '',
  ];
  for (const address of internal) assert.equal(isInternalAddress(address), true, address);
  const open = [
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '223.255.255.255',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    '2606:4700::1111',
  ];
  for (const address of open) assert.equal(isInternalAddress(address), false, address);
});

test('only what is written down is reached, and inside the company only what is listed', async () => {
  const asked: string[] = [];
  const guard = createHostGuard(
    'hook',
    {
      own: ['hooks.shop.example', '*.logic.azure.com'],
      listed: ['10.0.0.7:9093', 'alerts.internal', 'localhost:8080'],
    },
    async (host) => {
      asked.push(host);
      return host.startsWith('evil') ? ['8.8.8.8', '127.0.0.1'] : ['8.8.8.8'];
    },
  );
  const refusal = async (url: string): Promise<string | null> => (await guard.refusal(new URL(url)))?.en ?? null;
  for (const url of [
    'https://hooks.shop.example/x',
    'https://prod-1.logic.azure.com/x',
    'http://10.0.0.7:9093/',
    'https://alerts.internal/',
    'http://localhost:8080/',
  ])
    assert.equal(await refusal(url), null, url);
  for (const url of [
    'https://other.example/',
    'https://hooks.shop.example:8443/',
    'https://hooks.shop.example.evil.example/',
    'https://logic.azure.com/',
    'http://10.0.0.7/',
    'http://10.0.0.8:9093/',
    'http://0x0a000007/',
    'http://[::ffff:10.0.0.7]:9093/',
  ])
    assert.match((await refusal(url)) ?? '', /not listed/, url);
  assert.match(
    (await refusal('https://evil.logic.azure.com/')) ?? '',
    /internal address/,
    'a name may not lead inside either',
  );
  assert.ok(!asked.includes('alerts.internal'), 'what is listed is trusted by its name');
});
