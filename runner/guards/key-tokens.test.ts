import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findKeys, hasLiveKey } from './key-tokens.ts';

const join = (...parts: readonly string[]) => parts.join('_');

test('live keys of every known family are seen wherever they stand', () => {
  const keys = [
    join('live', 'ck', 'x1'),
    join('live', 'gck', 'x1'),
    join('live', 'gsk', 'x1'),
    join('live', 'ak', 'x1'),
    join('pk', 'live', 'x1'),
    join('rk', 'live', 'x1'),
    join('cs', 'live', 'x1'),
    join('live', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  ];
  for (const key of keys) {
    for (const text of [key, `clientKey="${key}"`, `a=1&key=${key}&b`, `x:${key}\n`])
      assert.equal(hasLiveKey(text), true, text);
  }
});

test('test keys and words that only look alike are no live keys', () => {
  for (const text of [join('test', 'ck', 'x1'), 'live_broadcast', 'olive_sk_1', 'live_ck_', 'goodlive_ak_1', '']) {
    assert.equal(hasLiveKey(text), false, text);
  }
});

test('a key is remembered by its prefix alone', () => {
  assert.deepEqual(findKeys(`${join('test', 'ck', 'SECRET')} ${join('test', 'ck', 'OTHER')}`, 'page'), [
    { mode: 'test', prefix: 'test_ck_', where: 'page' },
  ]);
});
