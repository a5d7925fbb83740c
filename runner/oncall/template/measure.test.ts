import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutTo, graphemesOf, sizeOf, toEucKr, type Unit } from './measure.ts';

test('a text is measured as the provider counts it', () => {
  const rows: readonly (readonly [string, number, number, number])[] = [
    // text, characters, UTF-8, EUC-KR
    ['abc', 3, 3, 3],
    ['주문', 2, 6, 4],
    ['주문 A', 4, 8, 6],
    ['뷁', 1, 3, 2],
    ['…', 1, 3, 2],
    ['', 0, 0, 0],
  ];
  for (const [text, characters, utf8, eucKr] of rows) {
    assert.deepEqual(
      (['characters', 'utf8', 'euc-kr'] as const).map((unit) => sizeOf(text, unit)),
      [characters, utf8, eucKr],
      text,
    );
  }
});

test('what a Korean network cannot carry becomes its neighbour, a question mark, or nothing', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['결제 — 실패', '결제 - 실패'],
    ['똠방각하 펩시콜라 뷁', '똠방각하 펩시콜라 뷁'],
    ['실패 🔥 2건', '실패 2건'],
    ['가족 👨‍👩‍👧‍👦입니다', '가족 입니다'],
    ['1,000₩', '1,000￦'],
    ['café', 'caf?'],
    ['日本語', '日本語'],
    ['ภาษา', '????'],
    ['①★♥', '①★♥'],
  ];
  for (const [text, wanted] of rows) assert.equal(toEucKr(text), wanted);
});

const units: readonly Unit[] = ['characters', 'utf8', 'euc-kr'];

test('a cut text fits, ends where a character ends, and begins as the text began', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.integer({ min: 0, max: 150 }),
      fc.constantFrom(...units),
      (text, limit, unit) => {
        const size = (part: string): number => sizeOf(part, unit);
        const cut = cutTo(text, { limit, size });
        assert.ok(size(cut) <= limit);
        if (size(text) <= limit) return assert.equal(cut, text);
        if (cut === '') return undefined;
        assert.ok(cut.endsWith('…'));
        const kept = cut.slice(0, -1);
        assert.ok(text.startsWith(kept));
        const all = graphemesOf(text);
        const starts = new Set(all.map((_, index) => all.slice(0, index).join('').trimEnd()));
        return assert.ok(starts.has(kept), `${JSON.stringify(kept)} ends within a character`);
      },
    ),
  );
});

test('a huge text is cut without being walked to its end', () => {
  const huge = '가'.repeat(20_000_000);
  assert.equal(cutTo(huge, { limit: 11, size: (part) => sizeOf(part, 'euc-kr') }), '가가가가…');
});

test('an emoji of several parts goes whole or stays whole', () => {
  const size = (part: string): number => sizeOf(part, 'characters');
  assert.equal(cutTo('A👨‍👩‍👧‍👦BC', { limit: 5, size }), 'A…');
  assert.equal(cutTo('각각각', { limit: 2, size }), '각…');
  assert.equal(cutTo('e\u0301e\u0301e\u0301', { limit: 4, size }), 'e\u0301…');
});
