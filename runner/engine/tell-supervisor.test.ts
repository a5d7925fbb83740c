import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';

/** Speaks after its supervisor is gone and before it could notice: the way a driver does that has just synced a fact to disk. */
const speaker = `
  import { tellSupervisor } from ${JSON.stringify(new URL('tell-supervisor.ts', import.meta.url).href)};
  process.on('disconnect', () => process.exit(0));
  process.send('ready', undefined, undefined, () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    tellSupervisor(process, { kind: 'alive' });
  });`;

test(
  'a word to a supervisor that has just died does not end the driver before it can clean up',
  { timeout: 60_000 },
  async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', speaker], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('message', () => child.disconnect());
    const code = await new Promise((done) => child.once('exit', done));
    assert.equal(code, 0);
  },
);
