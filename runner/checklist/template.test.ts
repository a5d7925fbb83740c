import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseTemplate } from './template.ts';

const kinds = (text: string): readonly string[] =>
  parseTemplate(text).map((part) =>
    part.kind === 'text' ? part.text : part.kind === 'expression' ? `<${part.source}>` : part.kind,
  );

const cases: readonly (readonly [text: string, parts: readonly string[]])[] = [
  ['plain', ['plain']],
  ['a ${b} c', ['a ', '<b>', ' c']],
  ['$${b}', ['${b}']],
  ['${ {"a": {"b": 1}}.a.b }', ['<{"a": {"b": 1}}.a.b>']],
  ['${"}"}', ['<"}">']],
  ['${a["\\"}"]}', ['<a["\\"}"]>']],
  ['${secret:PW}', ['secret']],
  ['${secret:PW|x}', ['wrong']],
  ['${env:A|http://x|y}', ['env']],
  ['${}', ['wrong']],
  ['x ${a', ['x ', 'wrong']],
  ['5$ {a}', ['5$ {a}']],
];

for (const [text, parts] of cases) {
  test(`the template ${text} is read as ${parts.join(' + ')}`, () => {
    assert.deepEqual(kinds(text), parts);
  });
}

test('the fallback of an environment variable may hold any character but the closing brace', () => {
  assert.deepEqual(parseTemplate('${env:A|http://x|y}'), [
    { kind: 'env', name: 'A', fallback: 'http://x|y', start: 0, end: 19 },
  ]);
});

test('no text makes the reader throw, and every part lies inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', '"', '\\', 'a', ':', '|', ' ') }), (text) => {
      for (const part of parseTemplate(text)) {
        if (part.kind !== 'text') assert.ok(part.start >= 0 && part.start < part.end && part.end <= text.length);
      }
    }),
  );
});
