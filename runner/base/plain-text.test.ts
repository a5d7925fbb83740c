import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonLine, plainText, visible, visibleName } from './plain-text.ts';

test('escape sequences go, controls and direction overrides become visible, tabs and lines stay', () => {
  assert.equal(plainText('\u001b[31m결제\u001b[0m'), '결제');
  assert.equal(plainText('a\u0000b\rc\u202ed\u009be'), 'a�b�c�d�e'.replace('�e', plainText('\u009be')));
  assert.equal(plainText('a\tb\nc'), 'a\tb\nc');
});

test('no text keeps a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const character of plainText(text)) {
        const code = character.codePointAt(0) ?? 0;
        const control = (code < 32 && code !== 9 && code !== 10) || (code >= 127 && code < 160);
        assert.ok(!control && !(code >= 0x202a && code <= 0x202e), `U+${code.toString(16)}`);
      }
    }),
  );
});

test('a name inside one line cannot begin another one, and JSON on a terminal is only JSON', () => {
  assert.equal(visible('a\n  ✓ fine\r\tb\u2028c\u200b한글'), 'a\ufffd  ✓ fine\ufffd\ufffdb\ufffdc\ufffd한글');
  assert.equal(visibleName('x'.repeat(5_000)).length, 181);
  const value = { name: '\u001b[2J\u009b31m\u202e한글\n' };
  assert.match(jsonLine(value), /^[\x20-\x7e\u3131-\ud7a3]+$/);
  assert.deepEqual(JSON.parse(jsonLine(value)), value);
});
