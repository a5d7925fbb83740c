import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { createRedactor } from '../../runner/base/redact.ts';
import { writeZip } from '../../runner/base/zip.ts';
import { buildCli, type BuiltCli } from '../kit/built-cli.ts';
import { marks } from '../proofs/secrets/hostile-page.ts';
import { talkingPicture } from '../proofs/secrets/hostile-shop.ts';
import { planted, registered } from '../proofs/secrets/planted.ts';
import { viewsOf } from '../proofs/secrets/search-files.ts';
import { hitsIn, proveSecrets } from '../proofs/secrets/secrets-proof.ts';

/* A part of `npm run test:secrets`, which makes every kind fail in every way. */
let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => cli.remove());

const every = planted.map((_one, index) => index);

test('the searcher finds every kind in whatever it is packed, so that finding nothing means something', () => {
  assert.ok(planted.length >= 60);
  const packings: readonly (readonly [string, (text: string) => Buffer])[] = [
    ['text', (text) => Buffer.from(text)],
    ['wide text', (text) => Buffer.from(text, 'utf16le')],
    ['JSON', (text) => Buffer.from(JSON.stringify({ a: [text] }))],
    ['a ZIP', (text) => writeZip([{ name: 'x.json', content: Buffer.from(JSON.stringify(text)) }])],
    [
      'a ZIP in a ZIP',
      (text) => writeZip([{ name: 'x.zip', content: writeZip([{ name: 'x', content: Buffer.from(text) }]) }]),
    ],
    [
      'a stream of a PDF',
      (text) => Buffer.concat([Buffer.from('x stream\n'), deflateSync(text), Buffer.from('\nendstream')]),
    ],
    ['a picture', talkingPicture],
    ['base64', (text) => Buffer.from(`data:text/plain;base64,${Buffer.from(text).toString('base64')}`)],
  ];
  for (const [name, pack] of packings)
    for (const index of every) {
      // UTF-16 of Hangul is no text without its other half.
      if (name === 'wide text' && /[^\0-\x7f]/.test(planted[index]?.text ?? '')) continue;
      // Shorter base64 is every other word.
      if (name === 'base64' && Buffer.byteLength(planted[index]?.text ?? '') < 12) continue;
      const hits = hitsIn([{ file: name, views: viewsOf(pack(planted[index]?.text ?? '')) }], [index]);
      assert.equal(hits.length, 1, `${planted[index]?.kind} in ${name}`);
    }
});

function writtenWays(text: string): readonly string[] {
  const json = JSON.stringify({ a: text });
  const plain = [text, json, JSON.stringify(json), encodeURIComponent(text), `<p title="x">${text}</p>`, `[${json}]`];
  return [...plain, Buffer.from(text).toString('base64'), `{"b":"${Buffer.from(json).toString('base64url')}"}`];
}

test(`${planted.length} kinds are gone from what the sink lets through, and what stands around them is not`, () => {
  const redactor = createRedactor(Object.values(registered));
  for (const [index, { kind, text }] of planted.entries()) {
    for (const written of writtenWays(text)) {
      const hidden = redactor.text(`앞말 ${written}\n뒷말`);
      assert.deepEqual(hitsIn([{ file: hidden, views: viewsOf(Buffer.from(hidden)) }], [index]), [], kind);
      assert.deepEqual(redactor.leaks(hidden), [], `${kind}: what was hidden does not stop the seal: ${hidden}`);
      assert.ok(hidden.startsWith('앞말') && hidden.endsWith('뒷말'), `${kind}: ${hidden}`);
    }
  }
});

test('a live page says a quarter of the kinds on every road, steps fail on them, and nothing of it is left anywhere', async () => {
  const kinds = every.filter((index) => index % 4 === 1);
  const result = await proveSecrets(cli, { turns: [0], kinds });
  assert.deepEqual(result.troubles, []);
  assert.deepEqual(result.hits, []);
  const closed = marks.filter((mark) => !result.roads.includes(mark));
  // What is said in some of the ways to fail alone, and a picture's comment, which is left out of the trace with its picture.
  assert.deepEqual(
    closed,
    ['mark-picture'].filter((mark) => marks.includes(mark)),
  );
});
