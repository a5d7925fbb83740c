import assert from 'node:assert/strict';
import { test } from 'node:test';
import { widthOf } from '../report/columns.ts';
import { fold } from './fold.ts';

const words =
  '서명된 목록에 있는 파일 377개가 모두 서명할 때 그대로입니다. 나머지 네 개는 목록과 서명과 그 증명입니다.';

test('a terminal gets lines that fit beside the indent', () => {
  const lines = fold(words, 15, { columns: 80 });
  assert.ok(lines.length > 1);
  for (const line of lines) assert.ok(widthOf(line) <= 65, line);
  assert.equal(lines.join(' '), words);
});

test('a pipe, a file, and a window too narrow to read get the line whole', () => {
  assert.deepEqual(fold(words, 15, { columns: null }), [words]);
  assert.deepEqual(fold(words, 15, { columns: 20 }), [words]);
});
