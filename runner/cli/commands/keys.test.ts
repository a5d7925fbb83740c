import assert from 'node:assert/strict';
import { Command } from 'commander';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { headOf } from '../../archive/ledger/ledger.ts';
import { ledgerFiles, readLedger } from '../../archive/ledger/read.ts';
import { sampleArchive, sampleRunId } from '../../archive/testing/archive.ts';
import { verifyReport } from '../../archive/verify.ts';
import { SetupError } from '../../model/trouble.ts';
import { generateKey } from '../../sign/keys.ts';
import { keyPlaces } from '../../sign/key-places.ts';
import { signCheckpoint } from '../../sign/note.ts';
import { loadLedgerSigner, readAuthorities, readTrust } from '../../sign/state.ts';
import { makeAuthority } from '../../sign/testing/tsa.ts';
import type { DefineCommand } from '../command.ts';
import { openTerminal } from '../terminal.ts';
import { archiveCommandFor } from './archive.ts';
import { keysCommand } from './keys.ts';
import { verifyCommand } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'keys-'));
after(() => rmSync(root, { recursive: true, force: true }));

type Said = { readonly code: number; readonly out: string };

/** One call of a command in a folder of its own; a refusal is told as its words and counts as 2. */
async function call(
  define: DefineCommand,
  folder: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Said> {
  const env = { POSTFLIGHT_STATE: join(folder, 'state'), POSTFLIGHT_REPORTS: join(folder, 'reports'), ...more };
  const lines: string[] = [];
  const terminal = {
    ...openTerminal({ language: 'en', color: false }, env),
    line: (text = '') => void lines.push(text),
    say: (text: { readonly en: string }) => void lines.push(text.en),
    complain: (text: string | { readonly en: string }) => void lines.push(typeof text === 'string' ? text : text.en),
  };
  let code = 0;
  const command = define(
    new Command(),
    () => ({ terminal, env, workingDirectory: folder }),
    (given) => {
      code = given;
    },
  );
  try {
    await command.exitOverride().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { code: 2, out: [...lines, error.text.en].join('\n') };
  }
  return { code, out: lines.join('\n') };
}

const trustOf = (folder: string) => readTrust(join(folder, 'state', 'trust', 'keys.json'));
const fresh = () => mkdtempSync(join(root, 'one-'));

test('init makes both keys, for this user alone and encrypted, and says so the second time', async () => {
  const folder = fresh();
  const secret = { POSTFLIGHT_KEY_PASSPHRASE_FILE: join(folder, 'passphrase') };
  writeFileSync(join(folder, 'passphrase'), 'open sesame\nsecond line\n');
  const first = await call(keysCommand, folder, ['init'], secret);
  assert.match(first.out, /Signing key made: SHA256:.*\nLedger key: SHA256:/);
  for (const name of ['signing.pem', 'ledger.pem']) {
    const file = join(folder, 'state', 'keys', name);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /ENCRYPTED PRIVATE KEY/);
  }
  assert.match((await call(keysCommand, folder, ['init'], secret)).out, /already there/);
  assert.match((await call(keysCommand, folder, ['init'])).out, /needs its passphrase/);
  assert.equal((await call(keysCommand, folder, ['init'], { POSTFLIGHT_KEY_PASSPHRASE: 'wrong' })).code, 2);
});

test('after a rotation new reports are signed by the new key, old ones by the old one, and the ledger knows both', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  const before = await archive.run(0);
  const rotated = await call(keysCommand, folder, ['rotate']);
  assert.equal(rotated.code, 0, rotated.out);
  const ledgerRotated = await call(keysCommand, folder, ['rotate', '--ledger']);
  assert.equal(ledgerRotated.code, 0, ledgerRotated.out);
  const types = readLedger(archive.reports)?.entries.map(({ type }) => type) ?? [];
  assert.equal(types.filter((type) => type === 'key.retired').length, 2);
  assert.equal(types.filter((type) => type === 'key.added').length, 2);
  assert.equal(readdirSync(join(folder, 'state', 'keys')).filter((name) => name.endsWith('.retired.pem')).length, 2);
  const whole = await call(verifyCommand, folder, ['reports']);
  assert.equal(whole.code, 4, whole.out);
  assert.match(
    whole.out,
    /without trusted time nobody can tell/,
    'the old key has ended and no stamp says when it signed',
  );
  assert.equal(verifyReport(before, { trust: trustOf(folder) }).state, 'incomplete');
  assert.equal(trustOf(folder).keys.length, 4);
});

