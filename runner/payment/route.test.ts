import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nowMs, target } from '../../tests/kit/payment-world.ts';
import { readRoute } from './route.ts';

const identify = async () => ({ fingerprint: 'build-7', problem: null });

test('a route without an attestation is told as none, and one that cannot be read as refused', async () => {
  const never = () => Promise.reject(new Error('not asked'));
  const plain = await readRoute({ target, ask: never, identify, now: () => nowMs });
  assert.deepEqual(plain, {
    fingerprint: 'build-7',
    fingerprintProblem: null,
    attestation: { kind: 'none' },
    readAtMs: nowMs,
  });
  const { gateway } = target;
  assert.ok(gateway !== null);
  const signed = { ...target, gateway: { ...gateway, attestation: { path: '/a', publicKey: '{}' } } };
  const nonces: string[] = [];
  const ask = async (path: string) => {
    nonces.push(path);
    throw new Error('HTTP 503');
  };
  for (let times = 0; times < 3; times += 1) {
    const read = await readRoute({ target: signed, ask, identify, now: () => nowMs });
    assert.equal(read.attestation.kind, 'refused');
  }
  assert.equal(new Set(nonces).size, 3, 'every question has its own nonce');
});

test('a fingerprint that cannot be read is a problem, not a throw', async () => {
  const broken = () => Promise.reject(new Error('DNS'));
  const route = await readRoute({ target, ask: broken, identify: broken, now: () => nowMs });
  assert.equal(route.fingerprint, null);
  assert.equal(route.fingerprintProblem?.en, 'DNS');
});
