import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createRedactor } from '../base/redact.ts';
import { writeZip } from '../base/zip.ts';
import { refuseLeaks } from './scan.ts';
import { SealError } from './seal-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'postflight-scan-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const redactor = createRedactor(['hemmelig-42']);

function look(content: Buffer | string): void {
  writeFileSync(join(folder, 'file'), content);
  refuseLeaks(folder, ['file'], redactor);
}

for (const [name, content, words] of [
  ['a card number in text', 'a\nb 4242424242424242', /line 2 of file holds what reads like a card number/],
  ['a secret after a NUL', 'x\0y hemmelig-42', /file holds a registered secret/],
  ['a secret in an archive', writeZip([{ name: 'trace.trace', content: Buffer.from('hemmelig-42') }]), /trace\.trace/],
  ['a packed file', gzipSync('hemmelig-42'), /nobody can look into file/],
  ['a damaged archive', Buffer.from('PK\x03\x04 and nothing'), /nobody can look into file/],
] as const) {
  test(`${name} is not sealed, and the file is named`, () => {
    assert.throws(
      () => look(content),
      (error) => error instanceof SealError && words.test(error.text.en),
    );
  });
}

test('pictures, clean text and clean archives are', () => {
  look(Buffer.from([0xff, 0xd8, 0xff, 0, 0]));
  look('PK is no archive by these letters alone');
  look(writeZip([{ name: 'trace.trace', content: Buffer.from('{}') }]));
});
