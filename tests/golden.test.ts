import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { assertGolden } from './golden.ts';

function folder(context: TestContext, environment: { readonly [key: string]: string }): string {
  const made = mkdtempSync(join(tmpdir(), 'golden-'));
  const before = new Map(['CI', 'UPDATE_GOLDEN'].map((name) => [name, process.env[name]]));
  for (const name of before.keys()) delete process.env[name];
  Object.assign(process.env, environment);
  context.after(() => {
    rmSync(made, { recursive: true });
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  return made;
}

test('a missing golden fails and leaves the text to be read', (context) => {
  const file = join(folder(context, {}), 'a.xml');
  assert.throws(() => assertGolden(file, 'new'), /no golden file/);
  assert.equal(readFileSync(file.replace('a.xml', 'a.actual.txt'), 'utf8'), 'new');
});

test('a different golden fails; the same one passes and clears what was left', (context) => {
  const file = join(folder(context, {}), 'a.txt');
  writeFileSync(file, 'old');
  assert.throws(() => assertGolden(file, 'new'), /differs/);
  assert.equal(readFileSync(file, 'utf8'), 'old');
  assertGolden(file, 'old');
  assert.ok(!existsSync(file.replace('a.txt', 'a.actual.txt')));
});

test('UPDATE_GOLDEN rewrites', (context) => {
  const file = join(folder(context, { UPDATE_GOLDEN: '1' }), 'a.txt');
  assertGolden(file, 'new');
  assert.equal(readFileSync(file, 'utf8'), 'new');
});

test('UPDATE_GOLDEN is refused where CI is set', (context) => {
  const file = join(folder(context, { UPDATE_GOLDEN: '1', CI: 'true' }), 'a.txt');
  assert.throws(() => assertGolden(file, 'new'), /never rewritten in CI/);
  assert.ok(!existsSync(file));
});
