import { acquireLock, type Lock } from '../journal/lock.ts';
import { JournalError } from '../journal/journal-error.ts';
import type { ArchiveDesk } from '../archive/desk.ts';
import { listStaged } from '../archive/layout.ts';
import { SealError } from '../archive/seal-error.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { Redactor } from '../base/redact.ts';
import { openPayments, type OpenPayment } from '../payment/open-payments.ts';
import type { Journal } from '../model/journal.ts';
import { SetupError } from '../model/trouble.ts';
import type { Signer } from '../sign/signer.ts';
import { finishRun, type FinishedRun } from './finish-run.ts';
import type { FreezeNow } from './freeze.ts';
import type { MoneyDesk } from './money-desk.ts';
import { driverLock, supervisorLock } from './locks.ts';
import { text } from './text.ts';

export type Recovery = {
  readonly journal: Journal;
  readonly reports: string;
  readonly lockFolder: string;
  readonly signer: Signer;
  readonly redactor: Redactor;
  readonly money?: MoneyDesk | undefined;
  readonly archive?: ArchiveDesk | undefined;
  /** What this start is and where; a run's files are looked for here once more. */
  readonly freeze?: FreezeNow | undefined;
};

export type Recovered =
  | {
      readonly kind: 'closed';
      readonly runId: string;
      readonly finished: FinishedRun;
      readonly payments: readonly OpenPayment[];
    }
  /** Somebody still works on it: its supervisor, or a driver that outlived it and cleans up. */
  | { readonly kind: 'running'; readonly runId: string; readonly by: 'supervisor' | 'driver' }
  /** It could not be closed. The journal keeps it; later runs go on. */
  | { readonly kind: 'stuck'; readonly runId: string; readonly message: Bilingual };

/**
 * Finds runs that nobody finishes any more — their supervisor or the machine died — and closes each truthfully from its journal;
 * also seals reports whose sealing was cut off. Kernel-released locks say who is alive. One run that cannot be closed does not keep
 * the others, or tonight's, from their end.
 */
export async function recoverRuns(work: Recovery): Promise<readonly Recovered[]> {
  const { journal } = work;
  const staged = new Set(listStaged(work.reports));
  const unfinished = journal.runs().filter((run) => !run.closed || staged.has(run.runId));
  const results: Recovered[] = [];
  for (const { runId } of unfinished) results.push(await recoverRun(work, runId));
  giveUpUnbegun(work);
  return results;
}

/** Runs that were announced in the ledger and whose supervisor died before their first event: there is nothing to report of them. */
function giveUpUnbegun({ archive, journal, lockFolder }: Recovery): void {
  if (archive === undefined) return;
  const begun = new Set(journal.runs().map(({ runId }) => runId));
  for (const runId of archive.open()) {
    if (begun.has(runId)) continue;
    const taken = takeBoth(lockFolder, runId);
    if (typeof taken === 'string') continue;
    archive.abandoned(runId);
    for (const lock of taken) lock.release();
  }
}

async function recoverRun(work: Recovery, runId: string): Promise<Recovered> {
  const { journal } = work;
  const taken = takeBoth(work.lockFolder, runId);
  if (typeof taken === 'string') return { kind: 'running', runId, by: taken };
  try {
    const finished = await finishRun({
      journal,
      runId,
      by: 'recovery',
      reports: work.reports,
      signer: work.signer,
      redactor: work.redactor,
      money: work.money,
      archive: work.archive,
      freeze: work.freeze,
    });
    return { kind: 'closed', runId, finished, payments: openPayments(runId, journal.events(runId)) };
  } catch (error) {
    return { kind: 'stuck', runId, message: text.runStuck({ runId, why: wordsOf(error) }) };
  } finally {
    for (const lock of taken) lock.release();
  }
}

/** Both locks, or who holds one. */
function takeBoth(folder: string, runId: string): readonly Lock[] | 'supervisor' | 'driver' {
  const supervisor = acquireLock(folder, supervisorLock(runId));
  if (supervisor === null) return 'supervisor';
  const driver = acquireLock(folder, driverLock(runId));
  if (driver !== null) return [supervisor, driver];
  supervisor.release();
  return 'driver';
}

function wordsOf(error: unknown): Bilingual {
  if (error instanceof SealError || error instanceof JournalError || error instanceof SetupError) return error.text;
  const why = error instanceof Error ? error.message : String(error);
  return { ko: why, en: why };
}
