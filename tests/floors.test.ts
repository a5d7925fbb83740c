import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixturePackages, rooms, testPackages } from './floors.ts';
import { importsOf, packageOf, resolveImport } from './imports.ts';
import { filesBelow, isTest, type SourceFile } from './project.ts';

const runner = filesBelow(['runner'], ['.ts', '.tsx']);
const fixtures = filesBelow(['fixtures'], ['.ts', '.tsx']).filter(({ path }) => !path.startsWith('fixtures/shop/web/'));

test('every folder of the runner has a floor', () => {
  const unlisted = [...new Set(runner.map(({ path }) => folderOf(path)))].filter(
    (folder) => rooms[folder] === undefined,
  );
  assert.deepEqual(unlisted, [], 'list the folder in tests/floors.ts with its floor and packages');
});

test('imports in the runner go down a floor or stay in their folder', () => {
  assert.deepEqual(runner.flatMap(wrongDirections), []);
});

test('each package is used in the folders that are listed with it', () => {
  const wrong = runner.flatMap((file) => {
    const listed = rooms[folderOf(file.path)]?.packages ?? [];
    return foreignPackages(file, listed);
  });
  assert.deepEqual(wrong, []);
});

test('the fixtures know nothing of the runner', () => {
  const wrong = fixtures.flatMap((file) => [
    ...relativeImports(file)
      .filter(({ to }) => !to.startsWith('fixtures/'))
      .map(({ to, line }) => `${file.path}:${line}: fixtures speak HTTP and import nothing of ${to}`),
    ...foreignPackages(file, fixturePackages),
  ]);
  assert.deepEqual(wrong, []);
});

test('a wrong direction, a sibling, a fixture, a foreign package and a hidden import are all found', () => {
  const found = (path: string, text: string) => wrongDirections({ path, text, lines: text.split('\n') }).length;
  assert.equal(found('runner/base/a.ts', "import type { Step } from '../model/step.ts';"), 1);
  assert.equal(found('runner/verbs/a.ts', "import {\n  x,\n  y,\n} from '../guards/x.ts';"), 1);
  assert.equal(found('runner/verbs/a.ts', "export * from '../../fixtures/shop/app.ts';"), 1);
  assert.equal(found('runner/report/a.ts', "const later = await import('../archive/seal.ts');"), 1);
  assert.equal(found('runner/report/a.ts', "import '../engine/door.ts';"), 1);
  assert.equal(
    found('runner/report/formats/a.ts', "import { x } from '../../base/x.ts';\nimport { y } from '../y.ts';"),
    0,
  );
  const foreign = { path: 'runner/base/a.ts', text: "import type { Page } from 'playwright';", lines: [] };
  assert.equal(foreignPackages(foreign, rooms['runner/base']?.packages ?? []).length, 1);
  assert.equal(foreignPackages({ ...foreign, text: "import x from 'node:fs';" }, []).length, 0);
});

function wrongDirections(file: SourceFile): string[] {
  const own = folderOf(file.path);
  const floor = rooms[own]?.floor;
  return relativeImports(file).flatMap(({ to, line }) => {
    const target = folderOf(to);
    if (target === own) return [];
    // What the tests of several folders share stands in tests/.
    if (isTest(file) && to.startsWith('tests/')) return [];
    const below = rooms[target]?.floor;
    if (floor !== undefined && below !== undefined && below < floor) return [];
    const why = below === undefined ? 'outside the house' : below === floor ? 'on the same floor' : 'above';
    return [`${file.path}:${line}: ${own} may not import ${to} (${why})`];
  });
}

function relativeImports(file: SourceFile): { to: string; line: number }[] {
  return importsOf(file)
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from, line }) => ({ to: resolveImport(file, from), line }));
}

function foreignPackages(file: SourceFile, listed: readonly string[]): string[] {
  const allowed = isTest(file) ? [...listed, ...testPackages] : listed;
  return importsOf(file)
    .filter(({ from }) => !from.startsWith('.') && !from.startsWith('node:'))
    .filter(({ from }) => !allowed.includes(packageOf(from)))
    .map(({ from, line }) => `${file.path}:${line}: ${from} is not a package of this folder (tests/floors.ts)`);
}

/** `runner/engine` for everything below it. */
function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}
