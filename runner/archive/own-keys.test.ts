import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import { systemClock } from '../base/clock.ts';
import { createRedactor } from '../base/redact.ts';
import { finishRun, type Finishing } from '../engine/finish-run.ts';
import { openedEvent } from '../engine/plan.ts';
import { openJournal } from '../journal/store.ts';
import { SetupError } from '../model/trouble.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { loadSigner, makeSigner, readTrust, setKeyAside, signingKeyFile, trustKey } from '../sign/state.ts';
import { generateKey } from '../sign/keys.ts';
import { reportUse, trustedFrom, type TrustedKey } from '../sign/trust.ts';
import { listReports } from './layout.ts';
import { openArchive } from './open-archive.ts';
import { lookAtOwnKeys } from './own-keys.ts';
import { refuseRevoked } from './refuse-revoked.ts';
import { SealError } from './seal-error.ts';

const runId = '20261122-003000-aaaaaa';
const nowMs = Date.parse('2026-11-22T00:30:00.000Z');

function openWorld(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'own-keys-'));
  const [reports, state] = [join(root, 'reports'), join(root, 'state')];
  const places = keyPlaces(state);
  const signer = makeSigner(places, {}, { now: () => Date.parse('2026-01-01T00:00:00.000Z'), elapsed: () => 0 });
  const redactor = createRedactor([]);
  const journal = openJournal(join(root, 'journal.sqlite'), { clock: systemClock, redactor });
  t.after(() => {
    journal.close();
    rmSync(root, { recursive: true, force: true });
  });
  const change = (keyId: string, how: Partial<TrustedKey>): void => {
    const key = readTrust(places.trust).keys.find((one) => one.keyId === keyId);
    assert.ok(key !== undefined);
    trustKey(places, { ...key, ...how });
  };
  const finishing = (): Finishing => {
    const { desk } = openArchive({ reports, state }, {}, systemClock);
    return { journal, runId, by: 'supervisor', reports, signer: loadSigner(places, {}), redactor, archive: desk };
  };
  const begin = (): void => {
    openArchive({ reports, state }, {}, systemClock).desk.opening({ runId, target: 'shop', checklistSha256: 'c' });
    journal.append(runId, openedEvent(barePlan(), { version: '0.0.0', door: 'run' }));
  };
  return { reports, places, signer, journal, change, finishing, begin };
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

test('the report of a run whose key has ended says so among what happened to the run', async (t) => {
  const { signer, change, finishing, begin } = openWorld(t);
  begin();
  change(signer.keyId, { end: '2026-11-01T00:00:00.000Z' });
  const { doc } = await finishRun(finishing());
  assert.deepEqual(
    doc.incidents.filter(({ kind }) => kind === 'signer.doubted').map(({ message }) => /ended at/.test(message.en)),
    [true],
  );
});

test('a key that is revoked while its run is under way signs nothing; with a new key the same run is sealed', async (t) => {
  const { reports, places, signer, journal, change, finishing, begin } = openWorld(t);
  begin();
  change(signer.keyId, { end: '2026-11-01T00:00:00.000Z', revoked: 'leaked' });
  await assert.rejects(
    finishRun(finishing()),
    (error: unknown) => error instanceof SealError && /revoked/.test(error.text.en),
  );
  assert.deepEqual(listReports(reports), []);
  assert.equal(journal.events(runId).at(-1)?.event.kind, 'run.closed', 'the verdict stands in the journal');
  const file = signingKeyFile(places);
  setKeyAside(file, signer);
  trustKey(places, trustedFrom(generateKey(file), reportUse, '2026-01-01T00:00:00.000Z'));
  await finishRun(finishing());
  assert.equal(listReports(reports).length, 1);
});
