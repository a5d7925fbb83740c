import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { CompactSign } from 'jose';
import { nowMs } from '../../tests/kit/payment-world.ts';
import type { AttestationFacts } from '../model/guard.ts';
import { readAttestation, type AttestationQuestion } from './attestation.ts';

const shop = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = JSON.stringify(shop.publicKey.export({ format: 'jwk' }));
const pem = String(shop.publicKey.export({ type: 'spki', format: 'pem' }));

const good = {
  mode: 'test',
  pg: 'toss',
  mid: 'tvivarepublica',
  keyPrefix: 'test_sk_',
  deployId: 'build-7',
  configHash: 'config-1',
  nonce: 'nonce-1',
  time: new Date(nowMs).toISOString(),
};

async function sign(claims: object, key: KeyObject = shop.privateKey, alg = 'ES256'): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader({ alg }).sign(key);
}

async function ask(body: string | Error, changes: Partial<AttestationQuestion> = {}): Promise<AttestationFacts> {
  return readAttestation({
    attestation: { path: '/api/attestation', publicKey: jwk },
    gateway: { kind: 'toss', merchantId: 'tvivarepublica' },
    fingerprint: 'build-7',
    nonce: 'nonce-1',
    ask: async (path) => {
      assert.equal(path, '/api/attestation?nonce=nonce-1');
      if (body instanceof Error) throw body;
      return body;
    },
    now: () => nowMs,
    ...changes,
  });
}

test("the server's word is believed when its own key signed it, with JWK and PEM, ISO time and iat", async () => {
  const { time: _, ...rest } = good;
  for (const claims of [good, { ...rest, iat: nowMs / 1000 - 59 }]) {
    for (const publicKey of [jwk, pem]) {
      const told = await ask(await sign(claims), { attestation: { path: '/api/attestation', publicKey } });
      assert.equal(told.kind, 'verified', JSON.stringify(told));
      assert.ok(told.kind === 'verified' && told.claims.deployId === 'build-7');
    }
  }
  assert.equal((await ask(JSON.stringify(await sign(good)))).kind, 'verified', 'a token as a JSON string');
  const unknown = await ask(await sign({ ...good, deployId: undefined }), { fingerprint: null });
  assert.equal(unknown.kind, 'verified', 'no build to compare with');
});

const refused: readonly (readonly [string, object, RegExp, boolean])[] = [
  ['live mode', { mode: 'live' }, /not test mode \(mode: live\)/, true],
  ['a mode nobody knows', { mode: 'Test' }, /not test mode/, true],
  ['a live key behind test mode', { keyPrefix: ['live', 'sk', ''].join('_') }, /uses a live key/, true],
  ['another gateway', { pg: 'inicis' }, /pays through inicis/, true],
  ['another merchant', { mid: 'other' }, /but the server says other/, true],
  ['no merchant although one is declared', { mid: undefined }, /but the server says -/, true],
  ['another build', { deployId: 'build-8' }, /the release is not over/, false],
  ['an answer to another question', { nonce: 'nonce-0' }, /answers another question/, true],
  ['an old answer', { time: new Date(nowMs - 61_000).toISOString() }, /61 s off/, false],
  ['an answer of tomorrow', { time: new Date(nowMs + 6_000).toISOString() }, /-6 s off/, false],
  ['no time', { time: 'soon' }, /no time/, false],
  ['no gateway', { pg: '' }, /mode or pg is missing/, false],
];
for (const [name, change, says, money] of refused) {
  test(`${name} is refused`, async () => {
    const told = await ask(await sign({ ...good, ...change }));
    assert.ok(told.kind === 'refused');
    assert.match(told.why.en, says);
    assert.match(told.why.ko, /[가-힣]/);
    assert.equal(told.money, money);
  });
}

test('a foreign signature, an unsigned word and an altered one are refused as forged', async () => {
  const token = await sign(good);
  const [head, , tail] = token.split('.');
  const altered = `${head}.${Buffer.from(JSON.stringify({ ...good, mode: 'test ' })).toString('base64url')}.${tail}`;
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(good)).toString('base64url')}.`;
  const hmac = await new CompactSign(new TextEncoder().encode(JSON.stringify(good)))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(pem));
  for (const body of [await sign(good, other.privateKey), altered, none, hmac, 'hello', '<html>']) {
    const told = await ask(body);
    assert.ok(told.kind === 'refused' && told.money, body);
    assert.match(told.why.en, /not signed by the key of the target file/);
  }
});

test('no answer, a giant one and a pinned key that is none are refused without a throw', async () => {
  for (const [body, changes] of [
    [new Error('HTTP 503'), {}],
    ['x'.repeat(20_000), {}],
    [await sign(good), { attestation: { path: '/api/attestation', publicKey: 'no key' } }],
    [await sign(good), { attestation: { path: '/api/attestation', publicKey: '{"kty":"oct","k":"AAAA"}' } }],
  ] as const) {
    const told = await ask(body, changes);
    assert.equal(told.kind, 'refused');
  }
});
