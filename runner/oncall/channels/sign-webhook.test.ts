import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { test } from 'node:test';
import { createSigner } from './sign-webhook.ts';

test('the signature is the one of the specification', () => {
  // The example of the specification's own libraries.
  const signer = createSigner('hook', [{ name: 'SIGN', value: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }]);
  const facts = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
  assert.equal(signer.signature(facts), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('while secrets change both sign; a private key signs so that its public key can tell', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const signer = createSigner('hook', [
    { name: 'NEW', value: `whsec_${Buffer.alloc(32, 1).toString('base64')}` },
    { name: 'OLD', value: `whsec_${Buffer.alloc(32, 2).toString('base64')}` },
    { name: 'KEY', value: `whsk_${seed.toString('base64')}` },
  ]);
  const facts = { id: 'n1', timestamp: 1, body: '{"가":1}' };
  const [first, second, third] = signer.signature(facts).split(' ');
  assert.match(first ?? '', /^v1,/);
  assert.match(second ?? '', /^v1,/);
  assert.notEqual(first, second);
  const signature = Buffer.from((third ?? '').replace('v1a,', ''), 'base64');
  const key = createPublicKey(publicKey.export({ format: 'pem', type: 'spki' }));
  assert.ok(verify(null, Buffer.from('n1.1.{"가":1}'), key, signature));
  assert.ok(!verify(null, Buffer.from('n2.1.{"가":1}'), key, signature));
});
