import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createRedactor } from '../../base/redact.ts';
import { SetupError } from '../../model/trouble.ts';
import { generateKey } from '../../sign/keys.ts';
import { trustOnly, type Trust } from '../../sign/trust.ts';
import { addFacts, type Adding } from '../addenda/add.ts';
import { readAddenda } from '../addenda/read.ts';
import type { Entry, NewEntry } from '../ledger/entry.ts';
import { sealRun } from '../seal.ts';
import { reportsFolder, sampleSealing } from '../testing/sample.ts';
import { findDue } from './due.ts';
import { eraseFiles, expireReport } from './erase.ts';
import { classOf, defaultPolicy, readPolicy } from './policy.ts';
import { finishRemovals } from './remove.ts';

const runId = '20261122-003012-k3f5q2';
const why = { key: 'erase:evidence', by: '이수민', reason: '보존 기간이 끝남' };
const year = (count: number): number => Date.parse('2026-11-22T00:30:12Z') + count * 366 * 86_400_000 + 1;

async function sealed(t: TestContext): Promise<{ readonly adding: Adding; readonly recorded: NewEntry[] }> {
  const sealing = sampleSealing(reportsFolder(t), runId);
  const folder = await sealRun(sealing);
  const recorded: NewEntry[] = [];
  const { signer, reportsDirectory: reports } = sealing;
  const tree = { size: 0, root: () => Buffer.alloc(32), inclusion: () => [], consistency: () => [] };
  const desk = {
    record: (entries: readonly NewEntry[]) => {
      recorded.push(...entries);
      return { entries: [], lines: [], torn: null, checkpoint: null, tree };
    },
  };
  const now = (): string => '2027-12-01T00:00:00.000Z';
  return {
    adding: { reports, folder, signer, trust: trustOnly(signer), redactor: createRedactor(), desk, now },
    recorded,
  };
}

test('a period is read, a mistake in it is told', () => {
  assert.deepEqual(readPolicy({ evidence: '90d', report: 'forever' }), { report: null, evidence: 90, trace: 366 });
  assert.deepEqual(readPolicy(undefined), defaultPolicy);
  for (const bad of [[], 'x', { reports: '7y' }, { report: '0d' }, { report: 7 }, { report: '1y', evidence: '2y' }])
    assert.throws(() => readPolicy(bad), SetupError, JSON.stringify(bad));
  assert.deepEqual(
    ['report.json', 'evidence/PAY/trace.zip', 'evidence/PAY-03/screen.jpg', 'checklist/trace.zip'].map(classOf),
    ['report', 'trace', 'evidence', 'report'],
  );
});

test('a report whose list of files is gone or is no file keeps no other from being looked at', async (t) => {
  const { adding } = await sealed(t);
  const damaged = join(dirname(adding.folder), '20261122-003012-zzzzzz');
  cpSync(adding.folder, damaged, { recursive: true });
  const sums = join(damaged, 'SHA256SUMS');
  rmSync(sums);
  const due = () =>
    findDue(adding.reports, defaultPolicy, { nowMs: year(1), trust: adding.trust }).map((one) => one.runId);
  assert.deepEqual(due(), [runId]);
  mkdirSync(sums);
  assert.deepEqual(due(), [runId]);
});

test('nothing is due before its day; evidence goes first, the report years later', async (t) => {
  const { adding } = await sealed(t);
  const due = (count: number) => findDue(adding.reports, defaultPolicy, { nowMs: year(count), trust: adding.trust });
  assert.deepEqual(due(0), []);
  assert.deepEqual(
    due(1).map((one) => (one.kind === 'erase' ? one.files : one.kind)),
    [['evidence/SRCH-01/01.png', 'evidence/SRCH-02/console.txt']],
  );
  assert.deepEqual(
    due(7).map(({ kind }) => kind),
    ['expire'],
  );
});

test('files go after their signed record and the ledger’s line, and what is cut off is completed', async (t) => {
  const { adding, recorded } = await sealed(t);
  const files = findDue(adding.reports, defaultPolicy, { nowMs: year(1), trust: adding.trust }).flatMap((one) =>
    one.kind === 'erase' ? one.files : [],
  );
  const failing = { ...adding, desk: { record: () => assert.fail('the ledger is away') } };
  await assert.rejects(eraseFiles(failing, files, why), /ledger is away/);
  assert.ok(existsSync(join(adding.folder, files[0] ?? '?')), 'nothing is gone before the ledger knows');
  assert.equal(await eraseFiles(adding, files, why), 2);
  assert.ok(!existsSync(join(adding.folder, 'evidence')), 'no empty folder stays');
  assert.deepEqual(
    recorded.filter(({ type }) => type === 'file.erased').map((entry) => entry['file']),
    files,
  );
  for (const left of ['evidence/SRCH-01', 'evidence']) {
    mkdirSync(join(adding.folder, left), { recursive: true });
    assert.equal(
      findDue(adding.reports, defaultPolicy, { nowMs: year(1), trust: adding.trust }).length,
      1,
      'a folder that a kill left empty is due',
    );
    await eraseFiles(adding, files, why);
  }
  assert.ok(!existsSync(join(adding.folder, 'evidence')));
  const { added, bad } = readAddenda(adding.folder, runId, trustOnly(adding.signer));
  assert.deepEqual([added.length, bad, added[0]?.content.fact.files.map(({ path }) => path)], [1, [], files]);
  assert.deepEqual(
    findDue(adding.reports, defaultPolicy, { nowMs: year(1), trust: adding.trust }),
    [],
    'what is gone is not due again',
  );
});

