import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SetupError } from '../../model/trouble.ts';
import { readLimit, readQuery } from './query.ts';

test('a day that no calendar has, a verdict that nobody gives and a limit that is no number are refused, not searched for', () => {
  for (const options of [{ from: '2026-99-99' }, { to: '2026-02-30' }, { from: 'yesterday' }, { verdict: 'MAYBE' }])
    assert.throws(() => readQuery(options), SetupError, JSON.stringify(options));
  for (const limit of ['-1', 'abc', '', '1.5', '9'.repeat(20)])
    assert.throws(() => readLimit(limit), SetupError, limit);
});

test('what may be asked is asked as it was typed', () => {
  assert.equal(readQuery({ from: '2028-02-29', verdict: 'no-go' }, ['결제']).verdict, 'no-go');
  assert.deepEqual(readQuery({}, ['결제']).words, ['결제']);
  assert.deepEqual([readLimit('0'), readLimit('20'), readLimit(undefined)], [0, 20, Number.MAX_SAFE_INTEGER]);
});
