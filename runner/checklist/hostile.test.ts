import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Diagnostic } from '../model/diagnostic.ts';
import { goodFiles } from './good.test-data.ts';
import { renderDiagnostics } from './render.ts';
import { readFiles } from './testing.ts';

const good: string = goodFiles['a.yaml'];

/** Either a checklist, or diagnostics with places inside the file that can be shown. */
function answers(text: string): void {
  const result = readFiles({ ...goodFiles, 'a.yaml': text });
  if ('ok' in result) {
    assert.ok(result.ok.sections.length > 0);
    return;
  }
  assert.ok(result.diagnostics.length > 0, 'a refusal says why');
  for (const diagnostic of result.diagnostics) checkPlace(diagnostic, result.sources);
  const rendered = renderDiagnostics(result.diagnostics, result.sources, { color: false });
  // Control characters are what this pattern is about.
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(rendered, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
}

function checkPlace(
  { at, code }: Diagnostic,
  sources: readonly { readonly file: string; readonly text: string }[],
): void {
  const source = sources.find((each) => each.file === at.file);
  const lines = (source?.text ?? '').split(/\r\n|\n|\r/);
  assert.ok(at.line >= 1 && at.line <= lines.length, `${code} in line ${at.line} of ${lines.length}`);
  assert.ok(at.column >= 1 && at.column <= (lines[at.line - 1] ?? '').length + 2, `${code} in column ${at.column}`);
}

const pieces = [
  'a: ',
  '- ',
  '\n',
  '  ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '${',
  '}',
  '&a ',
  '*a',
  '<<: ',
  '!!x ',
  '|\n',
  '#',
  '\t',
  'sections:\n',
  '  - id: A\n',
  '    steps:\n',
  '? ',
  '---\n',
  '\u0000',
  '\u001b[2J',
  '한글',
  '\r\n',
  ': ',
  ',',
];

test('no YAML-like text makes the reader throw', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => answers(parts.join(''))),
    { numRuns: 200 },
  );
});

test('a good checklist with a slip in it is accepted or answered with places inside the file', () => {
  const slip = fc.record({
    at: fc.nat({ max: good.length }),
    drop: fc.nat({ max: 12 }),
    put: fc.constantFrom('', ...pieces),
  });
  fc.assert(
    fc.property(slip, ({ at, drop, put }) => answers(good.slice(0, at) + put + good.slice(at + drop))),
    { numRuns: 200 },
  );
});

test('a good checklist with two lines swapped or one left out is answered the same way', () => {
  const lines = good.split('\n');
  fc.assert(
    fc.property(fc.nat({ max: lines.length - 1 }), fc.nat({ max: lines.length - 1 }), (from, to) => {
      const moved = lines.filter((_, index) => index !== from);
      answers(moved.toSpliced(to, 0, ...(from % 2 === 0 ? [lines[from] ?? ''] : [])).join('\n'));
    }),
    { numRuns: 100 },
  );
});

test('a value of any JSON kind in any place of the tree is answered, not thrown', () => {
  const keys = [
    'checklist',
    'target',
    'device',
    'defaults',
    'variables',
    'policy',
    'known-issues',
    'sections',
    'extends',
    'change',
    'remove',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }), (key, value) =>
      answers(`${key}: ${JSON.stringify(value)}\n${key === 'checklist' ? '' : 'checklist: x\n'}`),
    ),
    { numRuns: 200 },
  );
});
