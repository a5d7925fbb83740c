import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as fc from 'fast-check';
import { SetupError } from '../model/trouble.ts';
import { signBundle } from '../sign/bundle.ts';
import { generateKey } from '../sign/keys.ts';
import type { Signer } from '../sign/signer.ts';
import { reportUse, type Trust } from '../sign/trust.ts';
import { hashFile, walk } from './files.ts';
import { sealRun } from './seal.ts';
import { sampleSealing } from './testing/sample.ts';
import { verifyReport, type VerifyResult } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'verify-'));
const runId = '20261122-003012-k3f5q2';
let sealed = '';
let signer: Signer;
let publicKeyPem = '';

before(async () => {
  const sealing = sampleSealing(join(root, 'reports'));
  signer = sealing.signer;
  publicKeyPem = signer.publicPem;
  sealed = await sealRun(sealing);
});
after(() => rmSync(root, { recursive: true, force: true }));

/** A copy that a test may damage. */
function copy(): string {
  const folder = join(mkdtempSync(join(root, 'copy-')), runId);
  cpSync(sealed, folder, { recursive: true });
  return folder;
}

const failedFiles = (result: VerifyResult) =>
  result.checks.filter((check) => check.outcome === 'failed').flatMap((check) => check.files);
const outcomeOf = (result: VerifyResult, name: string) => result.checks.find((check) => check.name === name)?.outcome;

/** Tampered, the file named to machines, and named to people in both languages. */
function assertNamed(result: VerifyResult, file: string): void {
  assert.equal(result.state, 'tampered');
  assert.ok(failedFiles(result).includes(file), `${file} in ${failedFiles(result).join()}`);
  const words = result.checks.filter((check) => check.outcome === 'failed' && check.files.includes(file));
  assert.ok(words.every(({ detail }) => detail.en.includes(file) && detail.ko.includes(file)));
}

test('an untouched report with a pinned key is verified, and says that there is no trusted time', () => {
  const result = verifyReport(sealed, { publicKeyPem });
  assert.equal(result.state, 'verified');
  assert.equal(result.runId, runId);
  assert.equal(result.keyId, signer.keyId);
  const open = result.checks.filter((check) => check.outcome !== 'passed');
  assert.deepEqual(
    open.map(({ name, outcome }) => [name, outcome]),
    [
      ['time', 'not-checked'],
      ['ledger', 'not-checked'],
      ['archive', 'not-checked'],
      ['limits', 'not-checked'],
    ],
  );
  assert.match(open[0]?.detail.en ?? '', /no trusted time/);
  assert.match(open[0]?.detail.en ?? '', /counts as verified without it/);
});

test('without a pinned key a good report is incomplete, and a changed one is still tampered', () => {
  const good = verifyReport(sealed, { nobody: true });
  assert.equal(good.state, 'incomplete');
  assert.equal(outcomeOf(good, 'signature'), 'not-checked');
  assert.equal(outcomeOf(good, 'report'), 'passed');
  const folder = copy();
  appendFileSync(join(folder, 'report.html'), ' ');
  assertNamed(verifyReport(folder, { nobody: true }), 'report.html');
});

test('any one byte changed in any file is noticed and the file is named', () => {
  const folder = copy();
  const files = walk(folder).files;
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }), (file, place, difference) => {
      const path = join(folder, file);
      const original = readFileSync(path);
      const changed = Buffer.from(original);
      const at = place % original.length;
      changed[at] = (original[at] ?? 0) ^ difference;
      writeFileSync(path, changed);
      try {
        assertNamed(verifyReport(folder, { publicKeyPem }), file);
      } finally {
        writeFileSync(path, original);
      }
    }),
    { numRuns: 400 },
  );
  assert.equal(verifyReport(folder, { publicKeyPem }).state, 'verified');
});

