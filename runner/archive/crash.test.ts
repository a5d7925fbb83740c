import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemClock } from '../base/clock.ts';
import { openBundle } from '../sign/bundle.ts';
import { makeAuthority, serveAuthority } from '../sign/testing/tsa.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { trustAuthority } from '../sign/state.ts';
import { names } from './layout.ts';
import { ledgerSteps } from './ledger/ledger.ts';
import { ledgerFiles, readLedger } from './ledger/read.ts';
import { stampArchive, stampSteps } from './stamp.ts';
import { checkpointOf, sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { verifyArchive } from './verify-archive.ts';

const root = mkdtempSync(join(tmpdir(), 'crash-'));
after(() => rmSync(root, { recursive: true, force: true }));
const fresh = (): string => mkdtempSync(join(root, 'one-'));
const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);

function script(body: string): readonly string[] {
  return ['--import', 'tsx', '--input-type=module', '-e', body];
}

function assertWhole(archive: SampleArchive): void {
  const result = verifyArchive(
    archive.reports,
    { trust: archive.trust },
    { known: [checkpointOf(archive)], nowMs: archive.clock.nowMs },
  );
  assert.equal(result.state, 'verified', JSON.stringify(result.checks));
}

/** Opens the sample's archive in a process of its own that dies after one step of its append. */
function dieWhile(folder: string, step: string, act: string): void {
  const child = spawnSync(
    process.execPath,
    script(`
      const { sampleArchive, sampleRunId } = await import(${here('testing/archive.ts')});
      const { openArchiveDesk } = await import(${here('desk.ts')});
      const { loadLedgerSigner, readTrust } = await import(${here('../sign/state.ts')});
        const { keyPlaces } = await import(${here('../sign/key-places.ts')});
      const state = ${JSON.stringify(join(folder, 'state'))}, reports = ${JSON.stringify(join(folder, 'reports'))};
      const onStep = (step) => step === ${JSON.stringify(step)} && process.kill(process.pid, 'SIGKILL');
      const clock = { now: () => Date.parse('2026-11-22T00:30:12.000Z'), elapsed: () => 0 };
      const places = keyPlaces(state);
      const desk = openArchiveDesk({ reports, signer: loadLedgerSigner(places, {}), believed: { trust: readTrust(places.trust), authorities: [] },
        clock, known: state + '/known-checkpoints', opener: 'test', expectsTime: false, onStep });
      ${act}`),
    { encoding: 'utf8' },
  );
  assert.equal(child.signal, 'SIGKILL', child.stderr);
}

for (const step of ledgerSteps)
  test(`a kill after "${step}" of an append: the next one completes it, and each fact stands once`, async () => {
    const folder = fresh();
    const archive = sampleArchive(folder);
    await archive.run(0);
    const announce = `desk.opening({ runId: sampleRunId(1), target: 'demo', checklistSha256: 'c'.repeat(64) });`;
    dieWhile(folder, step, announce);
    await archive.run(1);
    await archive.run(2);
    assertWhole(archive);
    const opened = readLedger(archive.reports)?.entries.filter(({ type }) => type === 'run.opened') ?? [];
    assert.deepEqual(
      opened.map(({ runId }) => runId),
      [0, 1, 2].map(sampleRunId),
    );
  });

test('a kill between sealing and recording: the next start records the report once, with its proof', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  await archive.run(0);
  const report = await archive.run(1);
  // As it was before the entry: ledger and proof of a moment earlier.
  const { entries, checkpoint, checkpoints } = ledgerFiles(archive.reports);
  const lines = readFileSync(entries, 'utf8').trimEnd().split('\n');
  writeFileSync(entries, `${lines.slice(0, -1).join('\n')}\n`);
  rmSync(join(checkpoints, `${lines.length}.txt`));
  writeFileSync(checkpoint, readFileSync(join(checkpoints, `${lines.length - 1}.txt`)));
  rmSync(join(archive.state, 'known-checkpoints'), { recursive: true });
  rmSync(join(report, names.proof));
  const between = verifyArchive(archive.reports, { trust: archive.trust }, { known: [], nowMs: archive.clock.nowMs });
  assert.equal(between.state, 'incomplete', 'nothing is wrong, something is missing');
  assert.match(between.checks[0]?.detail.en ?? '', /Sealed, and the ledger has no end for it yet/);
  archive.open().desk.sync();
  archive.open().desk.sync();
  assertWhole(archive);
  assert.ok(existsSync(join(report, names.proof)));
  assert.equal(readLedger(archive.reports)?.entries.length, lines.length);
});

