// Compiles runner/ and fixtures/ to dist/ when a source changed. The test is a digest of the sources: after a clone or a
// checkout the times of files say nothing.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run, say, SetupProblem, tail } from './tell.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, '.stamp');
const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Leaves dist/ as the sources say. */
export function buildProgram() {
  const sources = ['runner', 'fixtures'].flatMap((folder) => filesBelow(folder)).filter((file) => !isTest(file));
  const digest = digestOf([...configs, ...sources]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const started = performance.now();
  rmSync(stamp, { force: true });
  const done = run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  if (!done.ok) throw new SetupProblem(`the program does not compile:\n${tail(done.output)}`);
  copyRunnerAssets(sources);
  removeLeftovers(sources);
  const entry = join(dist, 'runner', 'cli', 'main.js');
  if (existsSync(entry)) chmodSync(entry, 0o755);
  writeFileSync(stamp, digest);
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** SQL, styles and other files that the runner reads beside its code go with it into the package. */
function copyRunnerAssets(sources) {
  for (const file of sources) {
    if (!file.startsWith('runner/') || /\.tsx?$/.test(file)) continue;
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    cpSync(join(root, file), join(dist, file));
  }
}

/** A file whose source is gone must not be found by an import, nor be published. */
function removeLeftovers(sources) {
  const wanted = new Set(sources.map((file) => join('dist', file.replace(/\.tsx?$/, '.js'))));
  for (const file of filesBelow('dist')) {
    if (!wanted.has(file)) rmSync(join(root, file));
  }
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  const found = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(path));
    else if (entry.isFile()) found.push(path);
  }
  return found.toSorted((one, other) => (one < other ? -1 : 1));
}

function isTest(file) {
  return /\.test\.tsx?$/.test(file) || file.endsWith('.md');
}