test('any file deleted, renamed, cut, grown or replaced by a folder is noticed and named', () => {
  for (const file of walk(sealed).files) {
    const attacks: readonly ((path: string) => void)[] = [
      (path) => rmSync(path),
      (path) => renameSync(path, `${path}.old`),
      (path) => truncateSync(path, readFileSync(path).length - 1),
      (path) => truncateSync(path, 0),
      (path) => appendFileSync(path, '\n'),
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
      (path) => {
        renameSync(path, join(root, 'elsewhere'));
        symlinkSync(join(root, 'elsewhere'), path);
      },
    ];
    for (const attack of attacks) {
      const folder = copy();
      attack(join(folder, file));
      assertNamed(verifyReport(folder, { publicKeyPem }), file);
    }
  }
});

test('anything added is noticed and named: a file, a hidden file, an empty folder, a link, a name with a control character', () => {
  const additions: readonly (readonly [string, (path: string) => void])[] = [
    ['evidence/SRCH-01/02.png', (path) => writeFileSync(path, 'x')],
    ['.hidden', (path) => writeFileSync(path, 'x')],
    ['evidence/SRCH-09', (path) => mkdirSync(path)],
    ['report-2.html', (path) => symlinkSync('report.html', path)],
    ['loop', (path) => symlinkSync('.', path)],
  ];
  for (const [name, add] of additions) {
    const folder = copy();
    add(join(folder, name));
    assertNamed(verifyReport(folder, { publicKeyPem }), name);
  }
  const both = copy();
  for (const [name, add] of additions) add(join(both, name));
  const all = failedFiles(verifyReport(both, { publicKeyPem }));
  assert.deepEqual(all.toSorted(), additions.map(([name]) => name).toSorted(), 'all of them at once are all named');
  const folder = copy();
  writeFileSync(join(folder, 'a\u001b[2Jb'), 'x');
  const result = verifyReport(folder, { publicKeyPem });
  assert.equal(result.state, 'tampered');
  assert.ok(result.checks.every(({ detail }) => !detail.en.includes('\u001b') && !detail.ko.includes('\u001b')));
});

test('a changed file whose sums were made anew is still noticed, because the sums are signed', () => {
  const folder = copy();
  const picture = join(folder, 'evidence/SRCH-01/01.png');
  const old = hashFile(picture)?.sha256 ?? '';
  appendFileSync(picture, 'forged');
  const sums = join(folder, 'SHA256SUMS');
  writeFileSync(sums, readFileSync(sums, 'utf8').replace(old, hashFile(picture)?.sha256 ?? ''));
  const result = verifyReport(folder, { publicKeyPem });
  assertNamed(result, 'SHA256SUMS');
  assert.equal(outcomeOf(result, 'files'), 'failed');
});

test('a report signed anew with another key is refused, and every later check says that it was not made', async () => {
  const folder = copy();
  const bundle = join(folder, 'run.sigstore.json');
  const stranger = generateKey(join(root, 'stranger.pem'));
  const payload = Buffer.from(JSON.parse(readFileSync(bundle, 'utf8')).dsseEnvelope.payload, 'base64');
  writeFileSync(bundle, await signBundle(payload, stranger));
  const result = verifyReport(folder, { publicKeyPem });
  assertNamed(result, 'run.sigstore.json');
  assert.equal(outcomeOf(result, 'key'), 'failed');
  assert.equal(outcomeOf(result, 'files'), 'not-checked');
  const believed = verifyReport(folder, { publicKeyPem: stranger.publicPem });
  assert.equal(outcomeOf(believed, 'signature'), 'passed');
  assert.equal(outcomeOf(believed, 'files'), 'failed', 'the signature over SHA256SUMS is still the first key’s');
});

/** Signs a changed statement with the right key: what a dishonest or broken signer could archive. */
async function resign(change: (statement: string) => string): Promise<VerifyResult> {
  const folder = copy();
  const bundle = join(folder, 'run.sigstore.json');
  const payload = Buffer.from(JSON.parse(readFileSync(bundle, 'utf8')).dsseEnvelope.payload, 'base64').toString();
  const changed = change(payload);
  assert.notEqual(changed, payload);
  writeFileSync(bundle, await signBundle(Buffer.from(changed), signer));
  return verifyReport(folder, { publicKeyPem });
}

