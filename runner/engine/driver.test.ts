import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const entry = fileURLToPath(import.meta.url).replace(/driver\.test\.ts$/, 'driver.ts');

test('a driver whose supervisor is gone before it listens ends by itself', { timeout: 60_000 }, async () => {
  const driver = fork(entry, [JSON.stringify({ wish: { headed: false, debug: false } })], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--import', 'tsx'],
  });
  driver.disconnect();
  const code = await new Promise<number | null>((done) => driver.once('exit', done));
  assert.equal(code, 0);
});
