import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readableUrl } from './readable-url.ts';

test('Korean words of an address are shown as words', () => {
  assert.equal(readableUrl('http://127.0.0.1:4300/search?q=%EC%9D%B4%EB%B6%88'), 'http://127.0.0.1:4300/search?q=이불');
});

test('what parts an address, spaces and bytes that are no text stay encoded', () => {
  for (const url of ['/a?b=%26c%3Dd', '/a?b=%20', '/a?b=%E2%80%AE', '/a?b=%FF%FE', '/100%'])
    assert.equal(readableUrl(url), url);
});

test('the shown address never throws and names the same place', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
      assert.equal(new URL(readableUrl(url)).href, new URL(url).href);
    }),
  );
});
