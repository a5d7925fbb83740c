import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDuration } from './duration.ts';

const cases: readonly (readonly [text: string, ms: number | null])[] = [
  ['500ms', 500],
  ['10s', 10_000],
  ['2m', 120_000],
  ['0s', 0],
  ['10', null],
  ['1.5s', null],
  ['-1s', null],
  ['10 s', null],
  ['1h', null],
  ['9999999999s', null],
  ['', null],
];

for (const [text, ms] of cases) {
  test(`"${text}" is ${ms === null ? 'no duration' : `${ms} milliseconds`}`, () => {
    assert.equal(parseDuration(text), ms);
  });
}
