import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signBundle, openBundle } from '../sign/bundle.ts';
import type { Signer } from '../sign/signer.ts';
import { otherForm } from '../sign/testing/other-form.ts';
import { createRedactor } from '../base/redact.ts';
import { buildTree } from '../sign/merkle.ts';
import { trustOnly } from '../sign/trust.ts';
import { addFacts } from './addenda/add.ts';
import type { LedgerState } from './ledger/read.ts';
import { names } from './layout.ts';
import { sealRun } from './seal.ts';
import { sampleSealing } from './testing/sample.ts';
import { verifyReport } from './verify.ts';

/*
 * An ECDSA signature has a second valid form that anybody can compute. Where neither a ledger nor a time stamp has the signature's digest,
 * only the form itself can tell that the bytes were changed.
 */

const root = mkdtempSync(join(tmpdir(), 'other-form-'));
after(() => rmSync(root, { recursive: true, force: true }));
const runId = '20261122-003012-k3f5q2';
let sealed = '';
let signer: Signer;

before(async () => {
  const sealing = sampleSealing(join(root, 'reports'));
  signer = sealing.signer;
  sealed = await sealRun(sealing);
});

/** What a desk answers that keeps no ledger. */
const nothing: LedgerState = { lines: [], entries: [], torn: null, tree: buildTree([]), checkpoint: null };

function copy(): string {
  const folder = join(mkdtempSync(join(root, 'copy-')), runId);
  cpSync(sealed, folder, { recursive: true });
  return folder;
}

/** The bundle with its signature in the other form, as anybody can write it. */
function flip(file: string): void {
  const text = readFileSync(file, 'utf8');
  const result = openBundle(Buffer.from(text));
  assert.ok('opened' in result);
  const { signature } = result.opened;
  writeFileSync(file, text.replace(signature.toString('base64'), otherForm(signature).toString('base64')));
}

const verified = (folder: string) => verifyReport(folder, { publicKeyPem: signer.publicPem });
const failedIn = (folder: string) =>
  verified(folder).checks.flatMap(({ name, outcome, detail }) => (outcome === 'failed' ? [[name, detail.en]] : []));

test('a report whose signature was changed into its other valid form is not the one that was signed', () => {
  const folder = copy();
  flip(join(folder, names.bundle));
  const [[name, words = ''] = []] = failedIn(folder);
  assert.equal(name, 'signature');
  assert.match(words, /other valid form/);
  assert.equal(verified(sealed).state, 'verified');
});

test('SHA256SUMS.sig in its other valid form is noticed as well', () => {
  const folder = copy();
  const file = join(folder, names.sumsSignature);
  const armored = /BEGIN SSH SIGNATURE-----\n([\s\S]+)\n-----END/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const bytes = Buffer.from(armored, 'base64');
  writeFileSync(file, rewriteSsh(bytes));
  const [[name, words = ''] = []] = failedIn(folder);
  assert.equal(name, 'files');
  assert.match(words, /SHA256SUMS\.sig/);
});

test('an addendum in its other valid form is noticed, also where no ledger has its digest', async () => {
  const folder = copy();
  const fact = {
    type: 'note',
    key: 'n',
    at: '2026-11-22T01:00:00.000Z',
    by: '이수민',
    about: null,
    text: '메모',
  } as const;
  const adding = {
    reports: join(folder, '..'),
    folder,
    signer,
    trust: trustOnly(signer),
    redactor: createRedactor(),
    now: () => fact.at,
    desk: { record: () => nothing },
  };
  const [file = ''] = await addFacts(adding, [{ ...fact, decision: null, files: [] }]);
  assert.equal(verified(folder).state, 'verified');
  flip(join(folder, file));
  const [[name, words = ''] = []] = failedIn(folder);
  assert.equal(name, 'files');
  assert.match(words, /addenda\/0001.*other valid form/);
});

test('a report of before this rule, whichever form chance gave it, still verifies', async () => {
  const folder = copy();
  const file = join(folder, names.bundle);
  const result = openBundle(readFileSync(file));
  assert.ok('opened' in result);
  const said = result.opened.payload.toString().replace(/,"signatureForm":"low-S"/, '');
  assert.ok(!said.includes('signatureForm'));
  writeFileSync(file, await signBundle(Buffer.from(said), signer));
  assert.equal(verified(folder).state, 'verified');
  flip(file);
  assert.equal(verified(folder).state, 'verified');
});

/** The last two numbers of the inner blob, the second as n - s. */
function rewriteSsh(bytes: Buffer): string {
  // … string(string(kind) string(mpint r, mpint s)): the signature is the last string of the last string.
  const kind = Buffer.from('ecdsa-sha2-nistp256');
  const at = bytes.lastIndexOf(kind) + kind.length;
  const numbers = bytes.subarray(at + 4);
  const sizeOfR = numbers.readUInt32BE(0);
  const r = numbers.subarray(4, 4 + sizeOfR);
  const s = numbers.subarray(8 + sizeOfR);
  const der = (one: Buffer): Buffer => Buffer.concat([Buffer.from([2, one.length]), one]);
  const inner = Buffer.concat([der(r), der(s)]);
  const flipped = otherForm(Buffer.concat([Buffer.from([0x30, inner.length]), inner]));
  const ofS = flipped.subarray(2 + 2 + sizeOfR + 2);
  const withSize = (one: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(one.length);
    return Buffer.concat([size, one]);
  };
  const pair = withSize(Buffer.concat([withSize(r), withSize(ofS)]));
  const outer = withSize(Buffer.concat([withSize(kind), pair]));
  const head = bytes.subarray(0, bytes.lastIndexOf(kind) - 8);
  const lines =
    Buffer.concat([head, outer])
      .toString('base64')
      .match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}
