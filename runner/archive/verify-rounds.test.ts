import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { believe } from './believed.ts';
import { listReports } from './layout.ts';
import { ledgerFiles, readLedger } from './ledger/read.ts';
import { viewLedger } from './ledger/view.ts';
import { sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { sampleSealing } from './testing/sample.ts';
import { sealRun } from './seal.ts';
import { verifyOne } from './verify.ts';
import { verifyArchive, verifyArchiveByCrew } from './verify-archive.ts';
import { verifyByCrew } from './verify-crew.ts';
import { lookInRounds, type Round } from './verify-rounds.ts';

async function archiveOf(t: TestContext, reports: number): Promise<SampleArchive> {
  const root = mkdtempSync(join(tmpdir(), 'rounds-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const sample = sampleArchive(root);
  for (let index = 0; index < reports; index += 1) await sample.run(index);
  return sample;
}

const options = ({ clock }: SampleArchive) => ({ known: [], nowMs: clock.nowMs });

/** Takes the rounds one by one, so that something can happen between them. */
function openRounds(sample: SampleArchive) {
  const believing = believe({ trust: sample.trust });
  const told: string[] = [];
  const rounds = lookInRounds(sample.reports, believing, {
    ...options(sample),
    waits: true,
    onReport: (folder, { state }) => void told.push(`${basename(folder)} ${state}`),
  });
  const look = ({ folders, view, told: tell }: Round): void => {
    for (const folder of folders) tell(folder, verifyOne(folder, believing, view));
  };
  return { rounds, told, look };
}

test('a run that ends while its archive is verified is no hidden report, and no forged one', async (t) => {
  const sample = await archiveOf(t, 2);
  const { rounds, told, look } = openRounds(sample);
  const first = rounds.next();
  assert.ok(first.done !== true);
  await sample.run(2);
  look(first.value);
  const second = rounds.next();
  assert.ok(second.done !== true);
  assert.deepEqual(
    second.value.folders.map((folder) => basename(folder)),
    [sampleRunId(2)],
  );
  look(second.value);
  const end = rounds.next();
  assert.ok(end.done === true);
  assert.equal(end.value.state, 'verified', end.value.checks.map(({ detail }) => detail.en).join('\n'));
  assert.deepEqual(
    told,
    [0, 1, 2].map((index) => `${sampleRunId(index)} verified`),
  );
});

test('a report that is damaged stays so, is told once, and is looked at once more before it is told', async (t) => {
  const sample = await archiveOf(t, 2);
  writeFileSync(join(listReports(sample.reports)[0] ?? '', 'report.html'), 'changed');
  const { rounds, told, look } = openRounds(sample);
  const sizes: number[] = [];
  for (;;) {
    const next = rounds.next();
    if (next.done === true) {
      assert.equal(next.value.state, 'tampered');
      assert.deepEqual(next.value.reports, { verified: 1, tampered: 1, incomplete: 0 });
      break;
    }
    sizes.push(next.value.folders.length);
    look(next.value);
  }
  assert.deepEqual(sizes, [2, 0, 1]);
  assert.deepEqual(told, [`${sampleRunId(1)} verified`, `${sampleRunId(0)} tampered`]);
});

test('a ledger whose past changes while it is verified is told, however well each of its two forms holds', async (t) => {
  const sample = await archiveOf(t, 3);
  const other = await archiveOf(t, 2);
  const { rounds, look } = openRounds(sample);
  const first = rounds.next();
  assert.ok(first.done !== true);
  look(first.value);
  const { entries } = ledgerFiles(sample.reports);
  const before = readFileSync(entries, 'utf8');
  appendFileSync(entries, readFileSync(ledgerFiles(other.reports).entries));
  const second = rounds.next();
  assert.ok(second.done !== true, 'the ledger has changed, so it is read again');
  writeFileSync(entries, before.split('\n').slice(2).join('\n'));
  look(second.value);
  let next = rounds.next();
  while (next.done !== true) {
    look(next.value);
    next = rounds.next();
  }
  assert.equal(next.value.state, 'tampered');
  assert.match(next.value.checks[0]?.detail.en ?? '', /changed while it was being verified/);
});

test('a report that was sealed and not yet recorded is not fully checked, and not forged', async (t) => {
  const sample = await archiveOf(t, 1);
  const runId = sampleRunId(1);
  const { desk } = sample.open();
  desk.opening({ runId, target: 'demo', checklistSha256: 'c'.repeat(64) });
  await sealRun({
    ...sampleSealing(sample.reports, runId),
    signer: sample.signer,
    archive: { ...desk, closed: () => undefined },
  });
  const found: string[] = [];
  const result = verifyArchive(
    sample.reports,
    { trust: sample.trust },
    {
      ...options(sample),
      onReport: (folder, { state, checks }) =>
        void found.push(
          `${basename(folder)} ${state} ${checks.find(({ name }) => name === 'ledger')?.detail.en ?? ''}`,
        ),
    },
  );
  assert.equal(result.state, 'incomplete', result.checks.map(({ detail }) => detail.en).join('\n'));
  assert.match(found[1] ?? '', /incomplete .*sealed a moment ago/);
  sample.open().desk.sync();
  assert.equal(verifyArchive(sample.reports, { trust: sample.trust }, options(sample)).state, 'verified');
});

test('several processes find what one finds, and tell of it in the same order', async (t) => {
  const sample = await archiveOf(t, 1);
  const [one = ''] = listReports(sample.reports);
  const copies = Array.from({ length: 40 }, (_, index) =>
    join(sample.reports, `copy-${String(index).padStart(2, '0')}`),
  );
  for (const copy of copies) cpSync(one, copy, { recursive: true });
  for (const index of [3, 17, 39]) rmSync(join(copies[index] ?? '', 'junit.xml'));
  const believing = believe({ trust: sample.trust });
  const state = readLedger(sample.reports);
  const view = state === null ? null : viewLedger(state, believing.ledgerKeys);
  const look = async (work: (told: (folder: string, result: object) => void) => Promise<void> | void) => {
    const found: string[] = [];
    await work((folder, result) => void found.push(`${basename(folder)} ${JSON.stringify(result)}`));
    return found;
  };
  const alone = await look((told) => {
    for (const folder of copies) told(folder, verifyOne(folder, believing, view));
  });
  const together = await look((told) =>
    verifyByCrew(sample.reports, { folders: copies, believing, view, told, processes: 3 }),
  );
  assert.equal(alone.filter((line) => line.includes('"state":"tampered"')).length, 3);
  assert.deepEqual(together, alone);
});

test('an archive is verified by a crew as it is by one process', async (t) => {
  const sample = await archiveOf(t, 3);
  const pinned = { trust: sample.trust };
  assert.deepEqual(
    await verifyArchiveByCrew(sample.reports, pinned, options(sample)),
    verifyArchive(sample.reports, pinned, options(sample)),
  );
});
