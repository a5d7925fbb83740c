import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../base/clock.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { trustAuthority } from '../sign/state.ts';
import { makeAuthority, serveAuthority } from '../sign/testing/tsa.ts';
import { names } from './layout.ts';
import { textOf } from './ledger/entry.ts';
import { readLedger } from './ledger/read.ts';
import { sampleArchive, sampleRunId } from './testing/archive.ts';
import { assertNoticed, look } from './testing/look.ts';

/*
 * A time stamp that a report once had and has no more is not one that is pending: the ledger has a line of each, and verifying looks for it.
 * No checkpoint that was kept elsewhere is needed for that.
 */

async function stamped(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'stamp-taken-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const tsa = makeAuthority(join(root, 'tsa'));
  const server = await serveAuthority(tsa);
  t.after(() => server.close());
  const sample = sampleArchive(root, { timestamps: [server.url] });
  trustAuthority(keyPlaces(sample.state), tsa.authority);
  const folder = await sample.run(1);
  // The authority's clock is the real one.
  sample.clock.now = () => systemClock.now();
  const file = join(folder, names.bundle);
  const pending = readFileSync(file);
  const lookAt = () =>
    look(sample, sample.reports, { known: [], authorities: [tsa.authority], nowMs: systemClock.now() });
  return { sample, folder, file, pending, lookAt };
}

const linesOf = (reports: string): readonly unknown[] =>
  (readLedger(reports)?.entries ?? [])
    .filter(({ type }) => type === 'report.stamped')
    .map((entry) => textOf(entry, 'runId'));

test('a stamp that is taken away is missed without any kept checkpoint; one that is pending is not called taken', async (t) => {
  const { sample, folder, file, pending, lookAt } = await stamped(t);
  const before = lookAt();
  assert.equal(before.state, 'incomplete', before.words);
  assert.match(before.words, /time stamp \(RFC 3161\) is pending/);
  assert.deepEqual(await sample.open().afterwards(folder), []);
  assert.deepEqual(linesOf(sample.reports), [sampleRunId(1)]);
  assert.ok(!lookAt().failed.some((name) => name.endsWith(' time')));
  writeFileSync(file, pending);
  assertNoticed(lookAt(), `${sampleRunId(1)} time`, /had a time stamp .* and has it no more/);
});

test('a stamp that is replaced by another good one of the same authority is told', async (t) => {
  const { sample, folder, file, pending, lookAt } = await stamped(t);
  await sample.open().afterwards(folder);
  const first = readFileSync(file);
  // Whoever can write files can ask an authority, too.
  writeFileSync(file, pending);
  await sample.open().afterwards(folder);
  assert.notDeepEqual(readFileSync(file), first);
  assertNoticed(lookAt(), `${sampleRunId(1)} time`, /has it no more/);
});

test('a stamp that a killed process had no time to record, and one of an earlier version, are recorded by `archive stamp`, once', async (t) => {
  const { sample, file, pending, lookAt } = await stamped(t);
  const archive = sample.open();
  await archive.complete();
  const { length } = readLedger(sample.reports)?.entries ?? [];
  await archive.complete();
  assert.equal(readLedger(sample.reports)?.entries.length, length);
  assert.deepEqual(linesOf(sample.reports), [sampleRunId(1)]);
  writeFileSync(file, pending);
  assertNoticed(lookAt(), `${sampleRunId(1)} time`, /has it no more/);
});
