import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createRedactor } from '../base/redact.ts';
import { addFacts, type Adding } from './addenda/add.ts';
import type { NewEntry } from './ledger/entry.ts';
import { openArchive } from './open-archive.ts';
import { eraseFiles, expireReport } from './retention/erase.ts';
import { holdEntry, releaseEntry, type Scope } from './retention/standing-hold.ts';
import type { RetentionClass } from './retention/policy.ts';
import { sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { assertNoticed, look } from './testing/look.ts';
import { verifyReport } from './verify.ts';

/*
 * A legal hold binds whoever has the keys, too: what was erased while one was in force is told, however well the erasure was recorded. Which
 * came first is judged by the order of the ledger's lines, and never by what a line says of its time.
 */

const root = mkdtempSync(join(tmpdir(), 'removed-while-held-'));
after(() => rmSync(root, { recursive: true, force: true }));
let sample: SampleArchive;

before(async () => {
  sample = sampleArchive(root);
  for (const index of [0, 1]) await sample.run(index);
});

const picture = 'evidence/SRCH-01/01.png';
const text = 'evidence/SRCH-02/console.txt';
const why = { key: 'k', by: '이수민', reason: '정리' };
const at = '2026-11-22T01:00:00.000Z';
const folderOf = (reports: string, index: number): string => join(reports, 'runs', '2026', '11', sampleRunId(index));

/** A copy of the archive with its keys, and everything that can be done to it without asking whether it is held. */
function insider(index = 1) {
  const home = mkdtempSync(join(root, 'copy-'));
  const [reports, state] = [join(home, 'reports'), join(home, 'state')];
  cpSync(sample.reports, reports, { recursive: true });
  cpSync(sample.state, state, { recursive: true });
  const { desk } = openArchive({ reports, state }, {}, sample.clock);
  const folder = folderOf(reports, index);
  const redactor = createRedactor();
  const adding: Adding = { reports, folder, signer: sample.signer, trust: sample.trust, redactor, desk, now: () => at };
  const own = (type: 'hold.set' | 'hold.released') =>
    addFacts(adding, [{ type, key: type, at, by: '이수민', about: null, text: '소송', decision: null, files: [] }]);
  const all = (scope: Scope, only: RetentionClass | null = null): string => {
    // Long after everything else, by its own word.
    const entry = holdEntry({ at: '2027-01-01T00:00:00.000Z', by: '이수민', reason: '소송', scope, only });
    desk.record([entry]);
    return entry.hold;
  };
  const release = (hold: string) => desk.record([releaseEntry(hold, { at, by: '이수민', reason: '종결' })]);
  return { reports, folder, desk, adding, own, all, release, look: () => look(sample, reports) };
}

test('a file that was erased while its report was held', async () => {
  const one = insider();
  await one.own('hold.set');
  await eraseFiles(one.adding, [picture], why);
  assertNoticed(one.look(), `${sampleRunId(1)} files`, /under legal hold \(addenda\/0001\.sigstore\.json\).*01\.png/);
  const alone = verifyReport(one.folder, { trust: sample.trust });
  assert.equal(alone.checks.find(({ name }) => name === 'files')?.outcome, 'failed');
  await one.own('hold.released');
  assertNoticed(one.look(), `${sampleRunId(1)} files`, /under legal hold/);
});

test('a file that was erased before its report was held, or after the hold was over, is no offence', async () => {
  const one = insider();
  await eraseFiles(one.adding, [picture], why);
  await one.own('hold.set');
  await one.own('hold.released');
  await eraseFiles(one.adding, [text], { ...why, key: 'k2' });
  const found = one.look();
  assert.deepEqual([found.state, found.failed], ['verified', []], found.words);
});

test('a hold over many reports, by all, by day, by target and by build', async () => {
  for (const scope of [{}, { from: '2026-11-22', to: '2026-11-22' }, { target: 'demo' }, { release: 'd20a' }]) {
    const one = insider();
    const hold = one.all(scope);
    await eraseFiles(one.adding, [picture], why);
    assertNoticed(one.look(), `${sampleRunId(1)} files`, new RegExp(`under legal hold \\(${hold}\\).*01\\.png`));
  }
  const other = insider();
  other.all({ from: '2026-11-23' });
  other.all({ release: 'ffff' });
  other.all({}, 'trace');
  other.release(other.all({}));
  await eraseFiles(other.adding, [picture], why);
  const found = other.look();
  assert.deepEqual([found.state, found.failed], ['verified', []], found.words);
});

test('a whole report that was removed while it was held, by its own hold or one over many', async () => {
  for (const set of ['own', 'all', 'target', 'release', 'evidence'] as const) {
    const one = insider();
    if (set === 'own') await one.own('hold.set');
    else if (set === 'evidence') one.all({}, 'evidence');
    else one.all({ all: {}, target: { target: 'demo' }, release: { release: 'd20a' } }[set]);
    await expireReport(one.adding, why);
    assertNoticed(one.look(), 'archive', new RegExp(`under legal hold.*${sampleRunId(1)}`));
  }
  const other = insider();
  other.all({ release: 'ffff' });
  await expireReport(other.adding, why);
  const found = other.look();
  assert.deepEqual([found.state, found.failed], ['verified', []], found.words);
});

test('of a report that an earlier version removed nobody can tell its build: a hold by build is told as not looked at', async () => {
  const one = insider();
  one.all({ release: 'd20a' });
  const desk = {
    record: (entries: readonly NewEntry[]) =>
      one.desk.record(entries.map(({ target: _target, release: _release, ...entry }) => entry)),
  };
  await expireReport({ ...one.adding, desk }, why);
  const found = one.look();
  assert.deepEqual([found.state, found.failed], ['incomplete', []], found.words);
  assert.match(found.words, /whether a legal hold \(H-[a-z0-9]+\) meant/);
});

test('a hold that the ledger recorded as another fact is still one, by the signed file', async () => {
  const one = insider();
  const desk = {
    record: (entries: readonly NewEntry[]) =>
      one.desk.record(entries.map((entry) => (entry['fact'] === undefined ? entry : { ...entry, fact: 'note' }))),
  };
  const fact = { type: 'hold.set', key: 'h', at, by: '이수민', about: null, text: '소송', decision: null } as const;
  await addFacts({ ...one.adding, desk }, [{ ...fact, files: [] }]);
  assert.match(readFileSync(join(one.reports, 'ledger', 'entries.jsonl'), 'utf8'), /"fact":"note"/);
  await eraseFiles(one.adding, [picture], why);
  assertNoticed(one.look(), `${sampleRunId(1)} files`, /under legal hold/);
});