test('the signature’s own files are never erased alone, nor what was never signed', async (t) => {
  const { adding } = await sealed(t);
  for (const file of ['report.json', 'SHA256SUMS', '../../keys.json', 'nope.png'])
    await assert.rejects(eraseFiles(adding, [file], why), SetupError, file);
});

test('a legal hold keeps everything until it is released', async (t) => {
  const { adding } = await sealed(t);
  const fact = (type: 'hold.set' | 'hold.released') =>
    ({
      type,
      key: type,
      at: adding.now(),
      by: '이수민',
      about: null,
      text: '소송',
      decision: null,
      files: [],
    }) as const;
  await addFacts(adding, [fact('hold.set')]);
  assert.deepEqual(
    findDue(adding.reports, defaultPolicy, { nowMs: year(7), trust: adding.trust }).map(({ held }) => held),
    [true],
  );
  await addFacts(adding, [fact('hold.released')]);
  assert.deepEqual(
    findDue(adding.reports, defaultPolicy, { nowMs: year(7), trust: adding.trust }).map(({ held }) => held),
    [false],
  );
});

test('a hold that is ended by a key that nobody trusts goes on', async (t) => {
  const { adding } = await sealed(t);
  const fact = { at: adding.now(), by: '이수민', about: null, text: '소송', decision: null, files: [] } as const;
  await addFacts(adding, [{ ...fact, key: 'h', type: 'hold.set' }]);
  const signer = generateKey(join(adding.reports, '..', 'stranger.pem'));
  const stranger = { ...adding, signer, trust: { keys: [...adding.trust.keys, ...trustOnly(signer).keys] } };
  await addFacts(stranger, [{ ...fact, key: 'r', type: 'hold.released' }]);
  const held = (trust: Trust) =>
    findDue(adding.reports, defaultPolicy, { nowMs: year(7), trust }).map((one) => one.held);
  assert.deepEqual([held(stranger.trust), held(adding.trust)], [[false], [true]]);
});

test('an expired report leaves a signed tombstone and a line in the ledger, and its folder is gone', async (t) => {
  const { adding, recorded } = await sealed(t);
  await expireReport(adding, { ...why, key: 'expire' });
  assert.ok(!existsSync(adding.folder));
  assert.deepEqual(readdirSync(join(adding.reports, 'tombstones')), [`${runId}.sigstore.json`]);
  const [entry] = recorded.filter(({ type }) => type === 'report.expired');
  assert.match(JSON.stringify(entry?.['statementSha256']), /^"[0-9a-f]{64}"$/);
});

test('what a kill kept from being removed goes later: with its signed record, never by a line alone, and not while it is held', async (t) => {
  const { adding, recorded } = await sealed(t);
  const [file = ''] = findDue(adding.reports, defaultPolicy, { nowMs: year(1), trust: adding.trust }).flatMap((one) =>
    one.kind === 'erase' ? one.files : [],
  );
  const path = join(adding.folder, file);
  const bytes = readFileSync(path);
  const trust = trustOnly(adding.signer);
  const lines = (): readonly Entry[] => recorded.map((entry, seq) => ({ ...entry, seq }));
  recorded.push({ type: 'file.erased', runId, file, sha256: 'x', at: adding.now() });
  recorded.push({ type: 'report.expired', runId, statementSha256: 'x', at: adding.now() });
  finishRemovals(adding.reports, lines(), trust);
  assert.ok(existsSync(path), 'nobody signed for it');
  recorded.length = 0;
  await eraseFiles(adding, [file], why);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  const fact = { key: 'h', at: adding.now(), by: '이수민', about: null, text: '소송', decision: null, files: [] };
  await addFacts(adding, [{ ...fact, type: 'hold.set' }]);
  finishRemovals(adding.reports, lines(), trust);
  assert.ok(existsSync(path), 'held');
  await addFacts(adding, [{ ...fact, key: 'r', type: 'hold.released' }]);
  finishRemovals(adding.reports, lines(), trust);
  assert.ok(!existsSync(path));
});
