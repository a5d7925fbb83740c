import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/**
 * Compares text with a committed golden file. UPDATE_GOLDEN=1 rewrites it, but never where CI is set. A missing or
 * different golden fails and leaves the text beside it as `name.actual.txt` (ignored by git), to be read before it is accepted.
 */
export function assertGolden(file: string, actual: string): void {
  const beside = join(dirname(file), `${basename(file, extname(file))}.actual.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    assert.equal(process.env['CI'] ?? '', '', 'golden files are never rewritten in CI');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === actual) {
    rmSync(beside, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(beside, actual);
  assert.ok(existsSync(file), `no golden file ${file}; read ${beside}, then accept it with UPDATE_GOLDEN=1`);
  assert.equal(actual, readFileSync(file, 'utf8'), `${file} differs; the new text is in ${beside}`);
}
