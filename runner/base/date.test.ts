import assert from 'node:assert/strict';
import test from 'node:test';
import { dayInKorea, isDate } from './date.ts';

test('only days of the calendar are dates', () => {
  for (const text of ['2026-12-31', '2028-02-29']) assert.equal(isDate(text), true, text);
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026/01/01', 'tomorrow', '']) {
    assert.equal(isDate(text), false, text);
  }
});

test('the day changes at midnight in Korea, which is 15:00 UTC', () => {
  assert.equal(dayInKorea(Date.UTC(2026, 10, 21, 14, 59, 59)), '2026-11-21');
  assert.equal(dayInKorea(Date.UTC(2026, 10, 21, 15, 0, 0)), '2026-11-22');
});
