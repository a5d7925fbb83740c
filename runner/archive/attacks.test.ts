import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { generateKey, generateLedgerKey } from '../sign/keys.ts';
import { readCheckpoint, signCheckpoint } from '../sign/note.ts';
import type { LedgerSigner } from '../sign/signer.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { ledgerKeyFile, loadLedgerSigner } from '../sign/state.ts';
import { makeAuthority, serveAuthority, type TestAuthority } from '../sign/testing/tsa.ts';
import { reportUse, trustedFrom, type Trust } from '../sign/trust.ts';
import { openBundle, signBundle } from '../sign/bundle.ts';
import { names } from './layout.ts';
import { headOf } from './ledger/ledger.ts';
import { ledgerFiles, readLedger } from './ledger/read.ts';
import { stampArchive } from './stamp.ts';
import { checkpointOf, sampleArchive, sampleRunId, type SampleArchive } from './testing/archive.ts';
import { verifyArchive, type ArchiveOptions, type KnownCheckpoint } from './verify-archive.ts';
import { verifyReport } from './verify.ts';

/*
 * The attacks of the design (deleted, hidden, added, replaced, re-ordered, re-signed, back-dated, rolled back), each on a copy of one
 * archive with a time stamping authority, each noticed by the check that is there for it.
 */

const root = mkdtempSync(join(tmpdir(), 'attacks-'));
after(() => rmSync(root, { recursive: true, force: true }));
let archive: SampleArchive;
let tsa: TestAuthority;
let ledgerKey: LedgerSigner;
let kept: KnownCheckpoint;
let trust: Trust;

before(async () => {
  tsa = makeAuthority(join(root, 'tsa'));
  archive = sampleArchive(root, { timestamps: ['http://127.0.0.1:1/'] });
  trust = archive.trust;
  for (let index = 0; index < 4; index += 1) await archive.run(index);
  await stamp(archive.reports);
  const key = loadLedgerSigner(keyPlaces(archive.state), {});
  assert.ok(key !== null, ledgerKeyFile(keyPlaces(archive.state)));
  ledgerKey = key;
  kept = checkpointOf(archive);
});

/** The authority's clock is the real one, and the sample's runs were long ago: the reports say so themselves. */
async function stamp(reports: string): Promise<void> {
  const server = await serveAuthority(tsa);
  const { systemClock } = await import('../base/clock.ts');
  const result = await stampArchive({
    reports,
    urls: [server.url],
    authorities: [tsa.authority],
    clock: systemClock,
    timeoutMs: 5_000,
    only: null,
  });
  await server.close();
  assert.deepEqual(result.problems, []);
}

function copy(): string {
  const folder = join(mkdtempSync(join(root, 'copy-')), 'reports');
  cpSync(archive.reports, folder, { recursive: true });
  return folder;
}

const runFolder = (reports: string, index: number) => join(reports, 'runs', '2026', '11', sampleRunId(index));

function look(reports: string, options: Partial<ArchiveOptions> & { readonly trust?: Trust } = {}) {
  const bad: string[] = [];
  const words: string[] = [];
  const result = verifyArchive(
    reports,
    { trust: options.trust ?? trust },
    {
      known: [kept],
      nowMs: archive.clock.nowMs,
      authorities: [tsa.authority],
      ...options,
      onReport: (folder, { checks }) => {
        for (const check of checks.filter(({ outcome }) => outcome === 'failed')) {
          bad.push(`${basename(folder)} ${check.name}`);
          words.push(check.detail.en);
        }
      },
    },
  );
  const own = result.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  words.push(...result.checks.map(({ detail }) => detail.en));
  return { state: result.state, failed: [...bad, ...own], words: words.join('\n') };
}

/** Tampered, by this check, with these words. */
function assertNoticed(reports: string, check: string, words: RegExp, options: Parameters<typeof look>[1] = {}): void {
  const found = look(reports, options);
  assert.equal(found.state, 'tampered', found.words);
  assert.ok(found.failed.includes(check), `${check} among ${found.failed.join(', ')}`);
  assert.match(found.words, words);
}

const entries = (reports: string) => ledgerFiles(reports).entries;
const linesOf = (reports: string) => readFileSync(entries(reports), 'utf8').trimEnd().split('\n');
const writeLines = (reports: string, lines: readonly string[]) =>
  writeFileSync(entries(reports), lines.map((line) => `${line}\n`).join(''));

