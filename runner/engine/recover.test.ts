import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import { listReports } from '../archive/layout.ts';
import { systemClock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import { createRedactor } from '../base/redact.ts';
import { acquireLock } from '../journal/lock.ts';
import { openJournal } from '../journal/store.ts';
import { SetupError } from '../model/trouble.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { makeSigner } from '../sign/state.ts';
import { driverLock, supervisorLock } from './locks.ts';
import { openedEvent } from './plan.ts';
import { recoverRuns, type Recovery } from './recover.ts';
import { settleEarlierRuns } from './settle-earlier.ts';

const cutRun = '20261122-003000-aaaaaa';
const badRun = '20261122-002000-bbbbbb';
const opened = openedEvent(barePlan(), { version: '0.0.0', door: 'run' });

async function withRuns(body: (work: Recovery) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-recover-'));
  const redactor = createRedactor([]);
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock: systemClock, redactor });
  const signer = makeSigner(keyPlaces(folder), {}, systemClock);
  try {
    await body({ journal, reports: join(folder, 'reports'), lockFolder: join(folder, 'locks'), signer, redactor });
  } finally {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

test('one run that cannot be closed does not keep another from its end', async () => {
  await withRuns(async (work) => {
    work.journal.append(badRun, { kind: 'driver.started', pid: 1 });
    work.journal.append(cutRun, opened);
    const found = await recoverRuns(work);
    assert.deepEqual(
      found.map(({ kind, runId }) => [kind, runId]),
      [
        ['stuck', badRun],
        ['closed', cutRun],
      ],
    );
    assert.equal(listReports(work.reports).length, 1);
  });
});

test('a later start looks at what was frozen once more, where it has files of the run', async () => {
  await withRuns(async (work) => {
    const workingDirectory = mkdtempSync(join(tmpdir(), 'postflight-frozen-'));
    try {
      work.journal.append(cutRun, opened);
      work.journal.append(badRun, opened);
      const compared = (runId: string) =>
        work.journal.events(runId).flatMap(({ event }) => (event.kind === 'freeze.compared' ? [event.changed] : []));
      const lock = acquireLock(work.lockFolder, supervisorLock(badRun));
      await recoverRuns({ ...work, freeze: { version: '0.0.0', workingDirectory } });
      assert.deepEqual(compared(cutRun), [], 'somewhere else: nothing is said of files that never were here');
      lock?.release();
      writeFileSync(join(workingDirectory, 'checklist.yaml'), 'checklist: changed since\n');
      await recoverRuns({ ...work, freeze: { version: '0.0.1', workingDirectory } });
      assert.deepEqual(
        compared(badRun).map((changed) => changed.map(({ what, name, found }) => [what, name, found === null])),
        [
          [
            ['file', 'checklist.yaml', false],
            ['file', 'targets/shop.yaml', true],
            ['tool', 'postflight', false],
          ],
        ],
      );
    } finally {
      rmSync(workingDirectory, { recursive: true, force: true });
    }
  });
});

test('two starts that recover the same run close and seal it once', async () => {
  await withRuns(async (work) => {
    work.journal.append(cutRun, opened);
    const both = (await Promise.all([recoverRuns(work), recoverRuns(work)])).flat();
    assert.deepEqual(both.map(({ kind }) => kind).sort(), ['closed', 'running']);
    assert.deepEqual(await recoverRuns(work), []);
    const closings = work.journal.events(cutRun).filter(({ event }) => event.kind === 'run.closed');
    assert.equal(closings.length, 1);
    assert.equal(listReports(work.reports).length, 1);
  });
});

test('a run is left alone while its supervisor or its driver lives, and it is said which', async () => {
  await withRuns(async (work) => {
    work.journal.append(cutRun, opened);
    for (const [by, name] of [
      ['supervisor', supervisorLock(cutRun)],
      ['driver', driverLock(cutRun)],
    ] as const) {
      const lock = acquireLock(work.lockFolder, name);
      assert.deepEqual(await recoverRuns(work), [{ kind: 'running', runId: cutRun, by }]);
      lock?.release();
    }
    assert.equal(work.journal.events(cutRun).length, 1);
  });
});

test('a new run waits for a driver that outlived its supervisor on the same target, and closes its run then', async () => {
  await withRuns(async (work) => {
    work.journal.append(cutRun, opened);
    const lock = acquireLock(work.lockFolder, driverLock(cutRun));
    let waits = 0;
    const told: string[] = [];
    const found = await settleEarlierRuns(work, 'shop', {
      clock: { now: () => 0, elapsed: () => 0 },
      wait: async () => {
        waits += 1;
        if (waits === 3) lock?.release();
      },
      tell: (words) => void told.push(words.en),
    });
    assert.equal(waits, 3);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /still cleaning up/);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['closed'],
    );
  });
});

test('a driver that never ends keeps its target, but no other', async () => {
  await withRuns(async (work) => {
    work.journal.append(cutRun, opened);
    const lock = acquireLock(work.lockFolder, driverLock(cutRun));
    let elapsedMs = 0;
    const world = {
      clock: { now: () => 0, elapsed: () => elapsedMs },
      wait: async (ms: number) => void (elapsedMs += ms),
      tell: () => undefined,
    };
    assert.deepEqual(await settleEarlierRuns(work, 'another-shop', world), [
      { kind: 'running', runId: cutRun, by: 'driver' },
    ]);
    assert.equal(elapsedMs, 0);
    await assert.rejects(settleEarlierRuns(work, 'shop', world), SetupError);
    assert.ok(elapsedMs >= limits.outlivedDriverMs);
    lock?.release();
  });
});
