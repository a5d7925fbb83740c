import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createRedactor } from './redact.ts';
import { cleanArchive, findLeak, lookAt } from './scan-bytes.ts';
import { readZip, writeZip } from './zip.ts';

const redactor = createRedactor(['hemmelig-nøgle-42']);
const card = '4242424242424242';
const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]);
const mebibyte = 1024 * 1024;

test('what is packed comes out again as it was', () => {
  const entry = fc.record({
    name: fc.stringMatching(/^[a-z가-힣./]{1,12}$/),
    content: fc.uint8Array({ maxLength: 300 }),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
      const files = entries.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
      assert.deepEqual(readZip(writeZip(files), mebibyte), files);
    }),
  );
});

test('the name of a download in a trace is the page’s word with its signs replaced, and is not kept', () => {
  const line = '{"method":"download","params":{"suggestedFilename":"{_password___open\\"sesame7392_}.csv","url":"x"}}';
  const cleaned = cleanArchive(writeZip([{ name: 'trace.trace', content: Buffer.from(line) }]), redactor);
  const [entry] = readZip(cleaned?.archive ?? Buffer.alloc(0), mebibyte) ?? [];
  assert.equal(entry?.content.toString(), '{"method":"download","params":{"suggestedFilename":"***.csv","url":"x"}}');
});

test('a damaged archive, one that is cut, and one that unpacks to too much are not read', () => {
  const archive = writeZip([{ name: 'a.txt', content: Buffer.from('x'.repeat(5_000)) }]);
  assert.equal(readZip(archive, 4_999), null);
  assert.equal(readZip(archive.subarray(0, 40), mebibyte), null);
  fc.assert(
    fc.property(fc.nat({ max: archive.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const damaged = Buffer.from(archive);
      damaged[place] = (damaged[place] ?? 0) ^ change;
      readZip(damaged, mebibyte);
    }),
  );
});

test('a leak is found in text, behind a NUL, in wide text and inside an archive', () => {
  const texts = [
    Buffer.from(`card ${card}`),
    Buffer.from(`\0\0binary card ${card}`),
    Buffer.from(`card ${card}`, 'utf16le'),
    writeZip([
      { name: 'screen.jpg', content: picture },
      { name: 'trace.network', content: Buffer.from(`{"card":"${card}"}`) },
    ]),
  ];
  for (const [index, bytes] of texts.entries()) {
    const found = findLeak(bytes, redactor);
    assert.ok(found !== null && 'leak' in found, `${index}`);
  }
  const inside = findLeak(texts[3] ?? picture, redactor);
  assert.ok(inside !== null && 'where' in inside && inside.where === 'trace.network');
  assert.equal(findLeak(Buffer.from('nothing to see 1234'), redactor), null);
  assert.equal(findLeak(picture, redactor), null);
});

test('what is packed in another way cannot be looked into, and that is said', () => {
  for (const bytes of [gzipSync('x'), Buffer.from('%PDF-1.7'), Buffer.from('PK\x03\x04 no archive')])
    assert.deepEqual(findLeak(bytes, redactor), { closed: '' });
  assert.equal(lookAt(Buffer.from('RIFF\0\0\0\0WEBPVP8 ')).kind, 'picture');
});

test('a cleaned archive keeps pictures and texts, hides what is secret and leaves out what is closed', () => {
  const body = `{"value":"hemmelig-nøgle-42","card":"${card}"}`;
  const cleaned = cleanArchive(
    writeZip([
      { name: 'trace.trace', content: Buffer.from(body) },
      { name: 'resources/a.jpeg', content: picture },
      { name: 'resources/b.gz', content: gzipSync(body) },
    ]),
    redactor,
  );
  assert.ok(cleaned !== null);
  assert.deepEqual(cleaned.leftOut, ['resources/b.gz']);
  const entries = readZip(cleaned.archive, mebibyte) ?? [];
  assert.deepEqual(
    entries.map(({ name, content }) => [name, name.endsWith('jpeg') ? content.equals(picture) : content.toString()]),
    [
      ['trace.trace', '{"value":"***","card":"424242******4242"}'],
      ['resources/a.jpeg', true],
    ],
  );
  assert.equal(findLeak(cleaned.archive, redactor), null);
  assert.equal(cleanArchive(Buffer.from('no archive'), redactor), null);
});
