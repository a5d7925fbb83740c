import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { makeSigner, readTrust, trustKey } from '../sign/state.ts';
import { reportUse, type TrustedKey } from '../sign/trust.ts';
import { lookAtOwnKeys } from './own-keys.ts';
import { refuseRevoked } from './refuse-revoked.ts';

const nowMs = Date.parse('2026-11-22T00:30:00.000Z');

function openWorld(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'own-keys-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const places = keyPlaces(join(root, 'state'));
  const signer = makeSigner(places, {}, { now: () => Date.parse('2026-01-01T00:00:00.000Z'), elapsed: () => 0 });
  const change = (keyId: string, how: Partial<TrustedKey>): void => {
    const key = readTrust(places.trust).keys.find((one) => one.keyId === keyId);
    assert.ok(key !== undefined);
    trustKey(places, { ...key, ...how });
  };
  return { places, signer, change };
}

test('a revoked, ended, early or otherwise used key is told apart, and only a revoked one is refused', (t) => {
  const { places, signer, change } = openWorld(t);
  const look = () => lookAtOwnKeys(readTrust(places.trust), { signer, ledger: null }, nowMs);
  assert.deepEqual(look(), { refused: null, doubts: [] });
  const table: readonly (readonly [Partial<TrustedKey>, RegExp])[] = [
    [{ end: '2026-11-21T00:00:00.000Z' }, /report key .*, ended at 2026-11-21 09:00:00 KST.*keys rotate/],
    [{ end: null, start: '2026-11-23T00:00:00.000Z' }, /valid from 2026-11-23 09:00:00 KST.*clock/],
    [{ start: '2026-01-01T00:00:00.000Z', use: 'postflight:approvals' }, /another use \(postflight:approvals\)/],
  ];
  for (const [how, says] of table) {
    change(signer.keyId, how);
    const { refused, doubts } = look();
    assert.equal(refused, null);
    assert.match(doubts.map(({ message }) => message.en).join(), says);
    assert.doesNotThrow(() => refuseRevoked(signer, places));
  }
  change(signer.keyId, { use: reportUse, end: '2026-11-21T00:00:00.000Z', revoked: '노트북\n분실' });
  const { refused, doubts } = look();
  assert.match(refused?.en ?? '', /revoked at 2026-11-21 09:00:00 KST \(\+09:00\) \(노트북 분실\)/);
  assert.deepEqual(doubts, []);
  assert.throws(
    () => refuseRevoked(signer, places),
    (error: unknown) => error instanceof SetupError && /keys rotate/.test(error.text.ko),
  );
});

test('a key that nobody has listed is refused by nobody', (t) => {
  const { signer } = openWorld(t);
  assert.deepEqual(lookAtOwnKeys({ keys: [] }, { signer, ledger: signer }, nowMs), { refused: null, doubts: [] });
});
