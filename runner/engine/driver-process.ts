import { fork, type ChildProcess } from 'node:child_process';
import type { Bilingual } from '../base/bilingual.ts';
import { programFile } from '../base/own-package.ts';
import { text } from './text.ts';
import type { DriverArguments, FromDriver, ToDriver } from './driver-protocol.ts';
import { atMost } from '../base/within.ts';

export type DriverEnd = { readonly pid: number; readonly exitCode: number | null; readonly signal: string | null };

/** Why a driver cannot begin. `lost`: it ended by itself, which nobody's setup explains. */
export type NotReady = { readonly lost: boolean; readonly message: Bilingual };

/** The supervisor's handle on the driver process. */
export type DriverProcess = {
  readonly pid: number;
  send(message: ToDriver): void;
  onMessage(listener: (message: FromDriver) => void): void;
  /** Playwright's device names; rejects with DriverLost when the driver ends before it could say. */
  readonly deviceNames: Promise<readonly string[]>;
  /** Null when the browser runs; why not otherwise. */
  readonly ready: Promise<NotReady | null>;
  /** After the last message was heard. */
  readonly ended: Promise<DriverEnd>;
  kill(): void;
  /** Lets it clean up and close its browser by itself, and ends it when that takes longer than so long. */
  release(graceMs: number): Promise<void>;
};

/** The driver ended before the run could begin. */
export class DriverLost extends Error {
  override readonly name = 'DriverLost';
  readonly text: Bilingual;
  constructor(words: Bilingual) {
    super(words.en);
    this.text = words;
  }
}

/** Forks the driver at once, so that its browser starts while the checklist is still being read. */
export function startDriver(args: DriverArguments): DriverProcess {
  const child: ChildProcess = fork(programFile('engine/driver'), [JSON.stringify(args)], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: args.wish.debug ? { ...process.env, PWDEBUG: '1' } : process.env,
  });
  const ended = endOf(child);
  const lost = ended.then(({ exitCode, signal }) => text.driverLostEarly({ how: signal ?? `exit ${exitCode}` }));
  const first = <T>(pick: (message: FromDriver) => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      child.on('message', (message: FromDriver) => {
        const value = pick(message);
        if (value !== undefined) resolve(value);
      });
    });
  const deviceNames = Promise.race([
    first((message) => (message.kind === 'devices' ? message.names : undefined)),
    lost.then((message) => Promise.reject(new DriverLost(message))),
  ]);
  // Who waits for the names hears of it; who has no need of them must not be surprised.
  deviceNames.catch(() => undefined);
  return {
    pid: child.pid ?? -1,
    deviceNames,
    ready: Promise.race([
      first((message) => (message.kind === 'ready' ? { problem: message.problem } : undefined)).then(({ problem }) =>
        problem === null ? null : { lost: false, message: problem },
      ),
      lost.then((message) => ({ lost: true, message })),
    ]),
    send(message) {
      // A driver that is gone is told by `ended`; the message has nobody to reach.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage(listener) {
      child.on('message', (message: FromDriver) => listener(message));
    },
    ended,
    kill() {
      child.kill('SIGKILL');
    },
    async release(graceMs) {
      // A driver whose channel closes stops, cleans up and goes.
      if (child.connected) child.disconnect();
      await atMost(ended, graceMs);
      child.kill('SIGKILL');
    },
  };
}

/** How long the channel's last words may take to arrive after the process is gone; they are on this machine already. */
const lastWordsMs = 2_000;

/** The end of a process and of its channel: the kernel may tell of the one before the other is read to its end. */
async function endOf(child: ChildProcess): Promise<DriverEnd> {
  const pid = child.pid ?? -1;
  const closed = new Promise<void>((resolve) => {
    child.once('disconnect', () => resolve());
  });
  const end = await new Promise<DriverEnd>((resolve) => {
    // It also tells of a signal that could not be sent; only a process that never began ends with it.
    child.on('error', () => {
      if (child.pid === undefined) resolve({ pid, exitCode: null, signal: 'spawn' });
    });
    child.once('exit', (exitCode, signal) => resolve({ pid, exitCode, signal }));
  });
  if (child.connected) await atMost(closed, lastWordsMs);
  return end;
}
