import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wonInWords } from './won-words.ts';

for (const [krw, words] of [
  [0n, '영'],
  [1_349n, '일천삼백사십구'],
  [39_000n, '삼만구천'],
  [10_000n, '일만'],
  [200_000_000n, '이억'],
  [234_050_001n, '이억삼천사백오만일'],
  [99_900_000_000n, '구백구십구억'],
  [1_000_000_000_000n, '일조'],
] as const) {
  test(`${krw} is written ${words}`, () => {
    assert.equal(wonInWords(krw), words);
  });
}
