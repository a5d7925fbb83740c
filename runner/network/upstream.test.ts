import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { upstreamOf } from './upstream.ts';

const shop = { host: 'shop.example', port: 443 };

test("a company's proxy is used for its kind of traffic, except where NO_PROXY or this machine is meant", () => {
  const upstream = upstreamOf({
    http_proxy: 'http://plain:1',
    HTTPS_PROXY: 'http://secure:2',
    NO_PROXY: 'cdn.example, .in.example,here.example:8080',
  });
  assert.equal(upstream(shop, 'tunnel'), 'http://secure:2');
  assert.equal(upstream(shop, 'request'), 'http://plain:1');
  for (const host of ['cdn.example', 'a.cdn.example', 'b.in.example', '127.0.0.1', 'localhost', '[::1]'])
    assert.equal(upstream({ host, port: 443 }, 'tunnel'), null, host);
  assert.equal(upstream({ host: 'here.example', port: 8080 }, 'request'), null);
  assert.equal(upstream({ host: 'here.example', port: 80 }, 'request'), 'http://plain:1');
  assert.equal(upstream({ host: 'notcdn.example', port: 443 }, 'tunnel'), 'http://secure:2');
});

test('without any, everything is reached directly; an address that is none is refused, not ignored', () => {
  assert.equal(upstreamOf({})(shop, 'tunnel'), null);
  for (const address of ['no address', 'ftp://x', '//x'])
    assert.throws(() => upstreamOf({ HTTPS_PROXY: address }), SetupError, address);
});
