import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { visibleText } from './visible.ts';

test('a direction override is spelled out, so that a file name cannot read backwards', () => {
  assert.equal(visibleText('invoice\u202efdp.exe'), 'invoice⟨U+202E⟩fdp.exe');
});

test('ordinary Korean, emoji, tabs and line feeds stay as they are', () => {
  assert.equal(visibleText('결제 완료\t₩99,900\n👍'), '결제 완료\t₩99,900\n👍');
});

test('an escape sequence and a lone surrogate are spelled out', () => {
  assert.equal(visibleText('\u001b[31m\ud83d'), '⟨U+001B⟩[31m⟨U+D83D⟩');
});

test('whatever comes in, no hidden character comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(visibleText(text), /(?![\t\n])\p{Cc}|\p{Cf}|\p{Cs}/u);
    }),
  );
});
