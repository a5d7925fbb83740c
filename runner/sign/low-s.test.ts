import assert from 'node:assert/strict';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { isLowS, promisesLowS, toLowS } from './low-s.ts';
import { otherForm } from './testing/other-form.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('every signature has a second valid form, and both become the one with the smaller s', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
      const made = sign('sha256', bytes, privateKey);
      const other = otherForm(made);
      assert.ok(verify('sha256', bytes, publicKey, other), 'a tool takes both');
      assert.notEqual(isLowS(made), isLowS(other));
      const low = toLowS(made);
      assert.deepEqual(toLowS(other), low);
      assert.deepEqual(toLowS(low), low);
      assert.ok(isLowS(low) && verify('sha256', bytes, publicKey, low));
    }),
    { numRuns: 300 },
  );
});

test('bytes that are no signature stay as they are, and are in neither form', () => {
  for (const bytes of ['', 'garbage', '\u0030\u0000', '\u0030\u0004\u0002\u0000\u0002\u0000']) {
    assert.deepEqual(toLowS(Buffer.from(bytes, 'latin1')), Buffer.from(bytes, 'latin1'));
    assert.ok(!isLowS(Buffer.from(bytes, 'latin1')));
  }
});

test('only our own part of what is signed makes the promise', () => {
  const said = (json: unknown): boolean => promisesLowS(Buffer.from(JSON.stringify(json)));
  assert.ok(said({ predicate: { liveVerification: { signatureForm: 'low-S' } } }));
  assert.ok(said({ predicate: { signatureForm: 'low-S' } }));
  assert.ok(!said({ predicate: { liveVerification: {} } }));
  assert.ok(!said({ signatureForm: 'low-S' }));
  assert.ok(!promisesLowS(Buffer.from('no JSON')));
});
