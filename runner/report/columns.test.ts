import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { padColumns, widthOf, wrapColumns } from './columns.ts';

test('labels of one and of two columns a character end in the same column', () => {
  assert.equal(widthOf(padColumns('기대', 10)), 10);
  assert.equal(widthOf(padColumns('Expected', 10)), 10);
});

test('an empty text has no lines', () => {
  assert.deepEqual(wrapColumns('', 20), []);
});

test('a line breaks at a space where it can, and inside a word only when the word is too long', () => {
  assert.deepEqual(wrapColumns('결제 금액이 다릅니다', 12), ['결제 금액이', '다릅니다']);
  assert.deepEqual(wrapColumns('가나다라마바', 8), ['가나다라', '마바']);
});

test('no line is wider than allowed, and no visible character is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('가', 'a', ' ', '1', '원') }),
      fc.integer({ min: 4, max: 30 }),
      (text, columns) => {
        const lines = wrapColumns(text, columns);
        for (const line of lines)
          assert.ok(widthOf(line) <= columns, `${JSON.stringify(line)} is wider than ${columns}`);
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      },
    ),
  );
});