test('a ledger key that leaked is revoked and replaced in the same folder, and everything holds by the new one', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  await archive.run(0);
  await archive.run(1);
  const ledgerKey = () => trustOf(folder).keys.find(({ use, end }) => use === 'postflight:ledger' && end === null);
  const old = ledgerKey()?.keyId ?? '';
  const verified = (...args: string[]) => call(verifyCommand, folder, [archive.reports, ...args]);
  const revoked = await call(keysCommand, folder, ['revoke', old, '--reason', '서버 침해']);
  assert.match(revoked.out, /keys rotate --ledger/);
  assert.equal((await verified()).code, 1);
  const rotated = await call(keysCommand, folder, ['rotate', '--ledger']);
  assert.equal(rotated.code, 0, rotated.out);
  assert.match(rotated.out, /signs \d+ entries again; the first \d+ fit/);
  assert.notEqual(ledgerKey()?.keyId, old);
  const whole = await verified();
  assert.equal(whole.code, 0, whole.out);
  assert.match(whole.out, /signed by a key that leaked/);
  const moved = join(folder, 'moved');
  cpSync(join(archive.reports, 'runs', '2026', '11', sampleRunId(0)), moved, { recursive: true });
  assert.equal((await call(verifyCommand, folder, [moved])).code, 0, 'its proof is by the new key');
  await archive.run(2);
  assert.equal((await verified()).code, 0);
  assert.equal(readLedger(archive.reports)?.entries.filter(({ type }) => type === 'ledger.continued').length, 1);
  assert.equal((await call(keysCommand, folder, ['rotate', '--ledger'])).code, 0);
  assert.equal((await verified()).code, 0);
});

test('a checkpoint that the leaked key signs after it was replaced is refused', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  await archive.run(0);
  const leaked = loadLedgerSigner(keyPlaces(archive.state), {});
  assert.ok(leaked !== null);
  await call(keysCommand, folder, ['revoke', leaked.keyId, '--reason', '서버 침해']);
  await call(keysCommand, folder, ['rotate', '--ledger']);
  await archive.run(1);
  const head = headOf(readLedger(archive.reports) ?? assert.fail('a ledger'));
  assert.ok(head !== null);
  writeFileSync(ledgerFiles(archive.reports).checkpoint, signCheckpoint(head, leaked));
  const whole = await call(verifyCommand, folder, [archive.reports]);
  assert.equal(whole.code, 1);
  assert.match(whole.out, /archive .*ledger key .* is revoked \(서버 침해\)/);
});

test('a new ledger key never vouches for a past that was rewritten with the one that leaked', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  for (const index of [0, 1, 2]) await archive.run(index);
  const leaked = loadLedgerSigner(keyPlaces(archive.state), {});
  assert.ok(leaked !== null);
  const files = ledgerFiles(archive.reports);
  const lines = readFileSync(files.entries, 'utf8').split('\n');
  const rest = lines.filter((line) => line !== '' && !line.includes(sampleRunId(1)));
  writeFileSync(files.entries, rest.map((line, seq) => `${line.replace(/^\{"seq":\d+/, `{"seq":${seq}`)}\n`).join(''));
  rmSync(join(archive.reports, 'runs', '2026', '11', sampleRunId(1)), { recursive: true });
  const head = headOf(readLedger(archive.reports) ?? assert.fail('a ledger'));
  assert.ok(head !== null);
  writeFileSync(files.checkpoint, signCheckpoint(head, leaked));
  // What this machine kept is gone, too: only signed reports still know.
  rmSync(join(archive.state, 'known-checkpoints'), { recursive: true });
  await call(keysCommand, folder, ['revoke', leaked.keyId, '--reason', '서버 침해']);
  const refused = await call(keysCommand, folder, ['rotate', '--ledger']);
  assert.equal(refused.code, 2);
  assert.match(refused.out, /would vouch for a changed past/);
});

test('a revoked key takes its unstamped reports with it, and the ledger says why', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  await archive.run(0);
  const revoked = await call(keysCommand, folder, ['revoke', archive.signer.keyId, '--reason', '노트북 분실']);
  assert.match(revoked.out, /It signed 1 reports/);
  assert.ok(
    readLedger(archive.reports)?.entries.some(({ type, reason }) => type === 'key.revoked' && reason === '노트북 분실'),
  );
  const whole = await call(verifyCommand, folder, ['reports']);
  assert.equal(whole.code, 1);
  assert.match(whole.out, /time: The key SHA256:.* is revoked \(노트북 분실\)/);
  assert.match((await call(keysCommand, folder, ['list'])).out, /revoked: 노트북 분실/);
});

test('trust pins a key by its kind and an authority by its certificates; export hands over the public halves only', async () => {
  const folder = fresh();
  await call(keysCommand, folder, ['init']);
  const other = generateKey(join(folder, 'other.pem'));
  writeFileSync(join(folder, 'other.pub.pem'), other.publicPem);
  const tsa = makeAuthority(join(folder, 'tsa'));
  const trusted = await call(keysCommand, folder, [
    'trust',
    'other.pub.pem',
    '--tsa',
    tsa.chainFile,
    '--until',
    '2030-01-01',
  ]);
  assert.equal(trusted.code, 0, trusted.out);
  assert.equal(trustOf(folder).keys.find(({ keyId }) => keyId === other.keyId)?.end, '2030-01-01T00:00:00.000Z');
  assert.equal(readAuthorities(join(folder, 'state', 'trust', 'keys.json')).length, 1);
  await call(keysCommand, folder, ['trust', 'other.pub.pem', '--approver']);
  assert.equal(trustOf(folder).keys.find(({ keyId }) => keyId === other.keyId)?.use, 'postflight:approvals');
  const exported = await call(keysCommand, folder, ['export', 'for-auditor']);
  assert.equal(exported.code, 0);
  const files = readdirSync(join(folder, 'for-auditor'));
  assert.equal(files.filter((name) => name.endsWith('.pub.pem')).length, 3);
  for (const name of files) assert.doesNotMatch(readFileSync(join(folder, 'for-auditor', name), 'utf8'), /PRIVATE/);
});