test('half a line that a power cut left is taken away, and what it meant is written whole', async () => {
  const archive = sampleArchive(fresh());
  await archive.run(0);
  appendFileSync(ledgerFiles(archive.reports).entries, '{"seq":4,"type":"run.op');
  await archive.run(1);
  assertWhole(archive);
});

for (const step of stampSteps)
  test(`a kill after "${step}" of stamping: the next call stamps what is left, each report once`, async () => {
    const folder = fresh();
    const archive = sampleArchive(folder);
    const reports = [await archive.run(0), await archive.run(1)];
    const tsa = makeAuthority(join(folder, 'tsa'));
    const server = await serveAuthority(tsa);
    trustAuthority(keyPlaces(archive.state), tsa.authority);
    const child = spawn(
      process.execPath,
      script(`
        const { stampArchive } = await import(${here('stamp.ts')});
        const { readAuthorities } = await import(${here('../sign/state.ts')});
        const { keyPlaces } = await import(${here('../sign/key-places.ts')});
        const onStep = (step) => step === ${JSON.stringify(step)} && process.kill(process.pid, 'SIGKILL');
        await stampArchive({ reports: ${JSON.stringify(archive.reports)}, urls: [${JSON.stringify(server.url)}], onStep, only: null, timeoutMs: 20_000,
          authorities: readAuthorities(keyPlaces(${JSON.stringify(archive.state)}).trust), clock: (await import(${here('../base/clock.ts')})).systemClock });`),
      { stdio: 'inherit' },
    );
    const signal = await new Promise((done) => {
      child.once('exit', (_code, by) => done(by));
    });
    assert.equal(signal, 'SIGKILL');
    const again = await stampArchive({
      reports: archive.reports,
      urls: [server.url],
      authorities: [tsa.authority],
      clock: systemClock,
      timeoutMs: 20_000,
      only: null,
    });
    await server.close();
    assert.deepEqual(again.problems, []);
    for (const report of reports) {
      const result = openBundle(readFileSync(join(report, names.bundle)));
      assert.ok('opened' in result && result.opened.timestamps.length === 1);
    }
    assert.ok(existsSync(ledgerFiles(archive.reports).checkpointStamp));
  });

test('four processes that write at once lose nothing and number everything', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  await archive.run(0);
  const children = [1, 2, 3, 4].map((writer) =>
    spawn(
      process.execPath,
      script(`
        const { openLedger } = await import(${here('ledger/ledger.ts')});
        const { loadLedgerSigner } = await import(${here('../sign/state.ts')});
        const { keyPlaces } = await import(${here('../sign/key-places.ts')});
        const state = ${JSON.stringify(archive.state)};
        const ledger = openLedger({ reports: ${JSON.stringify(archive.reports)}, signer: loadLedgerSigner(keyPlaces(state), {}), known: state + '/known-checkpoints', clock: { now: () => 0, elapsed: () => 0 } });
        for (let index = 0; index < 10; index += 1) ledger.append(() => [{ type: 'note', at: '2026-11-22T00:00:00.000Z', runId: '${writer}-' + index }]);`),
      { stdio: 'inherit' },
    ),
  );
  const codes = await Promise.all(children.map((child) => new Promise((done) => child.once('exit', done))));
  assert.deepEqual(codes, [0, 0, 0, 0]);
  const notes = readLedger(archive.reports)?.entries.filter(({ type }) => type === 'note') ?? [];
  assert.equal(new Set(notes.map(({ runId }) => runId)).size, 40);
  assert.equal(notes.length, 40);
  assertWhole(archive);
});
