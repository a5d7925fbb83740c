import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { limits } from '../base/limits.ts';
import type { RunEvent } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import type { PersonDesk } from '../model/verb.ts';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import type { DriverEnd } from './driver-process.ts';
import type { FromDriver, ToDriver } from './driver-protocol.ts';
import { supervise } from './supervisor.ts';

type Listener = (by: string, count: number) => void;

/** A driver that says and does only what the test tells it. */
function fakeDriver() {
  const sent: ToDriver[] = [];
  const listeners: ((message: FromDriver) => void)[] = [];
  let end: (end: DriverEnd) => void = () => undefined;
  const ended = new Promise<DriverEnd>((resolve) => (end = resolve));
  return {
    sent,
    say: (message: FromDriver) => {
      for (const listener of listeners) listener(message);
    },
    end,
    process: {
      send: (message: ToDriver) => void sent.push(message),
      onMessage: (listener: (message: FromDriver) => void) => void listeners.push(listener),
      ended,
      kill: () => end({ pid: 7, exitCode: null, signal: 'SIGKILL' }),
    },
  };
}

const nobody: PersonDesk = { ask: () => Promise.reject(new Error('the terminal went away')) };

async function supervised(
  act: (world: {
    readonly driver: ReturnType<typeof fakeDriver>;
    readonly stop: Listener;
    readonly pass: (ms: number) => void;
  }) => Promise<void>,
  noticed: (event: RunEvent) => void = () => undefined,
  plan: Plan = barePlan(),
): Promise<readonly RunEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-supervisor-'));
  const journal = createMemoryJournal(noticed);
  const driver = fakeDriver();
  let stop: Listener = () => undefined;
  let elapsedMs = 0;
  try {
    const supervising = supervise({
      plan,
      runId: '20261122-003000-aaaaaa',
      version: '0.0.0',
      journal,
      journalFile: join(folder, 'journal.sqlite'),
      lockFolder: folder,
      runFolder: join(folder, 'run'),
      driver: driver.process,
      clock: { now: () => 0, elapsed: () => elapsedMs },
      person: nobody,
      onEvent: () => undefined,
      stopRequests: { onRequest: (listener) => (stop = listener) },
    });
    await act({ driver, stop, pass: (ms) => (elapsedMs += ms) });
    await supervising;
    return journal.events('20261122-003000-aaaaaa').map(({ event }) => event);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kinds = (events: readonly RunEvent[]): readonly string[] => events.map(({ kind }) => kind);

test('a driver that said it was done is not lost, however its process ends', async () => {
  const events = await supervised(async ({ driver }) => {
    driver.say({ kind: 'done' });
    driver.end({ pid: 7, exitCode: null, signal: 'SIGKILL' });
  });
  assert.deepEqual(kinds(events), ['run.opened', 'money.standing', 'target.identified', 'target.identified']);
});

test('a driver that ends without that word is lost, even with exit code 0', async () => {
  const events = await supervised(async ({ driver }) => driver.end({ pid: 7, exitCode: 0, signal: null }));
  assert.ok(kinds(events).includes('driver.lost'));
});

test('a driver that falls silent is ended, and its silence is the reason', async () => {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const events = await supervised(async ({ pass }) => {
      for (let second = 0; second <= limits.driverSilenceMs / 1_000; second += 1) {
        pass(1_000);
        mock.timers.tick(1_000);
      }
    });
    const lost = events.find((event) => event.kind === 'driver.lost');
    assert.ok(lost?.kind === 'driver.lost');
    assert.match(lost.message.en, /no sign of life for 20 s/);
  } finally {
    mock.timers.reset();
  }
});

test('a second request to stop ends the driver at once; a request after its end changes nothing', async () => {
  let late: Listener = () => undefined;
  const events = await supervised(async ({ driver, stop }) => {
    late = stop;
    stop('SIGINT', 1);
    assert.deepEqual(driver.sent.at(-1), { kind: 'abort', by: 'SIGINT' });
    stop('SIGINT', 2);
  });
  late('SIGTERM', 1);
  const own = kinds(events).filter((kind) => kind !== 'target.identified');
  assert.deepEqual(own, ['run.opened', 'money.standing', 'run.aborting', 'driver.lost']);
});

test('a journal that cannot take the stop request still stops the driver, and the trouble is told', async () => {
  const full = new Error('the disk is full');
  const told = supervised(
    async ({ driver, stop }) => {
      stop('SIGINT', 1);
      assert.deepEqual(driver.sent.at(-1), { kind: 'abort', by: 'SIGINT' });
      driver.say({ kind: 'done' });
      driver.end({ pid: 7, exitCode: 0, signal: null });
    },
    (event) => {
      if (event.kind === 'run.aborting') throw full;
    },
  );
  await assert.rejects(told, full);
});

test('a terminal that fails while a person is asked is nobody, not a lost run', async () => {
  const answers: ToDriver[] = [];
  await supervised(async ({ driver }) => {
    driver.say({ kind: 'ask', question: 1, step: 'A', instruction: 'look', expected: null, timeoutMs: 1_000 });
    await new Promise((done) => setImmediate(done));
    answers.push(...driver.sent.filter(({ kind }) => kind === 'answer'));
    driver.say({ kind: 'done' });
    driver.end({ pid: 7, exitCode: 0, signal: null });
  });
  const [answer] = answers;
  assert.ok(answer?.kind === 'answer');
  assert.equal(answer.answer.kind, 'nobody');
});

test('a shop that answers late is not recorded any more once a stopped run is over', async () => {
  const { promise: answered, resolve: answer } = deferred<Response>();
  const real = globalThis.fetch;
  globalThis.fetch = () => answered;
  try {
    const slow: Plan = {
      ...barePlan(),
      target: { ...barePlan().target, deployment: { kind: 'header', path: '/', name: 'X-Build', deployedAt: null } },
    };
    const written: RunEvent[] = [];
    await supervised(
      async ({ driver, stop }) => {
        stop('SIGTERM', 1);
        driver.say({ kind: 'done' });
        driver.end({ pid: 7, exitCode: 0, signal: null });
      },
      (event) => void written.push(event),
      slow,
    );
    answer(new Response('', { headers: { 'X-Build': 'b-1' } }));
    await new Promise((done) => setImmediate(done));
    assert.deepEqual(kinds(written), ['run.opened', 'money.standing', 'run.aborting']);
  } finally {
    globalThis.fetch = real;
  }
});

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
