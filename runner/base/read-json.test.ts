import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJson, readOwnJson } from './read-json.ts';

test('JSON is read as JSON.parse reads it', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => assert.deepEqual(readJson(text), JSON.parse(text))));
});

test('what is no JSON, and what is nested deeper than anything we write, is nothing', () => {
  for (const text of ['', '{', '[1,]', 'nul']) assert.equal(readJson(text), undefined);
  for (const deep of [101, 2_000_000]) {
    assert.equal(readJson('['.repeat(deep) + ']'.repeat(deep)), undefined);
    assert.equal(readJson('{"a":'.repeat(deep) + '1' + '}'.repeat(deep)), undefined);
  }
  assert.notEqual(readJson('['.repeat(100) + ']'.repeat(100)), undefined);
});

test('brackets inside a text are no nesting, however it is escaped', () => {
  const texts = ['['.repeat(500), '\\"'.repeat(200) + '{'.repeat(200), '\\'.repeat(301) + '['.repeat(200)];
  for (const text of texts) assert.deepEqual(readJson(JSON.stringify([text])), [text]);
});

test('our own JSON has one spelling', () => {
  assert.deepEqual(readOwnJson('{"a":1}'), { a: 1 });
  for (const text of ['{"a": 1}', '{"a":1,"a":1}', '{"a":1.0}', '{"a":"\\u0041"}', '{"a":9007199254740993}'])
    assert.equal(readOwnJson(text), undefined, text);
});
