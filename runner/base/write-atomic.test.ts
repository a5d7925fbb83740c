import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { WriteError, toWriteError, writeAtomic } from './write-atomic.ts';

function folder(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'write-atomic-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('the new bytes replace the old ones and nothing else is left in the folder', (t) => {
  const directory = folder(t);
  const path = join(directory, 'report.json');
  writeFileSync(path, 'old and longer than the new text');
  writeAtomic(path, 'new');
  assert.equal(readFileSync(path, 'utf8'), 'new');
  assert.deepEqual(readdirSync(directory), ['report.json']);
});

test('the mode asked for is the mode of the file', (t) => {
  const path = join(folder(t), 'signer.pem');
  writeAtomic(path, new Uint8Array([1, 2]), 0o600);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a folder that does not exist is told with the path and the reason in both languages', (t) => {
  const path = join(folder(t), 'gone', 'x.json');
  assert.throws(
    () => writeAtomic(path, 'x'),
    (error) =>
      error instanceof WriteError &&
      error.code === 'ENOENT' &&
      error.text.en === `Could not write ${path}: the folder does not exist (ENOENT).` &&
      error.text.ko.includes('폴더가 없습니다'),
  );
});

test('a failed replacement leaves the old file and no half-written one', (t) => {
  const directory = folder(t);
  const path = join(directory, 'taken');
  mkdirSync(path);
  writeFileSync(join(path, 'inside'), 'kept');
  assert.throws(() => writeAtomic(path, 'x'), WriteError);
  assert.deepEqual(readdirSync(directory), ['taken']);
  assert.equal(readFileSync(join(path, 'inside'), 'utf8'), 'kept');
});

test('full disk, forbidden and read-only each have their own sentence', () => {
  const sentences = ['ENOSPC', 'EACCES', 'EROFS'].map((code) => {
    const error = toWriteError('/reports/x', Object.assign(new Error(code), { code }));
    assert.ok(error instanceof WriteError);
    return error.text.en;
  });
  assert.match(sentences[0] ?? '', /disk is full/);
  assert.match(sentences[1] ?? '', /may not write/);
  assert.match(sentences[2] ?? '', /read-only/);
});

test('a folder that this user may not write is told as EACCES', { skip: process.getuid?.() === 0 }, (t) => {
  const directory = folder(t);
  chmodSync(directory, 0o500);
  assert.throws(
    () => writeAtomic(join(directory, 'x'), 'x'),
    (error) => error instanceof WriteError && error.code === 'EACCES',
  );
});
