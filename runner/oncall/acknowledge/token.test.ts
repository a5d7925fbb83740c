import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acknowledgeUrl } from './link.ts';
import { linkLifeMs, readToken, signToken, type TokenKey } from './token.ts';

const key: TokenKey = { id: 'abc234', secret: Buffer.alloc(32, 7) };
const other: TokenKey = { id: 'abc234', secret: Buffer.alloc(32, 8) };
const find = (id: string) => (id === key.id ? key : null);
const claims = fc.record(
  {
    stream: fc.string({ maxLength: 60, unit: 'grapheme' }),
    page: fc.string({ maxLength: 60, unit: 'grapheme' }),
    person: fc.string({ maxLength: 60, unit: 'grapheme' }),
    exp: fc.integer({ min: 1, max: 4_000_000_000 }),
    nonce: fc.string({ maxLength: 40 }),
  },
  { noNullPrototype: true },
);
const lookalikes = fc
  .tuple(fc.base64String({ minLength: 4, maxLength: 200 }), fc.base64String({ minLength: 44, maxLength: 44 }))
  .map(([payload, mac]) => `abc234.${plain(payload)}.${plain(mac).slice(0, 43).padEnd(43, 'A')}`);
const plain = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

test('what was signed is read back, letter by letter, until the second it expires', () => {
  fc.assert(
    fc.property(claims, (claim) => {
      const token = signToken(claim, key);
      assert.match(token, /^[A-Za-z0-9._-]+$/);
      assert.deepEqual(readToken(token, find, claim.exp * 1_000 - 1), { kind: 'good', claim, key });
      assert.equal(readToken(token, find, claim.exp * 1_000).kind, 'expired');
    }),
  );
});

test('no change of a single letter opens anything', () => {
  fc.assert(
    fc.property(claims, fc.nat(), fc.constantFrom(...Array.from('ABCxyz019-_.')), (claim, at, letter) => {
      const token = signToken(claim, key);
      const place = at % token.length;
      const changed = token.slice(0, place) + letter + token.slice(place + 1);
      fc.pre(changed !== token);
      const read = readToken(changed, find, 0);
      assert.ok(read.kind !== 'good' && read.kind !== 'expired', read.kind);
    }),
  );
});

test('no text at all opens anything, and none throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 1_600, unit: 'binary' }), lookalikes), (text) => {
      assert.notEqual(readToken(text, find, 0).kind, 'good');
      assert.notEqual(readToken(text, () => key, 0).kind, 'good');
    }),
  );
});

test('a key of the same name with another secret does not open it, and a key that is not here is told apart', () => {
  const claim = { stream: 'r', page: 'p', person: 'kim', exp: 10, nonce: 'n' };
  assert.equal(readToken(signToken(claim, other), find, 0).kind, 'tampered');
  assert.equal(readToken(signToken(claim, { ...other, id: 'zzzzzz' }), find, 0).kind, 'foreign');
});

test('the last letter of a signature has no twin that also opens', () => {
  const token = signToken({ stream: 'r', page: 'p', person: 'kim', exp: 10, nonce: 'n' }, key);
  const opening = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_').filter(
    (letter) => readToken(token.slice(0, -1) + letter, find, 0).kind === 'good',
  );
  assert.deepEqual(opening, [token.slice(-1)]);
});

test('the same notice has the same link at every sending, and it lives twelve hours', () => {
  const about = {
    publicUrl: 'https://ops.example/oncall/',
    stream: 'r',
    page: 'p',
    person: 'kim',
    notice: 'n1',
    atMs: 5_000,
  };
  const url = acknowledgeUrl(key, about);
  assert.equal(acknowledgeUrl(key, about), url);
  assert.notEqual(acknowledgeUrl(key, { ...about, notice: 'n2' }), url);
  assert.ok(url.startsWith('https://ops.example/oncall/a/abc234.'));
  const token = url.slice(url.lastIndexOf('/') + 1);
  assert.equal(readToken(token, find, 5_000 + linkLifeMs - 1).kind, 'good');
  assert.equal(readToken(token, find, 5_000 + linkLifeMs).kind, 'expired');
});
