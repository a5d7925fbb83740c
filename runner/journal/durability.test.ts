import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createRedactor } from '../base/redact.ts';
import { systemClock } from '../base/clock.ts';
import { openJournal } from './store.ts';

const modules = {
  store: new URL('store.ts', import.meta.url).href,
  redact: new URL('../base/redact.ts', import.meta.url).href,
  clock: new URL('../base/clock.ts', import.meta.url).href,
};

function journalFile(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'journal.sqlite');
}

/** A real process that appends `count` events and prints the number of each once append has returned. */
function writer(t: TestContext, file: string, count: number) {
  const script = `
    import { readSync, writeSync } from 'node:fs';
    const { openJournal } = await import(${JSON.stringify(modules.store)});
    const { createRedactor } = await import(${JSON.stringify(modules.redact)});
    const { systemClock } = await import(${JSON.stringify(modules.clock)});
    const journal = openJournal(${JSON.stringify(file)}, { clock: systemClock, redactor: createRedactor() });
    writeSync(1, 'open\\n');
    readSync(0, Buffer.alloc(1));
    for (let done = 0; done < ${count}; done += 1) {
      const { seq } = journal.append('run-a', { kind: 'driver.started', pid: process.pid });
      writeSync(1, seq + '\\n');
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  const numbers = () => output.split('\n').slice(1, -1).map(Number);
  /** All begin together: one that is still opening the file must not starve behind three that write without a pause. */
  const go = () => child.stdin.write('\n');
  return { child, closed: once(child, 'close'), numbers, go };
}

function readBack(file: string) {
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  try {
    return journal.events('run-a');
  } finally {
    journal.close();
  }
}

test('four processes that append at once number without gaps, and the chain holds', async (t) => {
  const file = journalFile(t);
  const writers = Array.from({ length: 4 }, () => writer(t, file, 60));
  for (const { go } of writers) go();
  for (const { closed } of writers) assert.deepEqual((await closed)[0], 0);
  const events = readBack(file);
  assert.equal(events.length, 240);
  const receipts = writers.flatMap(({ numbers }) => numbers()).sort((one, other) => one - other);
  assert.deepEqual(
    receipts,
    Array.from({ length: 240 }, (_, index) => index + 1),
  );
  assert.equal(new Set(events.map(({ event }) => (event.kind === 'driver.started' ? event.pid : 0))).size, 4);
});

test('SIGKILL at 20 random moments: what append returned is there, and the chain holds and grows', async (t) => {
  const file = journalFile(t);
  let before = 0;
  for (let round = 0; round < 5; round += 1) {
    const writers = Array.from({ length: 4 }, () => writer(t, file, 1_000_000));
    await Promise.all(writers.map(({ child }) => once(child.stdout, 'data')));
    for (const { go } of writers) go();
    // However slow the disk is, the blows come while events are written.
    while (writers.flatMap(({ numbers }) => numbers()).length < 5)
      await Promise.race(writers.map(({ child }) => once(child.stdout, 'data')));
    for (const { child } of writers) {
      // A random moment is the point here: nothing is waited for, the blow just lands somewhere among the writes.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      child.kill('SIGKILL');
    }
    await Promise.all(writers.map(({ closed }) => closed));
    const promised = writers.flatMap(({ numbers }) => numbers());
    const stored = readBack(file).length;
    const last = Math.max(before, ...promised);
    assert.ok(stored >= last, `round ${round}: ${last} promised, ${stored} stored`);
    assert.ok(stored - before - promised.length <= writers.length, `round ${round}: only events in flight are more`);
    before = stored;
  }
  assert.ok(before > 20, 'the blows landed while events were written');
});
