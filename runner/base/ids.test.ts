import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRunId, newRunId, shortId } from './ids.ts';

const at = (iso: string) => ({ now: () => Date.parse(iso), elapsed: () => 0 });

test('a run id starts with the UTC time of the start', () => {
  const id = newRunId(at('2026-11-22T00:30:12.987Z'));
  assert.match(id, /^20261122-003012-[a-z2-7]{6}$/);
  assert.ok(isRunId(id));
});

test('run ids of later starts sort after earlier ones', () => {
  assert.ok(newRunId(at('2026-11-22T00:30:12Z')) < newRunId(at('2026-11-22T00:30:13Z')));
});

test('two ids of the same moment differ', () => {
  const ids = new Set(Array.from({ length: 1000 }, () => newRunId(at('2026-11-22T00:30:12Z'))));
  assert.ok(ids.size > 990);
  assert.match(shortId(), /^[a-z2-7]{6}$/);
});

test('a path, an empty text or a wrong alphabet is no run id', () => {
  for (const text of [
    '',
    '..',
    '20261122-003012-k3f9q',
    '20261122-003012-K3F5Q2',
    '20261122-003012-../../',
    '20261122-003012-k3f5q2\n',
  ])
    assert.equal(isRunId(text), false, text);
});
