import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../base/clock.ts';
import { makeAuthority, serveAuthority } from '../sign/testing/tsa.ts';
import { ledgerUse } from '../sign/trust.ts';
import { createRedactor } from '../base/redact.ts';
import { addFacts } from './addenda/add.ts';
import { ledgerKeyName, listReports, signerFile } from './layout.ts';
import { stampArchive } from './stamp.ts';
import { sampleArchive, type SampleArchive } from './testing/archive.ts';
import {
  addendaCommands,
  fingerprintCommands,
  ledgerCommands,
  proofCommands,
  reportCommands,
  sshCommands,
  timeCommands,
} from './verify-commands.ts';

/* The very commands that VERIFY.md gives to an auditor, run as they stand there. */

const has = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

/** openssl and sha256sum are everywhere where reports are checked; jq is not, and is then told. */
function isMissing(t: TestContext): boolean {
  for (const tool of ['openssl', 'sha256sum']) assert.ok(has(tool), `${tool} is needed and is not installed`);
  if (!has('jq')) t.skip('jq is not installed');
  return !has('jq');
}

async function setUp(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'auditor-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const archive = sampleArchive(root);
  const folder = await archive.run(0);
  await archive.run(1);
  const key = join(archive.reports, 'trust', signerFile(archive.signer.keyId));
  const sh = (commands: string, cwd: string, env: NodeJS.ProcessEnv) =>
    spawnSync('sh', ['-c', commands], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  return { root, archive, folder, key, sh, verify: () => sh(reportCommands, folder, { KEY: key }) };
}

test('VERIFY.md stands in the archive with the fingerprints and every command', async (t) => {
  const { archive } = await setUp(t);
  const sheet = readFileSync(join(archive.reports, 'VERIFY.md'), 'utf8');
  for (const commands of [reportCommands, addendaCommands, timeCommands, sshCommands, proofCommands, ledgerCommands])
    assert.ok(sheet.includes(commands.trimEnd()));
  for (const { keyId } of archive.trust.keys) assert.ok(sheet.includes(keyId), keyId);
  assert.match(sheet, /cosign verify-blob-attestation/);
});

test('with openssl, jq and sha256sum alone an auditor verifies a report', async (t) => {
  if (isMissing(t)) return;
  const { verify } = await setUp(t);
  const result = verify();
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.stdout, /^Verified OK$/m);
  assert.match(result.stdout, /^report\.html: OK$/m);
  assert.match(result.stdout, /^evidence\/SRCH-01\/01\.png: OK$/m);
  assert.match(result.stdout, /^checklist\/checklists\/.*: OK$/m);
  assert.match(result.stdout, /^FAILED$/m, 'the result of the run: one step failed');
  assert.equal(verify().status, 0, 'verifying leaves nothing behind in the folder');
});

test('the same commands notice a changed document, changed evidence, an extra file, a changed bundle and another key', async (t) => {
  if (isMissing(t)) return;
  const attacks: readonly ((folder: string, key: string) => void)[] = [
    (folder) => appendFileSync(join(folder, 'report.html'), ' '),
    (folder) => appendFileSync(join(folder, 'evidence/SRCH-01/01.png'), ' '),
    (folder) => rmSync(join(folder, 'evidence/SRCH-02/console.txt')),
    (folder) => writeFileSync(join(folder, 'extra.txt'), 'x'),
    (folder) => {
      const bundle = join(folder, 'run.sigstore.json');
      const json = JSON.parse(readFileSync(bundle, 'utf8'));
      const payload = Buffer.from(json.dsseEnvelope.payload, 'base64').toString().replace('FAILED', 'PASSED');
      json.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
      writeFileSync(bundle, JSON.stringify(json));
    },
    (_folder, key) => {
      const other = spawnSync('sh', ['-c', 'openssl ecparam -name prime256v1 -genkey -noout | openssl pkey -pubout']);
      writeFileSync(key, other.stdout);
    },
  ];
  for (const [index, attack] of attacks.entries()) {
    const { folder, key, verify } = await setUp(t);
    attack(folder, key);
    assert.notEqual(verify().status, 0, `attack ${index}`);
  }
});

test('ssh-keygen verifies SHA256SUMS with the allowed_signers of the archive', async (t) => {
  if (!has('ssh-keygen')) {
    t.skip('ssh-keygen is not installed');
    return;
  }
  const { archive, folder, sh } = await setUp(t);
  const allowed = { ALLOWED: join(archive.reports, 'trust', 'allowed_signers') };
  const good = sh(sshCommands, folder, allowed);
  assert.equal(good.status, 0, good.stdout + good.stderr);
  appendFileSync(join(folder, 'SHA256SUMS'), ' ');
  assert.notEqual(sh(sshCommands, folder, allowed).status, 0);
});

test('openssl verifies the ledger’s checkpoint, and python3 its root; a changed line shows', async (t) => {
  if (isMissing(t)) return;
  if (!has('python3')) {
    t.skip('python3 is not installed');
    return;
  }
  const { archive, sh } = await setUp(t);
  const ledgerKey = archive.trust.keys.find(({ use }) => use === ledgerUse)?.keyId ?? '';
  const env = { LEDGER_KEY: join(archive.reports, 'trust', ledgerKeyName(ledgerKey)) };
  const good = sh(ledgerCommands, archive.reports, env);
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /ledger OK: \d+ entries/);
  const entries = join(archive.reports, 'ledger', 'entries.jsonl');
  writeFileSync(entries, readFileSync(entries, 'utf8').replace('FAILED', 'PASSED'));
  assert.notEqual(sh(ledgerCommands, archive.reports, env).status, 0);
});

