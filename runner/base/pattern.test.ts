import assert from 'node:assert/strict';
import test from 'node:test';
import { compilePattern, PatternError } from './pattern.ts';

test('a pattern is found anywhere in the text', () => {
  assert.equal(compilePattern('\\d+원').test('합계 1200원 입니다'), true);
  assert.equal(compilePattern('^원').test('1200원'), false);
});

test('a pattern that would make a backtracking engine hang is answered', () => {
  assert.equal(compilePattern('(a+)+$').test(`${'a'.repeat(5_000)}!`), false);
});

const refused: readonly (readonly [pattern: string, words: RegExp])[] = [
  ['(?=x)y', /looks around/],
  ['(?<!x)y', /looks around/],
  ['(a)\\1', /refers back/],
  ['[a', /missing closing \]/],
  ['a{1001}', /repeat count/],
  ['x'.repeat(501), /501 characters/],
];

for (const [pattern, words] of refused) {
  test(`the pattern ${pattern.slice(0, 12)} is refused in words a person can act on`, () => {
    assert.throws(
      () => compilePattern(pattern),
      (error) => error instanceof PatternError && words.test(error.message),
    );
  });
}
