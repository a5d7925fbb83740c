import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const entry = fileURLToPath(import.meta.url).replace(/driver\.test\.ts$/, 'driver.ts');

function start(): ChildProcess {
  return fork(entry, [JSON.stringify({ wish: { headed: false, debug: false } })], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--import', 'tsx'],
  });
}

function endOf(driver: ChildProcess): Promise<number | null> {
  return new Promise((done) => driver.once('exit', done));
}

test('a driver whose supervisor is gone before it listens ends by itself', { timeout: 60_000 }, async () => {
  const driver = start();
  driver.disconnect();
  assert.equal(await endOf(driver), 0);
});
