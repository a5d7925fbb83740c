// Runs every test of the project and ends with one line, `N passed, N failed`. Unit and integration tests go side by side;
// what is under tests/e2e starts browsers and whole programs, and goes two files at a time at most.
// `npm test -- runner/base` runs only the files whose path contains one of the given texts.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildCli, sharedFolder } from '../tests/kit/built-cli.ts';
import { bundleTests } from './bundle-tests.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const lastWords = new Map();
const secondsOf = new Map();
const started = performance.now();

const files = ['runner', 'fixtures', 'tests'].flatMap((folder) => testsBelow(join(root, folder))).filter(isWanted);
const e2e = files.filter((file) => relative(root, file).startsWith(join('tests', 'e2e')));
const others = files.filter((file) => !e2e.includes(file));
const sourceOf = await bundleTests(files);
const program = e2e.length === 0 ? null : await buildCli();
if (program !== null) process.env[sharedFolder] = program.folder;
const progress = setInterval(() => {
  process.stdout.write(`… ${counts.passed} passed, ${counts.failed} failed so far\n`);
}, 30_000);
await runFiles(others, { concurrency: Math.max(2, availableParallelism()), timeout: 4 * 60_000 });
await runFiles(e2e, { concurrency: 2, timeout: 8 * 60_000 });

if (files.length === 0) fail('no test file', `nothing matches ${wanted.join(' ') || '*.test.ts'}`);
else if (counts.passed + counts.failed === 0) fail('no test ran', 'the test files hold no test');
clearInterval(progress);
const seconds = Math.round((performance.now() - started) / 1000);
tellSlowest();
for (const { name, why } of failures) process.stdout.write(`\n✖ ${name}\n${indent(why)}\n`);
process.stdout.write(`\n${files.length} files in ${seconds} s, ${counts.skipped} skipped`);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
program?.remove();
// Nothing a test left open may keep the result waiting.
process.exit(counts.failed === 0 ? 0 : 1);

async function runFiles(list, options) {
  if (list.length === 0) return;
  const bundles = [...sourceOf].filter(([, source]) => list.includes(source)).map(([bundle]) => bundle);
  for await (const { type, data } of run({ files: bundles, ...options }))
    note({
      type,
      data: { ...data, file: sourceOf.get(data.file) ?? data.file, name: sourceOf.get(data.name) ?? data.name },
    });
}

/** Where the time went: the sum of a file's tests, which may have waited for each other's processors. */
function tellSlowest() {
  const slowest = [...secondsOf].toSorted(([, one], [, other]) => other - one).slice(0, 12);
  process.stdout.write('\nslowest files:\n');
  for (const [file, spent] of slowest)
    process.stdout.write(`${spent.toFixed(0).padStart(5)} s  ${relative(root, file)}\n`);
}

/** Counts tests, not suites, and takes a file that ends without a test for what it is: a failure. */
function note({ type, data }) {
  if (type === 'test:stderr')
    lastWords.set(data.file, `${lastWords.get(data.file) ?? ''}${data.message}`.slice(-4_000));
  if (type !== 'test:pass' && type !== 'test:fail') return;
  const isFile = files.includes(data.name);
  if (data.nesting === 0 && data.file !== undefined)
    secondsOf.set(data.file, (secondsOf.get(data.file) ?? 0) + data.details.duration_ms / 1000);
  if (data.details.type === 'suite' && type === 'test:pass') return;
  const name = isFile ? relative(root, data.name) : `${data.name}  (${relative(root, data.file ?? '')})`;
  if (type === 'test:fail') {
    const error = data.details.error;
    // The parent of a failed test fails with it; the child has been told already.
    if (error?.failureType === 'subtestsFailed') return;
    // A file that dies says why on its standard error only.
    return fail(name, isFile ? `${explain(error)}\n${lastWords.get(data.name) ?? ''}` : explain(error));
  }
  if (isFile) return fail(name, 'the file ended before a test in it did');
  if (data.skip !== undefined || data.todo !== undefined) {
    counts.skipped += 1;
    process.stdout.write(`- ${name}: skipped ${data.skip ?? data.todo}\n`);
    return;
  }
  counts.passed += 1;
}

function fail(name, why) {
  counts.failed += 1;
  failures.push({ name, why });
  process.stdout.write(`✖ ${name}\n`);
}

function explain(error) {
  const cause = error?.cause ?? error;
  if (cause === undefined) return 'no reason was given';
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause.message ?? cause);
}

function indent(text) {
  return text
    .split('\n')
    .slice(0, 60)
    .map((line) => `  ${line}`)
    .join('\n');
}

function isWanted(file) {
  return wanted.length === 0 || wanted.some((text) => relative(root, file).includes(text));
}

function testsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return testsBelow(path);
      return entry.isFile() && entry.name.endsWith('.test.ts') ? [path] : [];
    })
    .toSorted((one, other) => (one < other ? -1 : 1));
}
