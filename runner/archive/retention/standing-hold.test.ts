import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { listReports } from '../layout.ts';
import { ledgerFiles, readLedger } from '../ledger/read.ts';
import { sampleArchive, type SampleArchive } from '../testing/archive.ts';
import { verifyArchive } from '../verify-archive.ts';
import { findDue } from './due.ts';
import { defaultPolicy, type RetentionClass } from './policy.ts';
import { holdEntry, lookForHolds, releaseEntry, standingHolds, type Scope } from './standing-hold.ts';

const why = { at: '2026-11-23T00:00:00.000Z', by: '이수민', reason: '소송 2026-12' };
const years = (count: number): number => Date.parse('2026-11-22T00:30:12Z') + count * 366 * 86_400_000 + 1;

async function archiveOf(t: TestContext, reports: number): Promise<SampleArchive> {
  const root = mkdtempSync(join(tmpdir(), 'holds-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const sample = sampleArchive(root);
  for (let index = 0; index < reports; index += 1) await sample.run(index);
  return sample;
}

function hold(sample: SampleArchive, scope: Scope, only: RetentionClass | null = null): string {
  const entry = holdEntry({ ...why, scope, only });
  sample.open().desk.record([entry]);
  return entry.hold;
}

test('a hold over everything keeps what is there and what is still to come, until it is released', async (t) => {
  const sample = await archiveOf(t, 1);
  const id = hold(sample, {});
  await sample.run(1);
  const held = () =>
    findDue(sample.reports, defaultPolicy, { nowMs: years(7), trust: sample.trust }).map((one) => one.held);
  assert.deepEqual(held(), [true, true]);
  assert.deepEqual(
    standingHolds(readLedger(sample.reports))?.map((one) => [one.id, one.by, one.reason]),
    [[id, '이수민', '소송 2026-12']],
  );
  const other = hold(sample, {});
  sample.open().desk.record([releaseEntry(id, why)]);
  assert.deepEqual(held(), [true, true], 'another hold of the same words is another hold');
  sample.open().desk.record([releaseEntry(other, why)]);
  assert.deepEqual(held(), [false, false]);
  const { state, checks } = verifyArchive(
    sample.reports,
    { trust: sample.trust },
    { known: [], nowMs: sample.clock.nowMs },
  );
  assert.equal(state, 'verified', checks.map(({ detail }) => detail.en).join(' '));
});

test('a hold keeps the days, the build and the target that it names', async (t) => {
  const sample = await archiveOf(t, 1);
  const [folder = ''] = listReports(sample.reports);
  // The sample ran at 00:30 UTC, 09:30 in Korea; its build is d20a… on the target demo.
  const table: readonly (readonly [Scope, boolean])[] = [
    [{ from: '2026-11-22', to: '2026-11-22' }, true],
    [{ from: '2026-11-23' }, false],
    [{ to: '2026-11-21' }, false],
    [{ release: 'D20A' }, true],
    [{ release: 'ffff' }, false],
    [{ target: 'demo', from: '2026-11-01' }, true],
    [{ target: 'other' }, false],
  ];
  for (const [scope, isHeld] of table) {
    const id = hold(sample, scope);
    assert.equal(lookForHolds(sample.reports)(folder, 'report'), isHeld, JSON.stringify(scope));
    sample.open().desk.record([releaseEntry(id, why)]);
  }
  hold(sample, { release: 'ffff' });
  rmSync(join(folder, 'report.json'));
  assert.equal(lookForHolds(sample.reports)(folder, 'report'), true, 'nobody knows whether it is meant');
});

test('a hold over evidence keeps pictures, and so the report that they belong to; traces may go', async (t) => {
  const sample = await archiveOf(t, 1);
  const [folder = ''] = listReports(sample.reports);
  hold(sample, {}, 'evidence');
  const look = lookForHolds(sample.reports);
  assert.deepEqual([look(folder, 'evidence'), look(folder, 'trace'), look(folder, 'report')], [true, false, true]);
});

test('a ledger that cannot be read to its end holds everything', async (t) => {
  const sample = await archiveOf(t, 1);
  const [folder = ''] = listReports(sample.reports);
  assert.equal(lookForHolds(sample.reports)(folder, 'report'), false);
  appendFileSync(ledgerFiles(sample.reports).entries, 'no entry\n');
  assert.equal(standingHolds(readLedger(sample.reports)), null);
  assert.equal(lookForHolds(sample.reports)(folder, 'report'), true);
});
