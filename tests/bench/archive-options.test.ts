import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArchiveBenchOptions } from './archive-options.ts';
import { BenchProblem } from './options.ts';

test('the bench of the archive takes a number of reports and a folder, and tells what it does not know', () => {
  assert.deepEqual(readArchiveBenchOptions([], '/here'), { reports: 100, at: null });
  assert.deepEqual(readArchiveBenchOptions(['--reports', '1000', '--at', 'kept'], '/here'), {
    reports: 1000,
    at: '/here/kept',
  });
  assert.equal(readArchiveBenchOptions(['--at', '/there'], '/here').at, '/there');
  for (const bad of [['--reports'], ['--reports', '0'], ['--reports', '1e3'], ['--at'], ['--pairs', '2'], ['100']])
    assert.throws(() => readArchiveBenchOptions(bad, '/here'), BenchProblem, bad.join(' '));
});
