import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from './catalogue/catalogue.ts';
import { names, reportFolder } from './layout.ts';
import { readClosing } from './ledger/closing.ts';
import { stampEntries } from './stamp.ts';
import { isArchive } from './verify-archive.ts';
import { verifyReport } from './verify.ts';
import { openReport } from './report-files.ts';
import { sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { assertNoticed, look } from './testing/look.ts';

/*
 * What a stranger may put where an archive keeps its files: links, pipes, holes, folders, names that talk to a terminal, JSON without an
 * end. Everything is answered by a check that names it: nothing is thrown, waited for, or read without a limit.
 */

const root = mkdtempSync(join(tmpdir(), 'hostile-'));
after(() => rmSync(root, { recursive: true, force: true }));
let archive: SampleArchive;

before(async () => {
  archive = sampleArchive(root);
  for (const index of [0, 1]) await archive.run(index);
});

function copy(): string {
  const folder = join(mkdtempSync(join(root, 'copy-')), 'reports');
  cpSync(archive.reports, folder, { recursive: true });
  return folder;
}

const run = `runs/2026/11/${sampleRunId(1)}`;

const lookAt = (reports: string) => look(archive, reports);

/** Runs the real command, which a test in this process could not stop if it waited for a pipe. */
function verifyByCommand(path: string) {
  const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
  const done = spawnSync(
    process.execPath,
    ['--import', 'tsx', main, '--lang', 'en', 'verify', path, '--state', archive.state],
    { encoding: 'utf8', timeout: 180_000 },
  );
  assert.equal(done.signal, null, 'it does not wait for anything');
  assert.doesNotMatch(done.stdout + done.stderr, /\n\s+at |heap/);
  return done;
}

const files = [
  ['ledger/entries.jsonl', /entries\.jsonl/],
  ['ledger/checkpoint', /ledger\/checkpoint does not fit/],
  ['ledger/checkpoints/4.txt', /checkpoints\/4\.txt/],
  ['trust/keys.json', /trust\/keys\.json/],
  ['VERIFY.md', /VERIFY\.md/],
  [`${run}/run.sigstore.json`, /run\.sigstore\.json is missing/],
  [`${run}/report.json`, /Links, special files.*report\.json|missing or unreadable: report\.json/],
  [`${run}/evidence/SRCH-01/01.png`, /SRCH-01\/01\.png/],
] as const;

test('a link in the place of a file is refused, though it leads to the same bytes', () => {
  for (const [name, words] of files) {
    const reports = copy();
    const elsewhere = join(reports, '..', 'elsewhere');
    renameSync(join(reports, name), elsewhere);
    symlinkSync(elsewhere, join(reports, name));
    assertNoticed(lookAt(reports), name.startsWith(run) ? `${sampleRunId(1)} ${checkOf(name)}` : 'archive', words);
  }
});

test('a folder, a link to a device without an end, and a file of 300 GB that is a hole', () => {
  for (const [name, words] of files) {
    for (const put of [
      (path: string) => mkdirSync(path),
      (path: string) => symlinkSync('/dev/zero', path),
      (path: string) => {
        writeFileSync(path, '');
        truncateSync(path, 300 * 2 ** 30);
      },
    ]) {
      const reports = copy();
      rmSync(join(reports, name));
      put(join(reports, name));
      const found = lookAt(reports);
      assert.equal(found.state, 'tampered', `${name}: ${found.words}`);
      if (put.name === 'mkdirSync') assert.match(found.words, words);
    }
  }
});

test('who writes into an archive waits for no pipe that stands where a bundle or the index should be', () => {
  const reports = copy();
  const folder = reportFolder(reports, sampleRunId(0));
  rmSync(join(folder, names.bundle));
  makePipe(join(folder, names.bundle));
  assert.equal(readClosing(folder, archive.trust), null);
  assert.deepEqual(stampEntries([folder], [], '2026-11-22T00:40:00.000Z'), []);
  mkdirSync(join(reports, '.index'), { recursive: true });
  makePipe(join(reports, '.index', 'reports.jsonl'));
  assert.equal(readCatalogue(reports).entries.length, 2);
});

function makePipe(path: string): void {
  assert.equal(spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]).status, 0);
}

function checkOf(name: string): string {
  return name.endsWith('run.sigstore.json') ? 'bundle' : 'files';
}

test('pipes that nobody writes into are not waited for', (t) => {
  if (process.platform === 'win32') {
    t.skip('no pipes among files');
    return;
  }
  const reports = copy();
  mkdirSync(join(reports, run, 'addenda'));
  const added = ['addenda/0001.sigstore.json', 'approval.sigstore.json'].map((name) => `${run}/${name}`);
  for (const name of ['ledger/checkpoint', 'ledger/checkpoints/4.txt', 'trust/keys.json', 'VERIFY.md', ...added]) {
    rmSync(join(reports, name), { force: true });
    makePipe(join(reports, name));
  }
  assert.equal(verifyByCommand(reports).status, 1);
  assert.equal(verifyByCommand(join(reports, run)).status, 1);
  rmSync(join(reports, 'ledger/entries.jsonl'));
  makePipe(join(reports, 'ledger/entries.jsonl'));
  assert.equal(verifyByCommand(reports).status, 1);
});

test('runs/, ledger/ and trust/ that are files or links', () => {
  for (const name of ['runs', 'ledger', 'trust']) {
    const asFile = copy();
    rmSync(join(asFile, name), { recursive: true });
    writeFileSync(join(asFile, name), 'x');
    assert.ok(isArchive(asFile));
    assertNoticed(lookAt(asFile), 'archive', new RegExp(`Nothing of the archive: ${name}`));
    const asLink = copy();
    renameSync(join(asLink, name), join(asLink, '..', 'moved'));
    symlinkSync(join(asLink, '..', 'moved'), join(asLink, name));
    assertNoticed(lookAt(asLink), 'archive', new RegExp(`Nothing of the archive: ${name}`));
  }
});

