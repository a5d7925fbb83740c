import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { acquireLock, isLocked } from './lock.ts';

const lockModule = new URL('lock.ts', import.meta.url).href;

function folder(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'lock-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A process that takes the lock and keeps it until it is killed. */
async function holder(t: TestContext, directory: string): Promise<ChildProcess> {
  const script = `
    const { acquireLock } = await import(${JSON.stringify(lockModule)});
    const lock = acquireLock(${JSON.stringify(directory)}, 'run');
    console.log(lock === null ? 'refused' : 'held');
    setInterval(() => lock, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [chunk] = await once(child.stdout, 'data');
  assert.equal(String(chunk).trim(), 'held');
  return child;
}

test('a held lock is refused to everybody else, this process included', (t) => {
  const directory = folder(t);
  assert.equal(isLocked(directory, 'run'), false);
  const lock = acquireLock(directory, 'run');
  assert.ok(lock);
  assert.equal(isLocked(directory, 'run'), true);
  assert.equal(acquireLock(directory, 'run'), null);
  assert.ok(acquireLock(directory, 'other'), 'another name is another lock');
  lock.release();
  assert.equal(isLocked(directory, 'run'), false);
  const again = acquireLock(directory, 'run');
  assert.ok(again);
  again.release();
});

test('SIGKILL of the holder frees the lock at once', async (t) => {
  const directory = folder(t);
  const child = await holder(t, directory);
  assert.equal(isLocked(directory, 'run'), true);
  assert.equal(acquireLock(directory, 'run'), null);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  assert.equal(isLocked(directory, 'run'), false);
  const lock = acquireLock(directory, 'run');
  assert.ok(lock);
  lock.release();
});

test('a process that keeps looking does not take the lock away from one that asks for it', async (t) => {
  const directory = folder(t);
  acquireLock(directory, 'run')?.release();
  const script = `
    const { isLocked } = await import(${JSON.stringify(lockModule)});
    console.log('looking');
    for (;;) isLocked(${JSON.stringify(directory)}, 'run');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  for (let round = 0; round < 30; round += 1) {
    const lock = acquireLock(directory, 'run');
    assert.ok(lock, `round ${round}`);
    lock.release();
  }
});

test('a lock file that is no lock file is told as a problem of the machine, not taken for a held lock', (t) => {
  const directory = folder(t);
  writeFileSync(
    join(directory, 'run.lock.sqlite'),
    'this is a text file, long enough to be read as a header of something else entirely',
  );
  assert.throws(() => acquireLock(directory, 'run'), SetupError);
  assert.throws(() => isLocked(directory, 'run'), SetupError);
});
