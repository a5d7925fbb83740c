import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildTree, hashLeaf } from './merkle.ts';
import { generateKey, generateLedgerKey, loadLedgerKey } from './keys.ts';
import { checkpointBody, checkpointSigner, readCheckpoint, signCheckpoint, verifierKey } from './note.ts';
import { sshSign, sshVerify } from './ssh-signature.ts';
import { sshWire } from './ssh-wire.ts';
import { formatTlogProof, readTlogProof } from './tlog-proof.ts';

const root = mkdtempSync(join(tmpdir(), 'forms-'));
after(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);
const ledger = generateLedgerKey(at('ledger.pem'), { passphrase: 'open sesame' });
const stranger = generateLedgerKey(at('stranger.pem'));
const signer = generateKey(at('signer.pem'));
const tree = buildTree(['a', 'b', 'c'].map((text) => hashLeaf(Buffer.from(text))));
const checkpoint = { origin: 'postflight/abcdef', size: 3, root: tree.root(3) };
const note = signCheckpoint(checkpoint, ledger);

test('a ledger key is opened with its passphrase and is the same key', () => {
  assert.equal(loadLedgerKey(at('ledger.pem'), { passphrase: 'open sesame' }).keyId, ledger.keyId);
});

test('a checkpoint is a signed note that openssl verifies', () => {
  assert.equal(checkpointSigner(note, [stranger, ledger])?.keyId, ledger.keyId);
  assert.equal(checkpointSigner(note, [stranger]), null);
  const read = readCheckpoint(note);
  assert.deepEqual(read?.root, checkpoint.root);
  writeFileSync(at('body'), checkpointBody(checkpoint));
  writeFileSync(at('sig'), read?.signature.subarray(4) ?? Buffer.alloc(0));
  writeFileSync(at('key.pem'), ledger.publicPem);
  const args = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', '-in', 'body', '-sigfile', 'sig'];
  assert.match(execFileSync('openssl', args, { cwd: root, encoding: 'utf8' }), /Verified Successfully/);
  assert.match(verifierKey(checkpoint.origin, ledger), /^postflight\/abcdef\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/);
});

test('every flipped bit of a checkpoint is noticed', () => {
  const bytes = Buffer.from(note);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(checkpointSigner(changed.toString('utf8'), [ledger]), null, `bit ${bit}`);
  }
});

test('a proof is read back exactly, and no other spelling of it', () => {
  const proof = { entry: '{"seq":1}', index: 1, hashes: tree.inclusion(1, 3), checkpoint: note };
  const text = formatTlogProof(proof);
  assert.deepEqual(readTlogProof(text), proof);
  for (const other of [
    text.replace('index 1', 'index 01'),
    `${text}\n`,
    text.replace('extra ', 'extra  '),
    text.replace('\n', '\r\n'),
  ]) {
    const read = readTlogProof(other);
    assert.ok(read === null || read.checkpoint !== note, JSON.stringify(other.slice(0, 40)));
  }
});

test('ssh-keygen verifies SHA256SUMS.sig, and neither it nor we take a changed one', async (t) => {
  if (spawnSync('ssh-keygen', ['-?']).error !== undefined) {
    t.skip('ssh-keygen is not installed');
    return;
  }
  const sums = Buffer.from('0123  a\n');
  const text = await sshSign(sums, signer);
  assert.ok(sshVerify(text, sums, signer, 'low-S'));
  assert.ok(!sshVerify(text, Buffer.from('0123  b\n'), signer, 'either'));
  assert.ok(!sshVerify(text, sums, generateKey(at('other.pem')), 'either'));
  const wire = sshWire(signer.key, 'ecdsa-sha2-nistp256').toString('base64');
  writeFileSync(at('allowed'), `postflight namespaces="run-report" ecdsa-sha2-nistp256 ${wire}\n`);
  writeFileSync(at('sums.sig'), text);
  const verify = (input: Buffer) =>
    spawnSync(
      'ssh-keygen',
      ['-Y', 'verify', '-f', 'allowed', '-I', 'postflight', '-n', 'run-report', '-s', 'sums.sig'],
      {
        cwd: root,
        input,
      },
    ).status;
  assert.equal(verify(sums), 0);
  assert.notEqual(verify(Buffer.from('0123  b\n')), 0);
  const bytes = readFileSync(at('sums.sig'));
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.ok(!sshVerify(changed.toString('latin1'), sums, signer, 'low-S'), `bit ${bit}`);
  }
});
