// Builds runner/ and fixtures/ to dist/ when a source changed. The test is a digest of the sources: after a clone or a
// checkout the times of files say nothing.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './bundle.mjs';
import { root, say, SetupProblem } from './tell.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, '.stamp');
const makers = ['bundle.mjs', 'every-shape.ts', 'precompile.mjs'].map((name) => join('.ci', 'setup', name));
const configs = ['package-lock.json', 'tsconfig.json', ...makers];

/** Leaves dist/ as the sources say. */
export async function buildProgram() {
  const sources = ['runner', 'fixtures'].flatMap((folder) => filesBelow(folder)).filter((file) => !isTest(file));
  const digest = digestOf([...configs, ...sources]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const started = performance.now();
  const beside = `${dist}.${process.pid}.tmp`;
  try {
    await bundleProgram(beside);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!Array.isArray(error.errors)) throw error;
    throw new SetupProblem(`the program does not build:\n${error.message}`);
  }
  writeFileSync(join(beside, '.stamp'), digest);
  chmodSync(join(beside, 'runner', 'cli', 'main.js'), 0o755);
  rmSync(dist, { recursive: true, force: true });
  renameSync(beside, dist);
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
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
