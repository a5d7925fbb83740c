import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOfUrl } from '../base/host.ts';
import type { Target } from '../model/target.ts';
import { target as demo } from '../../tests/kit/payment-world.ts';
import { allowListOf } from './allow-list.ts';
import { readConfirmAddress } from './confirm-address.ts';
import { fetchPatterns } from './fetch-patterns.ts';
import { createTraffic } from './traffic.ts';

function targetAt(gatewayUrl: string, changes: Partial<Target> = {}): Target {
  const { gateway } = demo;
  assert.ok(gateway !== null);
  const at = { ...gateway, baseUrl: gatewayUrl, confirmPath: '/checkout/success' };
  return { ...demo, baseUrl: 'https://shop.example', allowedHosts: ['cdn.example'], gateway: at, ...changes };
}

function allows(target: Target, url: string): boolean {
  const place = placeOfUrl(new URL(url));
  return place !== null && allowListOf(target).allows(place);
}

test('shop, listed hosts and the real gateway with what its pages need are let out, and nothing else', () => {
  const target = targetAt('https://api.tosspayments.com');
  for (const url of [
    'https://shop.example/',
    'https://cdn.example/',
    'https://js.tosspayments.com/',
    'https://static.toss.im/',
  ])
    assert.ok(allows(target, url), url);
  for (const url of [
    'https://shop.example.evil/',
    'https://toss.im/',
    'https://tosspayments.com.evil/',
    'https://93.184.216.34/',
  ])
    assert.ok(!allows(target, url), url);
});

test("a gateway on this machine does not let the real one's hosts in", () => {
  const target = targetAt('http://127.0.0.1:4301');
  assert.ok(allows(target, 'http://127.0.0.1:4301/'));
  assert.ok(!allows(target, 'https://js.tosspayments.com/'));
  const place = placeOfUrl(new URL('https://pay.tosspayments.com/'));
  assert.ok(place !== null && allowListOf(target).takesPayments(place), 'its pages are payment pages all the same');
});

const confirmCases: readonly (readonly [string, string, boolean])[] = [
  ['GET', 'https://shop.example/anything?paymentKey=a&orderId=b&amount=1', true],
  ['GET', 'https://SHOP.example./checkout/success?paymentKey=a', true],
  ['GET', 'https://shop.example/checkout/%73uccess/?orderId=a', true],
  ['POST', 'https://shop.example/checkout/success', true],
  ['GET', 'https://shop.example/checkout/success', false],
  ['GET', 'https://shop.example/orders?orderId=b&amount=1', false],
  ['GET', 'https://other.example/x?paymentKey=a&orderId=b&amount=1', false],
];

test('the address that confirms is known by its query or its path, however it is written', () => {
  const allowList = allowListOf(targetAt('https://api.tosspayments.com'));
  for (const [method, url, wanted] of confirmCases) {
    const found = readConfirmAddress(new URL(url), { method }, { allowList, confirmPath: '/checkout/success' });
    assert.equal(found !== null, wanted, `${method} ${url}`);
  }
});

test("Chromium is asked to hold no script and no picture, and nothing of the shop's but documents with a query and the confirm path", () => {
  const target = targetAt('http://127.0.0.1:4301');
  const patterns = fetchPatterns(allowListOf(target), target.gateway);
  assert.ok(patterns.every(({ urlPattern }) => urlPattern !== '*'));
  assert.deepEqual(
    patterns.filter(({ urlPattern }) => urlPattern.includes('shop.example')),
    [
      { urlPattern: '*//*shop.example*\\?*', resourceType: 'Document' },
      { urlPattern: '*//*shop.example*paymentKey=*' },
      { urlPattern: '*//*shop.example*/checkout/success*' },
    ],
  );
});

test('a host that answered without having been at the proxy is told, and one at the proxy that no page asked for', () => {
  const place = (url: string) => {
    const found = placeOfUrl(new URL(url));
    assert.ok(found !== null);
    return found;
  };
  const traffic = createTraffic();
  const [shop, around, hidden, blocked, tool] = ['shop', 'around', 'hidden', 'blocked', 'tool'].map((name) =>
    place(`https://${name}.example`),
  );
  assert.ok(shop && around && hidden && blocked && tool);
  for (const at of [shop, around, blocked]) traffic.asked(at);
  for (const at of [shop, around]) traffic.answered(at);
  for (const at of [shop, hidden]) traffic.atProxy(at, 'browser');
  traffic.atProxy(tool, 'tool');
  assert.deepEqual(traffic.compared(() => true).missing, [
    { host: 'around.example', seenBy: 'listeners', notSeenBy: 'proxy' },
    { host: 'hidden.example', seenBy: 'proxy', notSeenBy: 'listeners' },
  ]);
});