test('what a person types wrongly is told: an unknown key, a time, nothing to trust, a file that is no key', async () => {
  const folder = fresh();
  await call(keysCommand, folder, ['init']);
  writeFileSync(join(folder, 'no.pem'), 'no key');
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['retire', 'SHA256:nobody'], /has no key SHA256:nobody/],
    [['retire', trustOf(folder).keys[0]?.keyId ?? '', '--at', 'soon'], /Not a time: soon/],
    [['trust'], /Give a public key/],
    [['trust', 'no.pem'], /not an ECDSA P-256 PEM/],
    [['trust', 'none.pem'], /cannot be read/],
    [['trust', '--tsa', 'no.pem'], /no readable X\.509/],
  ];
  for (const [args, words] of wrong) {
    const said = await call(keysCommand, folder, args);
    assert.equal(said.code, 2, args.join(' '));
    assert.match(said.out, words);
  }
});

test('verify takes keys from the command line, checkpoints from files, and speaks JSON, one line a report', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder);
  await archive.run(0);
  await archive.run(1);
  const exported = await call(keysCommand, folder, ['export', 'keys']);
  assert.equal(exported.code, 0);
  const names = readdirSync(join(folder, 'keys'));
  const file = (start: string) => join('keys', names.find((name) => name.startsWith(start)) ?? '');
  const pinned = ['--key', file('signer-'), '--ledger-key', file('ledger-'), '--state', 'elsewhere'];
  const good = await call(verifyCommand, folder, ['reports', ...pinned]);
  assert.equal(good.code, 0, good.out);
  assert.match(good.out, /nothing shows whether the newest runs were cut off/);
  assert.equal((await call(verifyCommand, folder, ['reports', ...pinned, '--require-time'])).code, 4);
  assert.equal(
    (await call(verifyCommand, folder, ['reports', '--key', file('signer-'), '--state', 'elsewhere'])).code,
    4,
  );
  writeFileSync(join(folder, 'kept.txt'), readFileSync(join(folder, 'reports/ledger/checkpoints/4.txt')));
  const known = await call(verifyCommand, folder, ['reports', ...pinned, '--known-checkpoint', 'kept.txt', '--json']);
  assert.equal(known.code, 0, known.out);
  const lines = known.out.split('\n').map((line) => JSON.parse(line));
  assert.deepEqual([lines.length, lines[0].checks.length, lines[2].archive], [3, 12, 'reports']);
});

test('archive stamp completes what had to wait, and says what is still missing', async () => {
  const folder = fresh();
  const archive = sampleArchive(folder, { timestamps: ['http://127.0.0.1:1/'] });
  await archive.run(0);
  const pending = await call(await archiveCommandFor(['stamp']), folder, ['stamp']);
  assert.equal(pending.code, 4);
  assert.match(pending.out, /its time stamp is still pending[\s\S]*cannot be reached/);
  const renewed = await call(await archiveCommandFor(['stamp']), folder, ['stamp', '--renew']);
  assert.match(renewed.out, /The ledger has 6 entries|The ledger has 5 entries/);
});

test('a signing program is set up once: a later init neither moves its window nor takes back its revocation', async () => {
  const folder = fresh();
  const signer = generateKey(join(folder, 'kms.pem'));
  mkdirSync(join(folder, 'state'));
  writeFileSync(join(folder, 'state', 'kms.pub.pem'), signer.publicPem);
  const command = ['openssl', 'dgst', '-sha256', '-sign', join(folder, 'kms.pem')];
  const config = { signer: { command, publicKey: 'kms.pub.pem' } };
  writeFileSync(join(folder, 'state', 'archive.json'), JSON.stringify(config));
  assert.equal((await call(keysCommand, folder, ['init'])).code, 0);
  await call(keysCommand, folder, ['revoke', signer.keyId, '--reason', 'leaked']);
  const revoked = trustOf(folder).keys.find(({ keyId }) => keyId === signer.keyId);
  assert.equal((await call(keysCommand, folder, ['init'])).code, 0);
  const again = trustOf(folder).keys.find(({ keyId }) => keyId === signer.keyId);
  assert.deepEqual([again?.start, again?.end, again?.revoked], [revoked?.start, revoked?.end, 'leaked']);
  assert.match((await call(keysCommand, folder, ['rotate'])).out, /in another program/);
});
