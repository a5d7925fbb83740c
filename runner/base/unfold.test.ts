import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from './redact.ts';
import { unfold, withoutTags } from './unfold.ts';

const mobile = '010-7391-4628';
const wide = mobile.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
/** How text looks whose UTF-8 was read as Windows' Western letters. */
const misread = 'ì—¬ê¶Œë²ˆí˜¸ M73914628';

for (const [written, meant] of [
  ['a%2Db', 'a-b'],
  ['a%252Db and %25252D', 'a-b and -'],
  ['%ED%95%9C%EA%B8%80', '한글'],
  ['\\u0041\\x42\\\\u0043', 'ABC'],
  ['&#65;&#x42;&amp;&nbsp;&commat;', 'AB& @'],
  ['&amp;#64;', '@'],
  [wide, mobile],
  ['010\u00a07391\u20114628', '010 7391-4628'],
  ['4\u200b2\u00ad4\ufeff2', '4242'],
  ['٤٢٤٢', '4242'],
  [String.raw`{\"a\":\"b\"}`, '{"a":"b"}'],
  [misread, '여권번호 M73914628'],
] as const) {
  test(`${JSON.stringify(written)} is read as ${meant}`, () => {
    assert.equal(unfold(written)?.text, meant);
  });
}

test('a text without codes is not read twice', () => {
  assert.equal(unfold('한글 plain 010-7391-4628 100% & more \\ "x"'), null);
  assert.equal(withoutTags('a < b and "c"', 'all'), null);
});

test('every place of the reading leads back to what is written there', () => {
  const piece = fc.constantFrom(
    'a',
    '한',
    '%41',
    '%2541',
    '&#66;',
    '&amp;',
    '\\u0043',
    '\u200b',
    '０',
    ' ',
    '%ED%95%9C',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(piece, { maxLength: 12 }), (before, after) => {
      const text = `${before.join('')}%6Deant${after.join('')}`;
      const view = unfold(text);
      assert.ok(view !== null);
      const at = view.text.lastIndexOf('meant');
      const { start, end } = view.placeOf(at, at + 5);
      const written = text.slice(start, end);
      assert.equal(unfold(written)?.text.replaceAll('\u200b', ''), 'meant');
    }),
  );
});

test('what is split over elements is hidden piece by piece, and the markup stays whole', () => {
  const { text } = createRedactor(['harbour-lantern-83']);
  assert.equal(text('<b>4242</b><b>4242</b><i>4242</i>4242'), '<b>424242******4242</b><b></b><i></i>');
  assert.equal(
    text('- paragraph:\n  - text: no 4242\n  - emphasis: "424242424242"\n- text: open 1,200원'),
    '- paragraph:\n  - text: no 424242******4242\n  - emphasis: ""\n- text: open 1,200원',
  );
  const snapshot = ['P', {}, '4242', ['B', {}, '4242'], ['B', {}, '4242'], '4242 harbour-', ['I', {}, 'lantern-83']];
  const hidden = text(JSON.stringify(snapshot));
  assert.deepEqual(JSON.parse(hidden), [
    'P',
    {},
    '424242******4242',
    ['B', {}, ''],
    ['B', {}, ''],
    ' ***',
    ['I', {}, ''],
  ]);
});

test('a line of JSON that holds an escaped secret is a line of JSON afterwards', () => {
  const { text, leaks } = createRedactor(['harbour-lantern-83']);
  const inner = '{"password":"opensesame1","n":1,"mail":"kim@shop.example"}';
  for (const said of [
    inner,
    encodeURIComponent(inner),
    JSON.stringify(inner),
    `x\n010-7391-4628\n`,
    'Cookie: sid="a1b2c3d4"',
  ]) {
    const line = JSON.stringify({ text: said, location: { url: `/x?y=${encodeURIComponent(said)}` }, n: [1, 'a'] });
    const hidden = text(line);
    assert.doesNotThrow(() => void JSON.parse(hidden), hidden);
    assert.deepEqual(leaks(hidden), [], hidden);
    assert.ok(!/opensesame1|kim@|7391|a1b2c3d4/.test(hidden), hidden);
  }
});

test('hostile text costs time in proportion to its length', () => {
  const { text, leaks } = createRedactor(['harbour-lantern-83']);
  for (const piece of [
    '%25',
    '%',
    '&#',
    '&amp;',
    '\\',
    '\\u',
    '<',
    '<a',
    '"],["',
    '","',
    'QUJD',
    'ì',
    '\u200b',
    '4539 ',
  ]) {
    const long = piece.repeat(20_000);
    assert.equal(typeof text(long), 'string');
    assert.ok(Array.isArray(leaks(long)));
  }
});
