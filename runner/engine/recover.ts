import { acquireLock, type Lock } from '../journal/lock.ts';
import { listStaged } from '../archive/layout.ts';
import type { Redactor } from '../base/redact.ts';
import { openPayments, type OpenPayment } from '../payment/open-payments.ts';
import type { Journal } from '../model/journal.ts';
import type { Signer } from '../sign/signer.ts';
import { finishRun, type FinishedRun } from './finish-run.ts';
import { driverLock, supervisorLock } from './locks.ts';

export type Recovery = {
  readonly journal: Journal;
  readonly reports: string;
  readonly lockFolder: string;
  readonly signer: Signer;
  readonly redactor: Redactor;
};

export type Recovered =
  | {
      readonly kind: 'closed';
      readonly runId: string;
      readonly finished: FinishedRun;
      readonly payments: readonly OpenPayment[];
    }
  /** Somebody still works on it. */
  | { readonly kind: 'running'; readonly runId: string };

/**
 * Finds runs that nobody finishes any more — their supervisor or the machine died — and closes each truthfully from its journal;
 * also seals reports whose sealing was cut off. Kernel-released locks say who is alive.
 */
export async function recoverRuns(work: Recovery): Promise<readonly Recovered[]> {
  const { journal } = work;
  const staged = new Set(listStaged(work.reports));
  const unfinished = journal.runs().filter((run) => !run.closed || staged.has(run.runId));
  const results: Recovered[] = [];
  for (const { runId } of unfinished) {
    const locks = takeBoth(work.lockFolder, runId);
    if (locks === null) {
      results.push({ kind: 'running', runId });
      continue;
    }
    try {
      const finished = await finishRun({
        journal,
        runId,
        by: 'recovery',
        reports: work.reports,
        signer: work.signer,
        redactor: work.redactor,
      });
      results.push({ kind: 'closed', runId, finished, payments: openPayments(runId, journal.events(runId)) });
    } finally {
      for (const lock of locks) lock.release();
    }
  }
  return results;
}

/** Both or none: a driver that outlived its supervisor is still cleaning up. */
function takeBoth(folder: string, runId: string): readonly Lock[] | null {
  const supervisor = acquireLock(folder, supervisorLock(runId));
  if (supervisor === null) return null;
  const driver = acquireLock(folder, driverLock(runId));
  if (driver !== null) return [supervisor, driver];
  supervisor.release();
  return null;
}
