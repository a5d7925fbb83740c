import assert from 'node:assert/strict';
import test from 'node:test';
import { codeFrame, printable } from './carets.ts';

const at = (line: number, column: number, endColumn: number, endLine = line) => ({
  file: 'a.yaml',
  line,
  column,
  endLine,
  endColumn,
});

test('carets stand under the words they mean', () => {
  assert.deepEqual(codeFrame('a: 1\n  gatway: toss\nb: 2\nc: 3', at(2, 3, 9), 'no such key'), [
    '  1 | a: 1',
    '  2 |   gatway: toss',
    '    |   ^^^^^^ no such key',
    '  3 | b: 2',
  ]);
});

test('a Hangul syllable takes two columns before and under the carets', () => {
  assert.deepEqual(codeFrame('제목: 검색', at(1, 5, 7), 'x'), ['  1 | 제목: 검색', '    |       ^^^^ x']);
});

test('tabs are widened to their stops so that the carets still fit', () => {
  assert.deepEqual(codeFrame('\ta: b', at(1, 2, 3), 'x'), ['  1 |     a: b', '    |     ^ x']);
});

test('a span over several lines is marked to the end of its first line', () => {
  assert.deepEqual(codeFrame('ab: |\n  c', at(1, 5, 3, 2), 'x'), ['  1 | ab: |', '    |     ^ x', '  2 |   c']);
});

test('a place behind the end of the text still gets one caret', () => {
  assert.deepEqual(codeFrame('', at(1, 1, 1), 'x'), ['  1 |', '    | ^ x']);
});

test('of a very long line only the part around the span is shown', () => {
  const frame = codeFrame(`${'x'.repeat(500)}!${'y'.repeat(500)}`, at(1, 501, 502), 'here');
  assert.ok(frame.every((line) => line.length < 120));
  assert.equal(frame[0]?.[frame[1]?.indexOf('^') ?? -1], '!');
});

test('what a file says cannot move the cursor, colour the screen or turn the text around', () => {
  assert.equal(printable('a\u001b[31mred\u001b[0m\u202eb\u0000c\nd'), 'ared\ufffdb\ufffdc d');
  assert.deepEqual(codeFrame('k: \u001b[2Jv', at(1, 4, 9), 'x')[0], '  1 | k: [2Jv');
});