/** An insider with the ledger's key signs what the entries say now, and drops what would contradict it inside the archive. */
function resignLedger(reports: string): void {
  const state = readLedger(reports);
  const head = state === null ? null : headOf(state);
  assert.ok(head !== null);
  const text = signCheckpoint(head, ledgerKey);
  rmSync(ledgerFiles(reports).checkpoints, { recursive: true });
  cpSync(join(archive.reports, 'ledger', 'checkpoint'), join(reports, 'ledger', 'checkpoints', `${head.size}.txt`));
  writeFileSync(join(reports, 'ledger', 'checkpoints', `${head.size}.txt`), text);
  writeFileSync(ledgerFiles(reports).checkpoint, text);
}

test('the untouched archive holds; that its stamps came later than its runs is told', () => {
  const found = look(copy());
  assert.equal(found.failed.length, 0, found.words);
});

test('a run folder that is deleted', () => {
  const reports = copy();
  rmSync(runFolder(reports, 1), { recursive: true });
  assertNoticed(reports, 'archive', /whose folder is gone: 20261122-003012-aaaaab/);
});

test('a forged run that is added: unsigned, signed by a stranger, or signed well but never announced', async () => {
  const unsigned = copy();
  cpSync(runFolder(unsigned, 1), runFolder(unsigned, 9), { recursive: true });
  assertNoticed(unsigned, 'archive', /the ledger does not know: 20261122-003012-aaaaaj/);
  assertNoticed(unsigned, `${sampleRunId(9)} report`, /holds the report of another run/);
  const other = sampleArchive(mkdtempSync(join(root, 'other-')));
  const folder = await other.run(8);
  const stranger = copy();
  cpSync(folder, runFolder(stranger, 8), { recursive: true });
  assertNoticed(stranger, `${sampleRunId(8)} key`, /not among the trusted keys/);
  assertNoticed(stranger, 'archive', /does not know/);
  const both = { keys: [...trust.keys, ...other.trust.keys] };
  assertNoticed(stranger, `${sampleRunId(8)} ledger`, /is not in this archive's ledger/, { trust: both });
});

test('a bundle that is replaced by another good one of the same key', () => {
  const reports = copy();
  const folder = runFolder(reports, 1);
  rmSync(folder, { recursive: true });
  cpSync(runFolder(reports, 2), folder, { recursive: true });
  assertNoticed(reports, `${sampleRunId(1)} report`, /holds the report of another run/);
  assertNoticed(reports, `${sampleRunId(1)} ledger`, /records another signature|proves something else/);
});

test('the same statement signed a second time with the right key', async () => {
  const reports = copy();
  const file = join(runFolder(reports, 1), names.bundle);
  const result = openBundle(readFileSync(file));
  assert.ok('opened' in result);
  writeFileSync(file, await signBundle(result.opened.payload, archive.signer));
  assertNoticed(reports, `${sampleRunId(1)} ledger`, /proves something else|another signature/);
});

test('a ledger entry that is deleted with its folder', () => {
  const reports = copy();
  rmSync(runFolder(reports, 1), { recursive: true });
  writeLines(
    reports,
    linesOf(reports).filter((line) => !line.includes(sampleRunId(1))),
  );
  assertNoticed(reports, 'archive', /malformed or misnumbered|does not fit the entries/);
});

test('ledger entries that are swapped, changed, or renumbered after one was taken out', () => {
  const swapped = copy();
  const lines = linesOf(swapped);
  const [three, four] = [lines[3] ?? '', lines[4] ?? ''];
  writeLines(swapped, lines.with(3, four).with(4, three));
  assertNoticed(swapped, 'archive', /malformed or misnumbered/);
  const changed = copy();
  writeLines(
    changed,
    linesOf(changed).map((line) => line.replace('"result":"FAILED"', '"result":"PASSED"')),
  );
  assertNoticed(changed, 'archive', /does not fit the entries/);
  const renumbered = copy();
  const rest = linesOf(renumbered).filter((_, index) => index !== 4);
  writeLines(
    renumbered,
    rest.map((line, index) => line.replace(/^\{"seq":\d+/, `{"seq":${index}`)),
  );
  assertNoticed(renumbered, 'archive', /does not fit the entries/);
});

test('an insider with the ledger key takes a run out, signs everything anew and drops the proofs', () => {
  const reports = copy();
  rmSync(runFolder(reports, 1), { recursive: true });
  const rest = linesOf(reports)
    .filter((line) => !line.includes(sampleRunId(1)))
    .map((line, index) => line.replace(/^\{"seq":\d+/, `{"seq":${index}`));
  writeLines(reports, rest);
  resignLedger(reports);
  for (const index of [0, 2, 3]) rmSync(join(runFolder(reports, index), names.proof));
  // Even when nobody kept a checkpoint: the later reports, signed with the other key, say what they saw.
  assertNoticed(reports, `${sampleRunId(3)} ledger`, /not the one that this report saw when it was signed/, {
    known: [],
  });
  assertNoticed(reports, 'archive', /kept elsewhere .* is not of this ledger/);
});

test('the newest runs are cut off and an old checkpoint is put back: only a checkpoint kept elsewhere shows it, and verify says so', () => {
  const reports = copy();
  rmSync(runFolder(reports, 3), { recursive: true });
  const lines = linesOf(reports);
  const first = lines.findIndex((line) => line.includes(sampleRunId(3)));
  writeLines(reports, lines.slice(0, first));
  for (let size = first + 1; size <= lines.length; size += 1)
    rmSync(join(reports, 'ledger', 'checkpoints', `${size}.txt`), { force: true });
  cpSync(join(reports, 'ledger', 'checkpoints', `${first}.txt`), ledgerFiles(reports).checkpoint);
  rmSync(ledgerFiles(reports).checkpointStamp);
  const blind = look(reports, { known: [] });
  assert.equal(blind.failed.length, 0, blind.words);
  assert.match(blind.words, /nothing shows whether the newest runs were cut off/);
  assertNoticed(reports, 'archive', /kept elsewhere \(kept\.txt, \d+ entries\) is not of this ledger/);
});

test('three runs and only the green one archived: what was announced and never closed', async () => {
  const reports = copy();
  const state = join(root, 'hiding');
  cpSync(archive.state, state, { recursive: true });
  const { openArchive } = await import('./open-archive.ts');
  openArchive({ reports, state }, {}, archive.clock).desk.opening({
    runId: sampleRunId(20),
    target: 'demo',
    checklistSha256: 'c',
  });
  const soon = look(reports);
  assert.equal(soon.failed.length, 0);
  assert.match(soon.words, /without an end so far; unless they are still running/);
  assertNoticed(reports, 'archive', /never closed, a day or more ago/, { nowMs: archive.clock.nowMs + 2 * 86_400_000 });
});

test('the ledger is deleted, or replaced by a fresh one', async () => {
  const deleted = copy();
  rmSync(join(deleted, 'ledger'), { recursive: true });
  assertNoticed(deleted, 'archive', /entries\.jsonl is missing/);
  const fresh = copy();
  rmSync(join(fresh, 'ledger'), { recursive: true });
  const { openArchive } = await import('./open-archive.ts');
  const state = join(root, 'fresh');
  cpSync(archive.state, state, { recursive: true });
  openArchive({ reports: fresh, state }, {}, archive.clock).desk.sync();
  assertNoticed(fresh, `${sampleRunId(2)} ledger`, /not the one that/);
  assertNoticed(fresh, 'archive', /kept elsewhere/);
});

test('a changed command in the auditor’s sheet, a key put into trust/, an extra file in ledger/ or runs/', () => {
  const attacks: readonly (readonly [(reports: string) => void, RegExp])[] = [
    [(reports) => writeFileSync(join(reports, 'VERIFY.md'), 'run: true'), /VERIFY\.md/],
    [(reports) => writeFileSync(join(reports, 'trust', 'signer-x.pub.pem'), 'x'), /trust\/signer-x\.pub\.pem/],
    [(reports) => writeFileSync(join(reports, 'ledger', 'x'), 'x'), /ledger\/x/],
    [(reports) => writeFileSync(join(reports, 'runs', '2026', 'x'), 'x'), /runs\/2026\/x/],
    [(reports) => rmSync(join(reports, 'ledger', 'checkpoints', '4.txt')), /checkpoints\/4\.txt is missing/],
  ];
  for (const [attack, words] of attacks) {
    const reports = copy();
    attack(reports);
    assertNoticed(reports, 'archive', words);
  }
});

test('a stripped time stamp is missed, because the signed statement says that there is to be one', async () => {
  const reports = copy();
  const file = join(runFolder(reports, 1), names.bundle);
  const json = JSON.parse(readFileSync(file, 'utf8'));
  json.verificationMaterial.timestampVerificationData = {};
  writeFileSync(file, `${JSON.stringify(json)}\n`);
  const result = verifyReport(runFolder(reports, 1), { trust }, { authorities: [tsa.authority] });
  assert.equal(result.state, 'incomplete');
  assert.match(
    result.checks.find(({ name }) => name === 'time')?.detail.en ?? '',
    /pending, or was taken away before the ledger/,
  );
});

test('another authority’s root, and a stamp of another report', () => {
  const other = makeAuthority(join(root, 'tsa-2')).authority;
  assertNoticed(copy(), `${sampleRunId(1)} time`, /does not lead to a trusted one|not among the trusted/, {
    authorities: [other],
  });
  const reports = copy();
  const [one, two] = [1, 2].map((index) => join(runFolder(reports, index), names.bundle));
  const json = JSON.parse(readFileSync(one ?? '', 'utf8'));
  json.verificationMaterial.timestampVerificationData = JSON.parse(
    readFileSync(two ?? '', 'utf8'),
  ).verificationMaterial.timestampVerificationData;
  writeFileSync(one ?? '', `${JSON.stringify(json)}\n`);
  assertNoticed(reports, `${sampleRunId(1)} time`, /not one over this signature/);
});

test('a leaked key: what it signed without a stamp from before its end is refused, and a revoked ledger key, too', () => {
  const ended = (use: string, end: string, revoked: string | null): Trust => ({
    keys: trust.keys.map((key) => (key.use === use ? { ...key, end, revoked } : key)),
  });
  assertNoticed(copy(), `${sampleRunId(1)} time`, /the report is later/, {
    trust: ended(reportUse, '2026-11-20T00:00:00.000Z', 'laptop stolen'),
  });
  const stampedBefore = look(copy(), { trust: ended(reportUse, '2999-01-01T00:00:00.000Z', 'laptop stolen') });
  assert.equal(stampedBefore.failed.length, 0, stampedBefore.words);
  assertNoticed(copy(), 'archive', /ledger key .* is revoked/, {
    trust: ended('postflight:ledger', '2026-11-20T00:00:00.000Z', 'leaked'),
  });
});

test('a revoked key without any stamp is refused even for a report that says it is older', async () => {
  const plain = sampleArchive(mkdtempSync(join(root, 'plain-')));
  const folder = await plain.run(0);
  const keys = plain.trust.keys.map((key) =>
    key.use === reportUse ? { ...key, end: '2026-12-01T00:00:00.000Z', revoked: 'leaked' } : key,
  );
  const result = verifyReport(folder, { trust: { keys } });
  assert.equal(result.state, 'tampered');
  assert.match(result.checks.find(({ name }) => name === 'time')?.detail.en ?? '', /is revoked/);
});

test('everything signed anew with keys of the attacker’s own is refused by the keys that the verifier pinned', () => {
  const own = generateKey(join(root, 'own.pem'));
  const ledger = generateLedgerKey(join(root, 'own-ledger.pem'));
  const reports = copy();
  const head = readCheckpoint(readFileSync(ledgerFiles(reports).checkpoint, 'utf8'));
  assert.ok(head !== null);
  writeFileSync(ledgerFiles(reports).checkpoint, signCheckpoint(head, ledger));
  assertNoticed(reports, 'archive', /no trusted ledger key signed this checkpoint/);
  const pinned: Trust = { keys: [trustedFrom(own, reportUse, '2026-01-01T00:00:00.000Z')] };
  assertNoticed(copy(), `${sampleRunId(0)} key`, /not among the trusted keys/, { trust: pinned });
});

test('a run folder that is renamed to another month is not where it belongs', () => {
  const reports = copy();
  renameSync(join(reports, 'runs', '2026', '11'), join(reports, 'runs', '2026', '12'));
  assertNoticed(reports, 'archive', /Nothing of the archive: runs\/2026\/12/);
});
