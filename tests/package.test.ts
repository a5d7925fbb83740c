import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerEntries } from '../.ci/setup/bundle.mjs';
import { importsOf, packageOf } from './imports.ts';
import { filesBelow, isTest, root } from './project.ts';

type Names = { readonly [name: string]: string };
type Manifest = {
  readonly dependencies: Names;
  readonly devDependencies: Names;
  readonly scripts: Names;
  readonly bin: Names;
  readonly files: readonly string[];
};
type Lock = {
  readonly packages: { readonly [path: string]: { readonly version?: string; readonly optionalDependencies?: Names } };
};

const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

test('every dependency is one exact version, the one that is locked', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    assert.match(version, /^\d+\.\d+\.\d+$/, `${name} asks for ${version}`);
    assert.equal(lock.packages[`node_modules/${name}`]?.version, version, `${name} is locked in another version`);
  }
});

test('the lock file names the packages of every system, or npm ci refuses it', () => {
  const missing = Object.values(lock.packages)
    .flatMap((owner) => Object.keys(owner.optionalDependencies ?? {}))
    .filter((name) => !(`node_modules/${name}` in lock.packages));
  assert.deepEqual(missing, [], 'run node .ci/complete-lock.mjs');
});

test('what the installed program imports is a dependency, not only there while developing', () => {
  const wrong = filesBelow(['runner'], ['.ts', '.tsx'])
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ from, names }) => !/^(\.|node:)/.test(from) && !/^\s*import\s+type\b/.test(names))
        .filter(({ from }) => manifest.dependencies[packageOf(from)] === undefined)
        .map(({ from, line }) => `${file.path}:${line}: ${from}`),
    );
  assert.deepEqual(wrong, []);
});

test('a script of package.json names files that exist', () => {
  for (const [name, script] of Object.entries(manifest.scripts)) {
    for (const [path] of script.matchAll(/(?<=^|\s)(\.ci|dist|tests)\/[\w./-]+/g)) {
      const source = path.replace(/^dist\/(.*)\.js$/, '$1.ts');
      assert.ok(existsSync(join(root, source)), `npm run ${name} wants ${path}`);
    }
  }
});

test('the command is a program that a shell can start, and it is in the package', () => {
  const entries = Object.entries(manifest.bin);
  assert.deepEqual(
    entries.map(([name]) => name),
    ['postflight'],
  );
  for (const [, path] of entries) {
    const source = readFileSync(join(root, path.replace(/^dist\/(.*)\.js$/, '$1.ts')), 'utf8');
    assert.match(source, /^#!\/usr\/bin\/env node\n/);
    assert.ok(
      manifest.files.some((folder) => path.startsWith(`${folder}/`)),
      `${path} is not published`,
    );
  }
});

test('every file that the program starts by its path is built as a file of its own', () => {
  const asked = filesBelow(['runner'], ['.ts'])
    .filter((file) => !isTest(file))
    .flatMap(({ path }) => [...readFileSync(join(root, path), 'utf8').matchAll(/\bprogramFile\('([^']+)'\)/g)])
    .map(([, place]) => `runner/${place ?? ''}`);
  assert.ok(asked.length > 1);
  assert.deepEqual(
    asked.filter((place) => !runnerEntries.includes(place)),
    [],
  );
  assert.deepEqual(
    runnerEntries.filter((entry) => !existsSync(join(root, `${entry}.ts`))),
    [],
  );
});
