import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { trustFolder, signerFile } from './layout.ts';
import { sealRun } from './seal.ts';
import { reportCommands } from './verify-sheet.ts';
import { reportsFolder, sampleSealing } from './testing/sample.ts';

/** The very commands that VERIFY.md gives to an auditor. */
const commands = reportCommands;

const has = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

/** openssl and sha256sum are everywhere where reports are checked; jq is not, and is then told. */
function isMissing(t: TestContext): boolean {
  for (const tool of ['openssl', 'sha256sum']) assert.ok(has(tool), `${tool} is needed and is not installed`);
  if (!has('jq')) t.skip('jq is not installed');
  return !has('jq');
}

async function setUp(t: TestContext) {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  const folder = await sealRun(sealing);
  const key = join(trustFolder(reports), signerFile(sealing.signer.keyId));
  const verify = () =>
    spawnSync('sh', ['-c', commands], { cwd: folder, env: { ...process.env, KEY: key }, encoding: 'utf8' });
  return { folder, key, verify };
}

test('with openssl, jq and sha256sum alone an auditor verifies a report', async (t) => {
  if (isMissing(t)) return;
  const { folder, verify } = await setUp(t);
  const result = verify();
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.stdout, /^Verified OK$/m);
  assert.match(result.stdout, /^report\.html: OK$/m);
  assert.match(result.stdout, /^evidence\/SRCH-01\/01\.png: OK$/m);
  assert.match(result.stdout, /^checklist\/checklists\/.*: OK$/m);
  assert.match(result.stdout, /^FAILED$/m, 'the result of the run: one step failed');
  assert.equal(verify().status, 0, 'verifying leaves nothing behind in the folder');
  assert.ok(folder.length > 0);
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
