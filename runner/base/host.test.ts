import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalHost, hostRule, meansHost, placeOfUrl, showPlace } from './host.ts';

test('each host has one spelling', () => {
  const table: readonly (readonly [string, string | null])[] = [
    ['Shop.Example', 'shop.example'],
    ['shop.example.', 'shop.example'],
    ['쇼핑.example', 'xn--hp4bo76a.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['[0:0:0:0:0:0:0:1]', '[::1]'],
    ['[::FFFF:127.0.0.1]', '[::ffff:7f00:1]'],
    ['', null],
    ['a b', null],
    ['user@shop.example', null],
    ['shop.example/x', null],
    ['shop.example%2f', null],
    ['shop.example:8080', null],
  ];
  for (const [text, wanted] of table) {
    assert.equal(canonicalHost(text), wanted, text);
  }
});

const cases: readonly (readonly [string, string, boolean])[] = [
  ['shop.example', 'https://shop.example/', true],
  ['shop.example', 'http://shop.example/', true],
  ['shop.example', 'https://SHOP.example./x', true],
  ['shop.example', 'https://shop.example:8443/', false],
  ['shop.example:8443', 'https://shop.example:8443/', true],
  ['shop.example:8443', 'https://shop.example/', false],
  ['shop.example', 'https://evilshop.example/', false],
  ['shop.example', 'https://shop.example.evil/', false],
  ['shop.example', 'https://img.shop.example/', false],
  ['shop.example', 'https://shop.example@evil.example/', false],
  ['*.pay.example', 'https://js.pay.example/', true],
  ['*.pay.example', 'https://a.b.pay.example/', true],
  ['*.pay.example', 'https://pay.example/', false],
  ['*.pay.example', 'https://evilpay.example/', false],
  ['*.pay.example', 'https://js.pay.example.evil/', false],
  ['127.0.0.1:4300', 'http://127.0.0.1:4300/', true],
  ['127.0.0.1:4300', 'http://2130706433:4300/', true],
  ['127.0.0.1:4300', 'http://localhost:4300/', false],
  ['[::1]:4300', 'http://[0::1]:4300/', true],
  ['shop.example', 'wss://shop.example/live', true],
  ['shop.example', 'ftp://shop.example/', false],
];

test('a rule means its own host and port and nothing that only looks like it', () => {
  for (const [rule, address, wanted] of cases) {
    const read = hostRule(rule);
    const place = placeOfUrl(new URL(address));
    assert.ok(read !== null, rule);
    assert.equal(place !== null && meansHost(read, place), wanted, `${rule} ${address}`);
  }
});

test('whatever stands around a listed name makes it another name', () => {
  const rule = hostRule('shop.example');
  assert.ok(rule !== null);
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
  fc.assert(
    fc.property(label, label, (before, after) => {
      for (const name of [
        `${before}shop.example`,
        `shop.example${after}`,
        `shop.example.${after}`,
        `${before}.shop.example`,
      ]) {
        const place = placeOfUrl(new URL(`https://${name}/`));
        assert.equal(place !== null && meansHost(rule, place), false, name);
      }
    }),
  );
});

test('what is shown of a place can be written into the list and means it', () => {
  for (const address of [
    'https://shop.example/',
    'http://shop.example:8080/',
    'http://[::1]:99/',
    'http://쇼핑.example/',
  ]) {
    const place = placeOfUrl(new URL(address));
    const rule = place === null ? null : hostRule(showPlace(place));
    assert.ok(place !== null && rule !== null && meansHost(rule, place), address);
  }
});

test('what is no host is no rule', () => {
  for (const text of ['', '*', '*.', 'https://shop.example', 'shop.example/x', 'a@b', 'shop.example:port', '::1'])
    assert.equal(hostRule(text), null, text);
});
