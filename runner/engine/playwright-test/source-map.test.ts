import assert from 'node:assert/strict';
import { SourceMap } from 'node:module';
import { test } from 'node:test';
import fc from 'fast-check';
import { inlineSourceMap, type Mapping } from './source-map.ts';

test('every place comes back from the map as it went in', () => {
  const mapping = fc.record({
    codeColumn: fc.nat(5_000),
    line: fc.integer({ min: 1, max: 9_999 }),
    column: fc.integer({ min: 1, max: 300 }),
  });
  const line = fc.uniqueArray(mapping, { maxLength: 4, selector: ({ codeColumn }) => codeColumn });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const sorted = lines.map((one) => one.toSorted((a, b) => a.codeColumn - b.codeColumn));
      const map = read(sorted);
      for (const [index, mappings] of sorted.entries()) {
        for (const { codeColumn, line, column } of mappings) {
          const entry = map.findEntry(index, codeColumn);
          assert.ok('originalLine' in entry);
          const { originalSource, originalLine, originalColumn } = entry;
          assert.deepEqual([originalSource, originalLine, originalColumn], ['../점검 1.yaml', line - 1, column - 1]);
        }
      }
    }),
  );
});

function read(lines: readonly (readonly Mapping[])[]): SourceMap {
  const comment = inlineSourceMap('../점검 1.yaml', lines);
  const data = /^\/\/# sourceMappingURL=data:application\/json;base64,(\S+)$/.exec(comment)?.[1] ?? '';
  return new SourceMap(JSON.parse(Buffer.from(data, 'base64').toString('utf8')));
}
