import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { everyShape, shapeAjv, withDefinitions } from '../.ci/setup/every-shape.ts';
import { precompiledModule } from '../.ci/setup/precompile.mjs';
import type { Fits } from '../runner/base/precompiled.ts';
import { root } from './project.ts';

/*
 * The built program believes what ajv said about the product's schemas at the build. If that were ever less strict than ajv itself, a
 * mistake in a checklist would pass in the shipped program and fail in every other test.
 */

const folder = mkdtempSync(join(root, 'node_modules', '.postflight-precompiled-'));
after(() => rmSync(folder, { recursive: true }));

const options = { bundle: true, format: 'esm', platform: 'node', absWorkingDir: root } as const;
const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
const text = await precompiledModule(build, { ...options, banner });
const file = join(folder, 'precompiled.mjs');
await build({ ...options, banner, stdin: { contents: text, resolveDir: root, loader: 'js' }, outfile: file });
const made: { readonly precompiled: ReadonlyMap<string, Fits> } = await import(pathToFileURL(file).href);

const ajv = shapeAjv({ allErrors: true, verbose: true });
const rows = everyShape.map((schema) => ({
  schema,
  slow: ajv.compile(withDefinitions(schema)),
  fast: made.precompiled.get(JSON.stringify(schema)),
}));

test('every schema is there under its own text', () => {
  assert.ok(rows.length > 80, String(rows.length));
  assert.deepEqual(
    rows.filter(({ fast }) => fast === undefined).map(({ schema }) => JSON.stringify(schema)),
    [],
  );
});

/** Values near a schema: its own keys, constants and patterns' examples, right and wrong. */
function near(schema: unknown, depth = 0): fc.Arbitrary<unknown> {
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...words));
  if (depth > 4 || typeof schema !== 'object' || schema === null) return anything;
  const {
    properties,
    items,
    anyOf,
    oneOf,
    const: only,
    enum: allowed,
  }: { readonly [key: string]: unknown } = {
    ...schema,
  };
  const options: fc.Arbitrary<unknown>[] = [anything];
  if (only !== undefined) options.push(fc.constant(only), fc.constant(only));
  if (Array.isArray(allowed)) options.push(fc.constantFrom<unknown>(...allowed));
  for (const branch of [anyOf, oneOf].flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : [])))
    options.push(near(branch, depth + 1));
  if (typeof items === 'object') options.push(fc.array(near(items, depth + 1), { maxLength: 3 }));
  if (typeof properties === 'object' && properties !== null) {
    const keys = Object.entries(properties).map(([key, value]) => [key, near(value, depth + 1)] as const);
    const record = fc.record(Object.fromEntries(keys), { requiredKeys: [] });
    options.push(
      record,
      record,
      fc.record(Object.fromEntries(keys)),
      record.map((one) => ({ ...one, another: 1 })),
    );
  }
  return fc.oneof(...options);
}

const words: readonly string[] = [
  '',
  'a',
  '10s',
  '500ms',
  '12,000',
  '${a}',
  '${secret:a}',
  'HOME-01',
  '2026-11-22T00:30:00Z',
];

test('what the build compiled accepts exactly what ajv accepts', () => {
  let accepted = 0;
  for (const { schema, slow, fast } of rows) {
    assert.ok(fast !== undefined);
    fc.assert(
      fc.property(near(schema), (value) => {
        const right: unknown = slow(value);
        if (right === true) accepted += 1;
        assert.equal(fast(value), right, JSON.stringify(value));
      }),
      { numRuns: 60 },
    );
  }
  assert.ok(accepted > 100, `only ${accepted} values fitted: the test looks at nothing`);
});