test('an archive that is reached by a link, and one in a folder with a Korean name, hold', () => {
  const reports = copy();
  symlinkSync(reports, join(reports, '..', 'link'));
  renameSync(reports, join(reports, '..', '보고서 보관함'));
  symlinkSync(join(reports, '..', '보고서 보관함'), reports);
  for (const path of [reports, join(reports, '..', 'link'), join(reports, '..', '보고서 보관함')])
    assert.equal(lookAt(path).state, 'verified', path);
});

test('names and contents that talk to the terminal are shown as what they are, and never as a line of ours', () => {
  const reports = copy();
  const lie = 'x\n  ✓ archive    all fine\nVerified: the signature and every file hold.';
  for (const folder of ['ledger', 'runs', run]) writeFileSync(join(reports, folder, lie.replaceAll('/', '')), 'x');
  writeFileSync(join(reports, 'ledger', '\u001b[2J\u009b31m\u202egnp.exe'), 'x');
  writeFileSync(join(reports, run, 'run.sigstore.json'), `${lie}\u001b[2J`);
  const { stdout, status } = verifyByCommand(reports);
  assert.equal(status, 1);
  assert.doesNotMatch(stdout, /^Verified|^ {2}✓ archive/m);
  for (const control of ['\u001b', '\u009b', '\u202e']) assert.ok(!stdout.includes(control));
});

test('JSON that is nested half a million times, wherever it stands', () => {
  const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
  const entry = `{"seq":6,"type":"x","at":"2026-11-22T00:00:00Z","a":${deep}}\n`;
  const attacks: readonly (readonly [string, (text: string) => string, string])[] = [
    ['ledger/entries.jsonl', (text) => text + entry, 'archive'],
    [`${run}/report.json`, (text) => text.replace('"operator": {', `"operator": {"x":${deep},`), 'report'],
    [`${run}/report.json`, () => `{"a":`.repeat(500_000), 'report'],
    [`${run}/journal.jsonl`, (text) => `${text}${deep}\n`, 'report'],
    [`${run}/payments.jsonl`, () => `{"event":`.repeat(500_000), 'payments'],
    [`${run}/ctrf.json`, () => deep, 'report'],
    [`${run}/run.sigstore.json`, (text) => text.replace('{', `{"x":${deep},`), 'bundle'],
    [`${run}/run.sigstore.json`, () => deep, 'bundle'],
  ];
  for (const [name, change, check] of attacks) {
    const reports = copy();
    writeFileSync(join(reports, name), change(readFileSync(join(reports, name), 'utf8')));
    assertNoticed(lookAt(reports), check === 'archive' ? check : `${sampleRunId(1)} ${check}`, /./);
  }
});

test('the archive’s documents are looked for in the archive alone, whatever the ledger calls them', () => {
  const reports = copy();
  const line = (name: string) =>
    `{"seq":6,"type":"archive.documents","at":"2026-11-22T00:00:00.000Z","files":{"${name}":"00"}}\n`;
  for (const name of ['../../../../../../../../dev/zero', 'trust/../../../../../../dev/zero', '/dev/zero', '']) {
    const before = readFileSync(join(archive.reports, 'ledger/entries.jsonl'), 'utf8');
    writeFileSync(join(reports, 'ledger/entries.jsonl'), before + line(name));
    assertNoticed(lookAt(reports), 'archive', /Documents changed, missing or added/);
  }
});

test('an unreadable ledger is not written to, nor is a broken one proven', () => {
  const reports = copy();
  const state = join(reports, '..', 'state');
  cpSync(archive.state, state, { recursive: true });
  rmSync(join(reports, 'ledger/entries.jsonl'));
  mkdirSync(join(reports, 'ledger/entries.jsonl'));
  const before = readFileSync(join(reports, 'ledger/checkpoint'), 'utf8');
  return import('./open-archive.ts').then(({ openArchive }) => {
    assert.throws(() => openArchive({ reports, state }, {}, archive.clock).desk.sync(), /no plain file/);
    assert.equal(readFileSync(join(reports, 'ledger/checkpoint'), 'utf8'), before);
    assert.ok(existsSync(join(reports, run)));
  });
});

test('a document that is changed between two looks is not read as what was hashed', () => {
  const folder = join(copy(), run);
  const opened = openReport(folder);
  assert.ok(opened !== null && opened.digest('report.json') !== null);
  writeFileSync(join(folder, 'report.json'), '{"verdict":"GO"}');
  assert.equal(opened.json('report.json'), undefined);
  const other = openReport(folder);
  assert.deepEqual(other?.json('report.json'), { verdict: 'GO' });
  writeFileSync(join(folder, 'report.json'), '{"verdict":"NO-GO"}');
  assert.deepEqual(other?.json('report.json'), { verdict: 'GO' });
});

test('more entries, more files and longer lines than an archive has are told in seconds', () => {
  const reports = copy();
  writeFileSync(join(reports, 'ledger/entries.jsonl'), '{}\n'.repeat(3_000_000));
  writeFileSync(join(reports, run, 'journal.jsonl'), `${'x'.repeat(30_000_000)}\n`);
  writeFileSync(join(reports, run, 'SHA256SUMS'), '\n'.repeat(30_000_000));
  assertNoticed(lookAt(reports), 'archive', /Line 1 of ledger\/entries\.jsonl/);
  const { checks } = verifyReport(join(reports, run), { trust: archive.trust });
  assert.match(checks.find(({ name }) => name === 'files')?.detail.en ?? '', /Line 1 of SHA256SUMS/);
});
