import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainText } from './plain-text.ts';

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
