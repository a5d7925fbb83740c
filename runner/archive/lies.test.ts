import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createRedactor } from '../base/redact.ts';
import type { ReportDoc } from '../model/report.ts';
import { openBundle, signBundle } from '../sign/bundle.ts';
import { generateKey } from '../sign/keys.ts';
import { readCheckpoint, signCheckpoint } from '../sign/note.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { loadLedgerSigner } from '../sign/state.ts';
import { ledgerUse, reportUse, trustedFrom, type Trust } from '../sign/trust.ts';
import { addApproval, addFacts, type Adding } from './addenda/add.ts';
import { approvalUse } from './addenda/read.ts';
import { encodeAddendum, sameName } from './addenda/statement.ts';
import type { Fact } from './addenda/fact.ts';
import { names } from './layout.ts';
import { openArchive } from './open-archive.ts';
import { eraseFiles, expireReport } from './retention/erase.ts';
import { sealRun } from './seal.ts';
import { sampleSealing } from './testing/sample.ts';
import { checkpointOf, sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { assertNoticed, look, type Looking } from './testing/look.ts';
import { verifyReport } from './verify.ts';

/*
 * Lies about what was removed, who signed it and when it was, and honest archives that came a long way. Each on a copy, with its own copy
 * of the team's keys, so that an insider can be played.
 */

const root = mkdtempSync(join(tmpdir(), 'lies-'));
after(() => rmSync(root, { recursive: true, force: true }));
let sample: SampleArchive;

before(async () => {
  sample = sampleArchive(root);
  for (const index of [0, 1, 2]) await sample.run(index);
});

const picture = 'evidence/SRCH-01/01.png';
const at = '2026-11-22T01:00:00.000Z';

/** A copy of archive and keys, and a desk that writes into it. */
function insider() {
  const home = mkdtempSync(join(root, 'copy-'));
  const [reports, state] = [join(home, 'reports'), join(home, 'state')];
  cpSync(sample.reports, reports, { recursive: true });
  cpSync(sample.state, state, { recursive: true });
  const { desk } = openArchive({ reports, state }, {}, sample.clock);
  const folder = join(reports, 'runs', '2026', '11', sampleRunId(1));
  const now = (): string => at;
  const adding: Adding = {
    reports,
    folder,
    signer: sample.signer,
    trust: sample.trust,
    redactor: createRedactor(),
    desk,
    now,
  };
  return { reports, state, folder, desk, adding, look: (more: Looking = {}) => look(sample, reports, more) };
}

function append(reports: string, entry: object): void {
  const file = join(reports, 'ledger', 'entries.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n').length - 1;
  writeFileSync(file, `${readFileSync(file, 'utf8')}${JSON.stringify({ seq: lines, ...entry })}\n`);
}

const why = { key: 'k', by: '이수민', reason: '보존 기간이 끝남' };

test('files that were erased and reports that were removed lawfully are told, and the archive holds', async () => {
  const { reports, adding, look: lookAt } = insider();
  await eraseFiles(adding, [picture], why);
  await expireReport({ ...adding, folder: join(reports, 'runs', '2026', '11', sampleRunId(0)) }, why);
  const found = lookAt();
  assert.deepEqual([found.state, found.failed], ['verified', []], found.words);
  assert.match(found.words, /Erased later.*01\.png/);
  assert.match(found.words, /1 reports were removed after their time/);
});

test('whoever has no key at all reads what was erased, and is told that nothing is proven', async () => {
  const { reports, adding, look: lookAt } = insider();
  await eraseFiles(adding, [picture], why);
  await expireReport({ ...adding, folder: join(reports, 'runs', '2026', '11', sampleRunId(0)) }, why);
  for (const pinned of [{ nobody: true }, { publicKeyPem: sample.signer.publicPem }] as const) {
    const found = lookAt({ pinned, known: [] });
    assert.deepEqual([found.state, found.failed], ['incomplete', []], found.words);
  }
});

test('a ledger line without a signature does not remove a report or a file, nor end a run', () => {
  const { reports, folder, look: lookAt } = insider();
  rmSync(folder, { recursive: true });
  append(reports, { type: 'report.expired', runId: sampleRunId(1), statementSha256: 'x', reason: 'r', by: 'b', at });
  assertNoticed(lookAt(), 'archive', /whose folder is gone: 20261122-003012-aaaaab/);
  const other = insider();
  other.desk.opening({ runId: sampleRunId(7), target: 'demo', checklistSha256: 'c' });
  append(other.reports, { type: 'run.abandoned', runId: sampleRunId(7), at });
  const found = other.look({ nowMs: sample.clock.nowMs + 9 * 86_400_000 });
  assert.equal(found.state, 'incomplete');
  assert.match(found.words, /unless they are still running, they are hidden: 20261122-003012-aaaaah/);
});

test('the ledger’s key alone removes neither a report nor a file: the signed record is missing, forged, or of another', async () => {
  const gone = insider();
  const closing = gone.desk.read()?.entries.find((one) => one.type === 'run.closed' && one['runId'] === sampleRunId(1));
  const statementSha256 = closing?.['statementSha256'] ?? null;
  rmSync(gone.folder, { recursive: true });
  gone.desk.record([{ type: 'report.expired', runId: sampleRunId(1), statementSha256, reason: 'r', by: 'b', at }]);
  assertNoticed(gone.look(), 'archive', /signed record of a removed report .*aaaaab\.sigstore\.json/);
  const fact: Fact = { type: 'files.erased', ...why, at, about: sampleRunId(1), text: 'r', decision: null, files: [] };
  const bound = { runId: sampleRunId(1), reportSha256: 'a', sumsSha256: 'b', number: 1, previous: null };
  const stranger = generateKey(join(mkdtempSync(join(root, 'key-')), 'x.pem'));
  const tombstone = join(gone.reports, 'tombstones', `${sampleRunId(1)}.sigstore.json`);
  mkdirSync(join(gone.reports, 'tombstones'));
  writeFileSync(tombstone, await signBundle(encodeAddendum({ ...bound, fact }), stranger));
  assertNoticed(gone.look(), 'archive', /signed record of a removed report/);
  const other = { ...bound, runId: sampleRunId(2), fact };
  writeFileSync(tombstone, await signBundle(encodeAddendum(other), sample.signer));
  assertNoticed(gone.look(), 'archive', /signed record of a removed report/);
  writeFileSync(tombstone, await signBundle(encodeAddendum({ ...bound, fact }), sample.signer));
  assert.equal(gone.look().state, 'verified');
  writeFileSync(join(gone.reports, 'tombstones', 'x'), 'x');
  assertNoticed(gone.look(), 'archive', /tombstones\/x/);

  const erased = insider();
  const sums = readFileSync(join(erased.folder, names.sums), 'utf8');
  const sha256 =
    sums
      .split('\n')
      .find((line) => line.endsWith(picture))
      ?.slice(0, 64) ?? '';
  rmSync(join(erased.folder, 'evidence/SRCH-01'), { recursive: true });
  erased.desk.record([{ type: 'file.erased', runId: sampleRunId(1), file: picture, sha256, reason: 'r', by: 'b', at }]);
  assertNoticed(erased.look(), `${sampleRunId(1)} files`, /missing or unreadable: evidence\/SRCH-01\/01\.png/);
});

test('a removal of another report than the ledger’s, and what is recorded as removed and is still there', async () => {
  const { folder, reports, desk, adding, look: lookAt } = insider();
  const bytes = readFileSync(join(folder, picture));
  await eraseFiles(adding, [picture], why);
  mkdirSync(join(folder, 'evidence/SRCH-01'));
  writeFileSync(join(folder, picture), bytes);
  assert.match(lookAt().words, /Recorded as removed and still there: evidence\/SRCH-01\/01\.png/);
  writeFileSync(join(folder, picture), 'something else under the cover of the record');
  assertNoticed(lookAt(), `${sampleRunId(1)} files`, /01\.png/);
  const kept = join(reports, '..', 'kept');
  cpSync(folder, kept, { recursive: true });
  await expireReport(adding, why);
  cpSync(kept, folder, { recursive: true });
  assert.match(lookAt().words, /Recorded as removed and still there: 20261122-003012-aaaaab/);
  desk.record([{ type: 'report.expired', runId: sampleRunId(2), statementSha256: 'f', reason: 'r', by: 'b', at }]);
  assertNoticed(lookAt(), 'archive', /is not the report that the ledger has: 20261122-003012-aaaaac/);
});

test('everything is deleted, ledger and reports: a checkpoint that was kept shows it, and nothing counts as verified', () => {
  const { reports, look: lookAt } = insider();
  for (const name of readdirSync(reports)) rmSync(join(reports, name), { recursive: true });
  mkdirSync(join(reports, 'runs'));
  assertNoticed(lookAt(), 'archive', /kept elsewhere \(kept\.txt\), and ledger\/entries\.jsonl is missing/);
  assert.equal(lookAt({ known: [] }).state, 'incomplete');
});

test('what stands beside an archive is told, and what hides in it is found', () => {
  const { reports, look: lookAt } = insider();
  writeFileSync(join(reports, 'README.md'), 'x');
  mkdirSync(join(reports, 'example'));
  const found = lookAt();
  assert.equal(found.state, 'verified');
  assert.match(found.words, /Beside the archive and not looked at: README\.md, example/);
  writeFileSync(join(reports, '.hidden'), 'x');
  assertNoticed(lookAt(), 'archive', /Nothing of the archive: \.hidden/);
});

test('a file among the addenda that no addendum names, inside an archive and outside of one', async () => {
  const { reports, folder, adding, look: lookAt } = insider();
  const note: Fact = { type: 'note', key: 'n', at, by: '김', about: null, text: 'x', decision: null, files: [] };
  await addFacts(adding, [note]);
  assert.equal(lookAt().state, 'verified');
  writeFileSync(join(folder, 'addenda', 'decision.html'), '<h1>GO');
  assertNoticed(lookAt(), `${sampleRunId(1)} files`, /Not covered.*addenda\/decision\.html/);
  const moved = join(reports, '..', 'moved');
  cpSync(folder, moved, { recursive: true });
  const result = verifyReport(moved, { trust: sample.trust });
  assert.equal(result.state, 'tampered');
  assert.match(result.checks.find(({ name }) => name === 'files')?.detail.en ?? '', /addenda\/decision\.html/);
  rmSync(join(moved, 'addenda', 'decision.html'));
  assert.equal(verifyReport(moved, { trust: sample.trust }).state, 'verified');
});

test('the last addendum is taken away, under the cover of a ledger line that calls it erased', async () => {
  const { folder, desk, adding, look: lookAt } = insider();
  const said = { type: 'decision', at, by: '김지원', about: null, text: 'x', files: [] } as const;
  await addFacts(adding, [
    { ...said, key: '1', decision: 'GO' },
    { ...said, key: '2', decision: 'ROLLBACK' },
  ]);
  const file = 'addenda/0002.sigstore.json';
  const sha256 = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');
  rmSync(join(folder, file));
  assertNoticed(lookAt(), `${sampleRunId(1)} files`, /missing or unreadable: addenda\/0002\.sigstore\.json/);
  desk.record([{ type: 'file.erased', runId: sampleRunId(1), file, sha256, reason: 'r', by: 'b', at }]);
  assertNoticed(lookAt(), `${sampleRunId(1)} files`, /missing or unreadable: addenda\/0002\.sigstore\.json/);
});

test('an approval by the key that decided is told as what it is; with a key of its own it is more', async () => {
  const { adding, look: lookAt } = insider();
  const decision = { type: 'decision', key: 'd', at, by: '김지원', about: 'ci', text: 'x', decision: 'GO' } as const;
  await addFacts(adding, [{ ...decision, files: [] }]);
  const approve = (signer: Adding['signer'], name: string) =>
    addApproval({ ...adding, signer, trust: more }, ({ added }, bound) => ({
      ...bound,
      verdict: 'NO-GO',
      decision: 'GO',
      decider: { name: '김지원', account: 'ci', at, reason: 'x' },
      approver: { name, account: 'ci', at, reason: 'y' },
      decisionSha256: added.at(-1)?.statementSha256 ?? '',
    }));
  const own = generateKey(join(mkdtempSync(join(root, 'key-')), 'x.pem'));
  const more: Trust = { keys: [...sample.trust.keys, trustedFrom(own, approvalUse, '2026-11-01T00:00:00.000Z')] };
  const file = join(adding.folder, 'approval.sigstore.json');
  await approve(sample.signer, '박서준');
  assert.match(lookAt().words, /김지원.*박서준.*signed with one key from one account: .*by their names alone/);
  assert.equal(lookAt().state, 'verified');
  // The ledger has the first approval's digest, so the second stands in a copy outside of the archive.
  rmSync(file);
  const moved = join(adding.reports, '..', 'moved');
  await approve(own, '박서준').catch(() => assert.fail('another key may approve'));
  cpSync(adding.folder, moved, { recursive: true });
  const outside = verifyReport(moved, { trust: more });
  assert.doesNotMatch(outside.checks.map(({ detail }) => detail.en).join(), /one key/);
  assert.equal(outside.state, 'verified');
});

test('a second person is not the first with a character in the name that nobody sees', () => {
  for (const name of ['김지원\u200b', '김 지원', '김\u3164지원', '김지원.', '김지원'.normalize('NFD')])
    assert.ok(sameName('김지원', name), JSON.stringify(name));
  for (const name of ['김지완', '박지원', '김지원B']) assert.ok(!sameName('김지원', name), name);
});

test('an addendum of a time when its key had ended', async () => {
  const { adding, look: lookAt } = insider();
  const note: Fact = { type: 'note', key: 'n', at, by: '김', about: null, text: 'x', decision: null, files: [] };
  await addFacts(adding, [note]);
  const ended = withEnd(reportUse, '2026-11-22T00:35:00.000Z');
  assertNoticed(
    look(sample, adding.reports, { pinned: { trust: ended } }),
    `${sampleRunId(1)} files`,
    /was not in use/,
  );
  assert.equal(lookAt({ pinned: { trust: withEnd(reportUse, '2999-01-01T00:00:00.000Z') } }).failed.length, 0);
});

function withEnd(use: string, end: string): Trust {
  return { keys: sample.trust.keys.map((key) => (key.use === use ? { ...key, end } : key)) };
}

test('a ledger key that had ended signs new entries', () => {
  const { look: lookAt } = insider();
  assertNoticed(lookAt({ pinned: { trust: withEnd(ledgerUse, '2026-11-20T00:00:00.000Z') } }), 'archive', /last entry/);
  assert.equal(lookAt({ pinned: { trust: withEnd(ledgerUse, '2026-11-22T00:31:00.000Z') } }).state, 'verified');
});

test('a run that was opened at a time that has not come yet is no running one, and a report from the future is not verified', () => {
  const { reports, state, folder, look: lookAt } = insider();
  const soon = { ...sample.clock, now: () => sample.clock.nowMs + 3_600_000 };
  openArchive({ reports, state }, {}, soon).desk.opening({
    runId: sampleRunId(7),
    target: 'demo',
    checklistSha256: 'c',
  });
  assertNoticed(lookAt(), 'archive', /a time that has not come yet .*aaaaah/);
  assert.doesNotMatch(lookAt({ nowMs: sample.clock.nowMs + 7_200_000 }).words, /has not come yet/);
  const early = verifyReport(folder, { trust: sample.trust }, { nowMs: sample.clock.nowMs - 3_600_000 });
  assert.equal(early.state, 'incomplete');
  assert.match(
    early.checks.find(({ name }) => name === 'statement')?.detail.en ?? '',
    /one of the two clocks is wrong/,
  );
});

test('a checkpoint that came back by mail, from a ticket or from a witness is the same checkpoint', () => {
  const { look: lookAt } = insider();
  const { text } = checkpointOf(sample);
  const forms = [
    text.replaceAll('\n', '\r\n'),
    `\ufeff${text}`,
    `${text}\n\n`,
    text.trimEnd(),
    text.replaceAll('\n', '  \n'),
    `${text}\u2014 witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}\n`,
    text.replace('\n\n', `\n\n\u2014 witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}\n`),
  ];
  for (const form of forms)
    assert.equal(lookAt({ known: [{ name: 'mail', text: form }] }).state, 'verified', JSON.stringify(form));
  const forged = text.replace(/^\d+$/m, '2');
  assertNoticed(lookAt({ known: [{ name: 'mail', text: forged }] }), 'archive', /no trusted ledger key signed/);
});

test('the archive’s own checkpoint has exactly one form: no other signature, name or size beside it', () => {
  const file = 'ledger/checkpoint';
  const changes: readonly ((text: string) => string)[] = [
    (text) => `${text}\u2014 witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}\n`,
    (text) => text.replaceAll('postflight/', 'postfl\u0456ght/'),
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => text.replace(/^(\d+)$/m, '0$1'),
    (text) => text.replace(/^(\d+)$/m, '9$1'),
    (text) => `\ufeff${text}`,
    (text) => text.replace('\u2014', '-'),
  ];
  for (const change of changes) {
    const { reports, look: lookAt } = insider();
    const path = join(reports, file);
    const before = readFileSync(path, 'utf8');
    assert.notEqual(change(before), before);
    writeFileSync(path, change(before));
    assertNoticed(lookAt(), 'archive', /ledger\/checkpoint/);
  }
});

test('the newest checkpoint is taken away, and copies of it are left', () => {
  const { reports, look: lookAt } = insider();
  rmSync(join(reports, 'ledger/checkpoint'));
  assertNoticed(lookAt({ known: [] }), 'archive', /ledger\/checkpoint is missing/);
});

test('two ledgers of one past, each shown to somebody else: each one’s kept checkpoint tells of the other', async () => {
  const [one, other] = [insider(), insider()];
  one.desk.record([{ type: 'note', at, reason: 'to the auditor' }]);
  other.desk.record([{ type: 'note', at, reason: 'to the team' }]);
  const known = [{ name: 'team.txt', text: readFileSync(join(other.reports, 'ledger/checkpoint'), 'utf8') }];
  assert.equal(one.look().state, 'verified');
  assertNoticed(one.look({ known }), 'archive', /kept elsewhere \(team\.txt, \d+ entries\) is not of this ledger/);
});

test('a ledger that was signed anew under another name', () => {
  const { reports, state, look: lookAt } = insider();
  const key = loadLedgerSigner(keyPlaces(state), {});
  const path = join(reports, 'ledger/checkpoint');
  const checkpoint = readCheckpoint(readFileSync(path, 'utf8'));
  assert.ok(key !== null && checkpoint !== null);
  writeFileSync(path, signCheckpoint({ ...checkpoint, origin: 'postflight/aaaaaaaaaaaa' }, key));
  assertNoticed(lookAt(), 'archive', /ledger\/checkpoint does not fit/);
});

test('git on Windows turned line ends into CRLF: it is told so, where it hurts first', () => {
  const { reports, folder, look: lookAt } = insider();
  for (const file of [join(folder, names.bundle), join(folder, names.report), join(reports, 'ledger/entries.jsonl')])
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
  assertNoticed(
    lookAt(),
    `${sampleRunId(1)} bundle`,
    /run\.sigstore\.json: its line ends were turned into CRLF.*autocrlf/,
  );
  assertNoticed(lookAt(), 'archive', /entries\.jsonl: its line ends were turned into CRLF/);
});

test('git keeps every byte of an archive, also where it turns line ends', (t) => {
  const { reports } = insider();
  const git = (args: readonly string[], cwd: string) => spawnSync('git', args, { cwd, encoding: 'utf8' });
  if (git(['--version'], reports).status !== 0) {
    t.skip('git is not installed');
    return;
  }
  writeFileSync(join(reports, '.gitignore'), '.staging/\n');
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'core.autocrlf=false'];
  for (const args of [
    ['init', '-q'],
    [...who, 'add', '-A'],
    [...who, 'commit', '-q', '-m', 'x'],
  ])
    assert.equal(git(args, reports).status, 0);
  const clone = join(reports, '..', 'clone');
  assert.equal(git(['-c', 'core.autocrlf=true', 'clone', '-q', reports, clone], root).status, 0);
  assert.equal(look(sample, clone).state, 'verified');
});

