import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { programFile } from '../base/own-package.ts';
import { formatAuthorities } from '../sign/time/authorities.ts';
import { formatTrust } from '../sign/trust.ts';
import type { Believing } from './believed.ts';
import type { LedgerView } from './ledger/view.ts';
import { verifyOne, type VerifyResult } from './verify.ts';

/** What a process is told once. Lists travel as their text: keys and certificates belong to the process that read them. */
export type Orders = {
  readonly archive: string;
  readonly trust: string | null;
  readonly authorities: string;
  readonly requireTime: boolean;
  readonly nowMs: number | null;
};

export type ToHelper =
  | { readonly kind: 'orders'; readonly orders: Orders }
  | { readonly kind: 'look'; readonly folder: string };

export type Answer = { readonly folder: string; readonly result: VerifyResult };

export type CrewWork = {
  readonly folders: readonly string[];
  readonly believing: Believing;
  readonly view: LedgerView | null;
  readonly told: (folder: string, result: VerifyResult) => void;
  /** Left out: as many as there are processors, and are worth their start. */
  readonly processes?: number;
};

/** A process loads for a fifth of a second, and has some eighty megabytes. */
const reportsForOne = 16;
const processesAtMost = 8;
/** For each processor: while one waits for the disk, another computes. */
const perProcessor = 2;

/** Looks at reports in processes side by side, and tells of them in their order. A few are looked at here. */
export async function verifyByCrew(archive: string, work: CrewWork): Promise<void> {
  const { folders, believing, view, told } = work;
  const wanted = Math.min(availableParallelism() * perProcessor, processesAtMost);
  const worth = Math.min(wanted, Math.floor(folders.length / reportsForOne));
  const processes = work.processes ?? worth;
  if (processes < 2) {
    for (const folder of folders) told(folder, verifyOne(folder, believing, view));
    return;
  }
  const orders: Orders = {
    archive,
    trust: believing.trust === null ? null : formatTrust(believing.trust),
    authorities: formatAuthorities(believing.authorities),
    requireTime: believing.requireTime,
    nowMs: believing.nowMs,
  };
  const queue = folders.toReversed();
  const answers = inOrder(folders, told);
  await Promise.all(Array.from({ length: processes }, () => runHelper(orders, queue, answers)));
}

/** One process, from its start until nothing is left in the queue. */
function runHelper(orders: Orders, queue: string[], answered: (answer: Answer) => void): Promise<void> {
  const helper = fork(programFile('archive/verify-helper'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const tell = (message: ToHelper): boolean => helper.send(message);
  let asked = 0;
  const next = (): void => {
    const folder = queue.pop();
    if (folder === undefined) return asked === 0 && helper.connected ? helper.disconnect() : undefined;
    asked += 1;
    tell({ kind: 'look', folder });
  };
  helper.on('message', (answer: Answer) => {
    asked -= 1;
    answered(answer);
    next();
  });
  tell({ kind: 'orders', orders });
  // One ahead, so that no process waits for the one that hands out.
  next();
  next();
  return new Promise((resolve, reject) => {
    helper.once('error', reject);
    helper.once('exit', (code, signal) => {
      if (code === 0 && asked === 0) resolve();
      else reject(new Error(`a process that verified reports ended with ${code ?? signal ?? ''}`));
    });
  });
}

/** Passes answers on in the order of the folders. */
function inOrder(folders: readonly string[], told: CrewWork['told']): (answer: Answer) => void {
  const early = new Map<string, VerifyResult>();
  let at = 0;
  return ({ folder, result }) => {
    early.set(folder, result);
    for (;;) {
      const next = folders[at];
      const found = next === undefined ? undefined : early.get(next);
      if (next === undefined || found === undefined) return;
      early.delete(next);
      at += 1;
      told(next, found);
    }
  };
}
