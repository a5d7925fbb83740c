import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
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

const secret = 'hemmelig-42';
const pixels = Buffer.from([0xff, 0xda, 0, 4, 1, 2, 0x11, 0x22, 0xff, 0xd9]);

/** A JPEG with one segment of this mark before its pixels. */
function jpeg(mark: number, content: string): Buffer {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, 0xd8, 0xff, mark, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([head, body, pixels]);
}

/** A PNG with one chunk before its end. */
function png(type: string, content: Buffer): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const named = Buffer.concat([Buffer.from(name), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', Buffer.alloc(13)),
    chunk(type, content),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** As Chromium prints one: letters are numbers of a font's table. */
function pdf(words: string): Buffer {
  const codes = Array.from(words, (_letter, index) => (index + 1).toString(16).padStart(2, '0'));
  const table = Array.from(
    words,
    (letter, index) => `<${codes[index]}> <${letter.charCodeAt(0).toString(16).padStart(4, '0')}>`,
  );
  const stream = (text: string): string => {
    const packed = deflateSync(text).toString('latin1');
    return `<</Filter /FlateDecode\n/Length ${packed.length}>> stream\n${packed}\nendstream`;
  };
  const shown = codes.map((code) => `3 0 Td <${code}> Tj`).join('\n');
  const text = [
    '%PDF-1.4',
    `1 0 obj\n<</Font <</F4 4 0 R>>>>\nendobj`,
    `4 0 obj\n<</Type /Font\n/ToUnicode 5 0 R>>\nendobj`,
    `5 0 obj\n${stream(`begincmap 1 beginbfchar\n${table.join('\n')}\nendbfchar endcmap`)}\nendobj`,
    `6 0 obj\n${stream(`BT\n/F4 16 Tf\n${shown}\nET`)}\nendobj`,
    'trailer\n%%EOF',
  ];
  return Buffer.from(text.join('\n'), 'latin1');
}

for (const [name, content, words] of [
  ['a secret in a JPEG comment', jpeg(0xfe, secret), /file holds a registered secret/],
  ['a phone number in camera data', jpeg(0xe1, 'Exif\0\0owner 010-1234-5678'), /a phone number/],
  [
    'a secret behind a JPEG’s end',
    Buffer.concat([jpeg(0xe0, 'JFIF'), Buffer.from(`....${secret}....`)]),
    /a registered secret/,
  ],
  ['a secret in a PNG text', png('tEXt', Buffer.from(`Comment\0${secret}`)), /a registered secret/],
  [
    'a secret in a packed PNG text',
    png('zTXt', Buffer.concat([Buffer.from('C\0\0'), deflateSync(secret)])),
    /a registered secret/,
  ],
  [
    'a secret in an international PNG text',
    png('iTXt', Buffer.concat([Buffer.from('XML\0\x01\0\0\0'), deflateSync(secret)])),
    /a registered secret/,
  ],
  ['a secret in a PDF’s glyphs', pdf(`x ${secret} y`), /a registered secret/],
  ['a card number in a PDF', pdf('4242 4242 4242 4242'), /a card number/],
  ['a locked PDF', Buffer.from('%PDF-1.4\n1 0 obj\n<</Encrypt 2 0 R>>\nendobj\n%%EOF'), /nobody can look into file/],
  [
    'a mail address in an archive in an archive',
    writeZip([{ name: 'a.zip', content: writeZip([{ name: 'b', content: Buffer.from('kim@shop.kr') }]) }]),
    /file \(a\.zip\/b\) holds an e-mail/,
  ],
  [
    'a secret in the name of an archive’s file',
    writeZip([{ name: `${secret}.txt`, content: Buffer.from('x') }]),
    /a registered secret/,
  ],
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

test('a file is not sealed when its name is the secret, and the name is not told', () => {
  assert.throws(
    () => refuseLeaks(folder, [`evidence/${secret}.txt`], redactor),
    (error) =>
      error instanceof SealError && /the name of a file/.test(error.text.en) && !error.text.en.includes(secret),
  );
});

test('what the frozen checklist says may stand in the other files, and nothing else may', () => {
  mkdirSync(join(folder, 'checklist'), { recursive: true });
  writeFileSync(join(folder, 'checklist/release.yaml'), 'email: tester@example.com');
  writeFileSync(join(folder, 'page.txt'), 'signed in as tester@example.com');
  refuseLeaks(folder, ['checklist/release.yaml', 'page.txt'], createRedactor());
  writeFileSync(join(folder, 'page.txt'), 'signed in as other@example.com');
  assert.throws(() => refuseLeaks(folder, ['checklist/release.yaml', 'page.txt'], createRedactor()), SealError);
});

test('pictures, clean text and clean archives are', () => {
  look(Buffer.from([0xff, 0xd8, 0xff, 0, 0]));
  look('PK is no archive by these letters alone');
  look(writeZip([{ name: 'trace.trace', content: Buffer.from('{}') }]));
});