/** The ledger's key, by which a shell finds it. */
function ledgerEnv(archive: SampleArchive): NodeJS.ProcessEnv {
  const keyId = archive.trust.keys.find(({ use }) => use === ledgerUse)?.keyId ?? '';
  return { LEDGER_KEY: join(archive.reports, 'trust', ledgerKeyName(keyId)) };
}

test('python3 and openssl tell what was hidden, deleted or put into an archive', async (t) => {
  if (isMissing(t) || !has('python3')) return;
  const { archive, folder, sh } = await setUp(t);
  const env = ledgerEnv(archive);
  const runIdOf = (path: string) => path.split('/').at(-1) ?? '';
  archive.open().desk.opening({ runId: '20261122-003012-zzzzzz', target: 'demo', checklistSha256: 'c' });
  const hidden = sh(ledgerCommands, archive.reports, env);
  assert.match(hidden.stdout, /opened and never closed \(hidden\?\): \['20261122-003012-zzzzzz'\]/);
  const moved = folder.replace(/aaaaaa$/, 'yyyyyy');
  renameSync(folder, moved);
  const deleted = sh(ledgerCommands, archive.reports, env);
  assert.notEqual(deleted.status, 0);
  assert.ok(deleted.stdout.includes(`the folder is gone: ['${runIdOf(folder)}']`), deleted.stdout);
  assert.ok(deleted.stdout.includes(`does not know: ['${runIdOf(moved)}']`), deleted.stdout);
});

test('python3 and openssl verify a report’s place in the ledger from the report’s folder alone', async (t) => {
  if (isMissing(t) || !has('python3')) return;
  const { archive, folder, sh } = await setUp(t);
  for (let index = 2; index < 7; index += 1) await archive.run(index);
  const folders = listReports(archive.reports);
  const env = ledgerEnv(archive);
  for (const one of folders) {
    const good = sh(proofCommands, one, env);
    assert.equal(good.status, 0, good.stderr);
    assert.match(good.stdout, /^entry \d+ of \d+ in postflight\/\w+ is this report: FAILED$/m);
  }
  const other = folders.at(-1) ?? '';
  writeFileSync(join(folder, 'run.tlog-proof'), readFileSync(join(other, 'run.tlog-proof')));
  assert.match(sh(proofCommands, folder, env).stderr, /the entry is of another statement/);
  const proof = readFileSync(join(other, 'run.tlog-proof'), 'utf8');
  writeFileSync(join(other, 'run.tlog-proof'), proof.replace(/^index \d+$/m, 'index 3'));
  assert.match(sh(proofCommands, other, env).stderr, /does not lead to the signed root|is too long/);
});

test('openssl and jq verify what was added later, and that it speaks of this report', async (t) => {
  if (isMissing(t)) return;
  const { archive, folder, key, sh } = await setUp(t);
  const { reports, signer, trust } = archive;
  const at = '2026-11-22T01:00:00.000Z';
  const adding = {
    reports,
    folder,
    signer,
    trust,
    redactor: createRedactor(),
    desk: archive.open().desk,
    now: () => at,
  };
  const said = { type: 'note', at, by: '김지원', about: null, decision: null, files: [] } as const;
  await addFacts(adding, [
    { ...said, key: '1', text: '환불 확인' },
    { ...said, key: '2', text: '끝' },
  ]);
  const good = sh(addendaCommands, folder, { KEY: key });
  assert.equal(good.status, 0, good.stderr);
  assert.equal(good.stdout.match(/^Verified OK$/gm)?.length, 2);
  assert.match(good.stdout, /환불 확인/);
  const file = join(folder, 'addenda', '0002.sigstore.json');
  const other = listReports(reports).at(-1) ?? '';
  mkdirSync(join(other, 'addenda'));
  cpSync(file, join(other, 'addenda', '0002.sigstore.json'));
  assert.notEqual(sh(addendaCommands, other, { KEY: key }).status, 0, 'pasted into another report');
});

test('ssh-keygen and openssl print the fingerprints that VERIFY.md and the key list name', async (t) => {
  if (isMissing(t) || !has('ssh-keygen')) return;
  const { archive, sh } = await setUp(t);
  const printed = sh(fingerprintCommands, archive.reports, {});
  assert.equal(printed.status, 0, printed.stderr);
  for (const { keyId } of archive.trust.keys) assert.ok(printed.stdout.includes(keyId), printed.stdout);
});

test('openssl verifies the time stamp in a bundle', async (t) => {
  if (isMissing(t)) return;
  const { root, archive, folder, sh } = await setUp(t);
  const tsa = makeAuthority(join(root, 'tsa'));
  const server = await serveAuthority(tsa);
  const work = { reports: archive.reports, urls: [server.url], authorities: [tsa.authority], clock: systemClock };
  await stampArchive({ ...work, timeoutMs: 10_000, only: [folder] });
  await server.close();
  const good = sh(timeCommands, folder, { TSA: tsa.chainFile });
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /Verification: OK/);
  assert.match(good.stdout, /Time stamp: /);
  const other = makeAuthority(join(root, 'other'));
  assert.notEqual(sh(timeCommands, folder, { TSA: other.chainFile }).status, 0);
});

test('cosign verifies a report, where it is installed', async (t) => {
  if (!has('cosign')) {
    t.skip('cosign is not installed');
    return;
  }
  const { folder, key, sh } = await setUp(t);
  const command = `cosign verify-blob-attestation --key "$KEY" --bundle run.sigstore.json --insecure-ignore-tlog=true --type https://in-toto.io/attestation/test-result/v0.1 report.json`;
  const good = sh(command, folder, { KEY: key });
  assert.equal(good.status, 0, good.stdout + good.stderr);
});
