import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bilingual } from '../base/bilingual.ts';
import { text } from './text.ts';
import type { DriverArguments, FromDriver, ToDriver } from './driver-protocol.ts';

export type DriverEnd = { readonly pid: number; readonly exitCode: number | null; readonly signal: string | null };

/** The supervisor's handle on the driver process. */
export type DriverProcess = {
  readonly pid: number;
  send(message: ToDriver): void;
  onMessage(listener: (message: FromDriver) => void): void;
  /** Playwright's device names; never settles when the driver ends before it could say. */
  readonly deviceNames: Promise<readonly string[]>;
  /** Null when the browser runs; why not otherwise. */
  readonly ready: Promise<Bilingual | null>;
  readonly ended: Promise<DriverEnd>;
  kill(): void;
};

/** Forks the driver at once, so that its browser starts while the checklist is still being read. */
export function startDriver(args: DriverArguments): DriverProcess {
  const own = fileURLToPath(import.meta.url);
  const entry = own.replace(/driver-process\.(ts|js)$/, 'driver.$1');
  const child: ChildProcess = fork(entry, [JSON.stringify(args)], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: args.wish.debug ? { ...process.env, PWDEBUG: '1' } : process.env,
  });
  const pid = child.pid ?? -1;
  const ended = new Promise<DriverEnd>((resolve) => {
    child.once('error', () => resolve({ pid, exitCode: null, signal: 'spawn' }));
    child.once('exit', (exitCode, signal) => resolve({ pid, exitCode, signal }));
  });
  const first = <T>(pick: (message: FromDriver) => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      child.on('message', (message: FromDriver) => {
        const value = pick(message);
        if (value !== undefined) resolve(value);
      });
    });
  return {
    pid,
    deviceNames: first((message) => (message.kind === 'devices' ? message.names : undefined)),
    ready: Promise.race([
      first((message) => (message.kind === 'ready' ? message.problem : undefined)),
      ended.then(({ exitCode, signal }) => text.driverLost({ how: signal ?? `exit ${exitCode}` })),
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
  };
}