const contradictions: readonly (readonly [string, string, string, RegExp])[] = [
  ['verdict', '"verdict":"NO-GO"', '"verdict":"GO"', /liveVerification\.verdict/],
  ['result', '"result":"FAILED"', '"result":"PASSED"', /statement: result/],
  ['counts', '"passed":1', '"passed":2', /liveVerification\.counts/],
  ['failed steps', '"failedTests":["SRCH-02"]', '"failedTests":[]', /failedTests/],
  ['journal', '"events":5', '"events":6', /liveVerification\.journal/],
  ['extra claims', '"schema":1', '"schema":1,"approved":true', /liveVerification\.approved/],
];
for (const [name, from, to, words] of contradictions)
  test(`a signed statement whose ${name} contradict report.json fails`, async () => {
    const result = await resign((statement) => statement.replace(from, to));
    assert.equal(result.state, 'tampered');
    assert.match(result.checks.find((check) => check.name === 'report')?.detail.en ?? '', words);
  });

test('a signed statement of another type, with a double key, or without the sums fails', async () => {
  const changes: readonly (readonly [string, (statement: string) => string])[] = [
    ['statement', (text) => text.replace('test-result/v0.1', 'test-result/v0.2')],
    ['statement', (text) => text.replace('{', '{"_type":"x",')],
    ['statement', () => 'no json'],
    ['files', (text) => text.replace('"name":"SHA256SUMS"', '"name":"SHA256SUM"')],
    ['files', (text) => text.replace('"name":"report.html"', '"name":"../../../../etc/passwd"')],
    ['files', (text) => text.replace('"name":"checklist/checklists/', '"name":"checklist/other/')],
  ];
  for (const [check, change] of changes) assert.equal(outcomeOf(await resign(change), check), 'failed', check);
});

test('a report in the place of another run is a swap', () => {
  const folder = join(mkdtempSync(join(root, 'swap-')), '20261122-003012-aaaaaa');
  cpSync(sealed, folder, { recursive: true });
  const result = verifyReport(folder, { publicKeyPem });
  assert.equal(result.state, 'tampered');
  assert.match(result.checks.find((check) => check.name === 'report')?.detail.en ?? '', /report of another run/);
});

test('a key that ended before the report fails it; one that ended later leaves it open, because no time is proven', () => {
  const withKey = (start: string, end: string | null, use = reportUse): { readonly trust: Trust } => ({
    trust: { keys: [{ ...signer, use, start, end, revoked: null }] },
  });
  const state = (pinned: { readonly trust: Trust }) => verifyReport(sealed, pinned).state;
  assert.equal(state(withKey('2026-01-01T00:00:00Z', null)), 'verified');
  assert.equal(state(withKey('2026-01-01T00:00:00Z', '2026-11-22T00:00:00Z')), 'tampered');
  assert.equal(state(withKey('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')), 'incomplete');
  assert.equal(state(withKey('2026-12-01T00:00:00Z', null)), 'tampered');
  assert.equal(state(withKey('2026-01-01T00:00:00Z', null, 'npm:signatures')), 'tampered');
  assert.equal(state({ trust: { keys: [] } }), 'tampered');
});

test('no content of the bundle, the sums, the report or the journal makes verifying throw', () => {
  const folder = copy();
  fc.assert(
    fc.property(
      fc.constantFrom('run.sigstore.json', 'SHA256SUMS', 'report.json', 'journal.jsonl', 'ctrf.json', 'junit.xml'),
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (file, bytes) => {
        const path = join(folder, file);
        const original = readFileSync(path);
        writeFileSync(path, bytes);
        try {
          for (const pinned of [{ publicKeyPem }, { nobody: true }] as const)
            assertNamed(verifyReport(folder, pinned), file);
        } finally {
          writeFileSync(path, original);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a folder that is not there, or is a file, is answered and not thrown', () => {
  for (const path of [join(root, 'nowhere'), join(sealed, 'report.json')]) {
    const result = verifyReport(path, { publicKeyPem });
    assert.equal(result.state, 'tampered');
    assert.equal(outcomeOf(result, 'bundle'), 'failed');
  }
});

test("a pinned key that is no key is the caller's mistake", () => {
  assert.throws(() => verifyReport(sealed, { publicKeyPem: 'no key' }), SetupError);
});
