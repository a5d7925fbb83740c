import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import { listReports } from '../archive/layout.ts';
import { openArchive } from '../archive/open-archive.ts';
import { SealError } from '../archive/seal-error.ts';
import { systemClock } from '../base/clock.ts';
import { createRedactor } from '../base/redact.ts';
import { openJournal } from '../journal/store.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { generateKey } from '../sign/keys.ts';
import { loadSigner, makeSigner, readTrust, nextKeyFile, signingKeyFile, swapKeys, trustKey } from '../sign/state.ts';
import { reportUse, trustedFrom, type TrustedKey } from '../sign/trust.ts';
import { finishRun, type Finishing } from './finish-run.ts';
import { openedEvent } from './plan.ts';

const runId = '20261122-003000-aaaaaa';

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
  const next = generateKey(nextKeyFile(file));
  swapKeys(file, signer);
  trustKey(places, trustedFrom(next, reportUse, '2026-01-01T00:00:00.000Z'));
  await finishRun(finishing());
  assert.equal(listReports(reports).length, 1);
});
