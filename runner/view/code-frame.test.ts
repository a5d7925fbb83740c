import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFrame } from './code-frame.ts';

test('a place that ends where the next line begins marks only its own line', () => {
  const source = 'a: 1\nb: 2\n\nc: 3\n';
  const frame = String(codeFrame(source, { file: 'x.yaml', line: 2, column: 1, endLine: 3, endColumn: 1 }));
  assert.equal(frame.match(/line here/g)?.length, 1);
  assert.match(frame, /<mark>b: 2<\/mark>/);
});