test('a report that names another key or another report before it than its signature does', async () => {
  const previous = { runId: sampleRunId(0), statementSha256: 'f'.repeat(64) };
  for (const [name, sealing] of [
    ['sealing.keyId', { keyId: 'SHA256:x', previous: null }],
    ['sealing.previous', { keyId: sample.signer.keyId, previous }],
    ['cannot be read', { keyId: 1 }],
  ] as const) {
    const reports = join(mkdtempSync(join(root, 'seal-')), 'reports');
    mkdirSync(reports);
    const sample5 = sampleSealing(reports, sampleRunId(5));
    const doc: ReportDoc = JSON.parse(JSON.stringify({ ...sample5.doc, sealing }));
    const files = sample5.files.map((one) =>
      one.name === names.report ? { name: one.name, text: `${JSON.stringify(doc, null, 2)}\n` } : one,
    );
    const facts = { ledgerBefore: null, previous: null, trustedTime: 'none' } as const;
    const archive = { ...openArchive({ reports, state: sample.state }, {}, sample.clock).desk, facts: () => facts };
    const folder = await sealRun({ ...sample5, doc, files, signer: sample.signer, archive });
    const { state, checks } = verifyReport(folder, { trust: sample.trust });
    assert.equal(state, 'tampered');
    assert.ok(checks.find((check) => check.name === 'report')?.detail.en.includes(name), name);
  }
});

test('a statement that names one file twice or more files than other tools take', async () => {
  const { folder } = insider();
  const path = join(folder, names.bundle);
  const result = openBundle(readFileSync(path));
  assert.ok('opened' in result);
  const payload = result.opened.payload.toString('utf8');
  const subject = (name: string) => `{"name":"${name}","digest":{"sha256":"${'0'.repeat(64)}"}}`;
  const many = Array.from({ length: 1025 }, (_, index) => subject(`f${index}`)).join();
  for (const more of [subject('report.json'), many]) {
    const changed = payload.replace('"subject":[', `"subject":[${more},`);
    writeFileSync(path, await signBundle(Buffer.from(changed), sample.signer));
    const { state, checks } = verifyReport(folder, { trust: sample.trust });
    assert.equal(state, 'tampered');
    assert.equal(checks.find(({ name }) => name === 'statement')?.outcome, 'failed');
  }
});
