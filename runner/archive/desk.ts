import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { isRunId } from '../base/ids.ts';
import { checkpointSigner, readCheckpoint } from '../sign/note.ts';
import type { LedgerSigner } from '../sign/signer.ts';
import { ledgerUse, type Trust, type TrustedKey } from '../sign/trust.ts';
import type { ArchiveFacts } from '../sign/statement.ts';
import { planDocuments, writeDocuments, type Believed, type DocumentPlan } from './documents.ts';
import { listReports, names, reportFolder } from './layout.ts';
import { closingEntry, readClosing } from './ledger/closing.ts';
import { entryTypes, textOf, type Entry, type NewEntry } from './ledger/entry.ts';
import { openLedger, type LedgerStep } from './ledger/ledger.ts';
import { isClosing, writeProofs } from './ledger/proofs.ts';
import { readLedger, type LedgerState } from './ledger/read.ts';
import { lookAtOwnKeys } from './own-keys.ts';
import type { SealingArchive } from './seal.ts';

export type DeskOptions = {
  readonly reports: string;
  readonly signer: LedgerSigner | null;
  readonly believed: Believed;
  /** This machine's list as it stands whenever it is asked for; left out: as it was when the archive was opened. */
  readonly trustNow?: () => Trust;
  readonly clock: Clock;
  /** Folder outside the archive for the newest checkpoint. */
  readonly known: string;
  /** Names the machine and state folder that opens runs here; another machine's open runs are never given up from this one. */
  readonly opener: string;
  readonly expectsTime: boolean;
  readonly onStep?: (step: LedgerStep) => void;
};

/** Where runs are announced, reports are recorded, and everything else that an archive must not forget is written down. */
export type ArchiveDesk = SealingArchive & {
  /** Before a run's first step. Also completes what an earlier process left half done. Throws SealError. */
  opening(run: { readonly runId: string; readonly target: string; readonly checklistSha256: string }): void;
  /** Runs of this machine that were announced and have no end yet. */
  open(): readonly string[];
  /** The run died before it did anything. */
  abandoned(runId: string): void;
  /** Anything else: addenda, erasures, keys. Written once however often it is said. */
  record(entries: readonly NewEntry[]): LedgerState;
  /** Records what was sealed and not recorded, signs what was not signed, writes proofs that are missing. */
  sync(): LedgerState;
  read(): LedgerState | null;
};

/** Opens an archive for writing. Nothing is written before one of its functions is called. */
export function openArchiveDesk(options: DeskOptions): ArchiveDesk {
  const { reports, opener, expectsTime } = options;
  const ledger = openLedger(options);
  const now = (): string => new Date(options.clock.now()).toISOString();
  const write = (entries: (before: LedgerState | null) => readonly NewEntry[]): LedgerState => {
    let plan: DocumentPlan | null = null;
    return ledger.append(
      (before, origin) => {
        const wanted = [...imports(options, before, now()), ...continued(options, before, now()), ...entries(before)];
        plan = planDocuments(reports, options.believed, {
          origin,
          entries: before?.entries ?? [],
          signedSize: signedSize(before),
          at: now(),
        });
        return plan === null || plan.entry === null ? wanted : [...wanted, plan.entry];
      },
      {
        beforeSigning: () => plan !== null && writeDocuments(reports, plan),
        beforeCurrent: (state) => writeProofs(reports, state, leaked(options)),
      },
    );
  };
  return {
    facts: () => factsOf(readLedger(reports), expectsTime),
    ownKeys: (signer) => {
      const trust = options.trustNow?.() ?? options.believed.trust;
      return lookAtOwnKeys(trust, { signer, ledger: options.signer }, options.clock.now());
    },
    closed: (folder) => void write((before) => closings(options, [folder], before, now())),
    opening: ({ runId, target, checklistSha256 }) =>
      void write((before) => [
        ...closings(options, unrecorded(reports, before), before, now()),
        { type: entryTypes.runOpened, runId, target, checklistSha256, opener, at: now() },
      ]),
    open: () => openRuns(ledger.read()?.entries ?? [], opener),
    abandoned: (runId) => void write(() => [{ type: entryTypes.runAbandoned, runId, at: now() }]),
    record: (entries) => write(() => entries),
    sync: () => write((before) => closings(options, unrecorded(reports, before), before, now())),
    read: () => ledger.read(),
  };
}

/** Ledger keys of which no signature counts any more. */
function leaked({ believed, trustNow }: DeskOptions): readonly TrustedKey[] {
  const { keys } = trustNow?.() ?? believed.trust;
  return keys.filter(({ use, revoked }) => use === ledgerUse && revoked !== null);
}

/** Another key goes on where one that leaked signed last: what it signs first says so. */
function continued(options: DeskOptions, before: LedgerState | null, at: string): readonly NewEntry[] {
  const { signer } = options;
  const keys = leaked(options);
  const last = before === null ? null : before.checkpoint;
  const old = last === null ? null : checkpointSigner(last, keys);
  if (signer === null || old === null || keys.some(({ keyId }) => keyId === signer.keyId)) return [];
  return [{ type: entryTypes.ledgerContinued, keyId: signer.keyId, old: old.keyId, at }];
}

function signedSize(state: LedgerState | null): number {
  return state === null || state.checkpoint === null ? 0 : (readCheckpoint(state.checkpoint)?.size ?? 0);
}

/** A ledger begins with the reports that were there before it. */
function imports(options: DeskOptions, before: LedgerState | null, at: string): readonly NewEntry[] {
  if (before !== null && before.lines.length > 0) return [];
  return listReports(options.reports).flatMap((folder) => {
    const closing = readClosing(folder, options.believed.trust);
    return closing === null ? [] : [closingEntry(entryTypes.runImported, closing, at)];
  });
}

/** Entries for reports that a trusted key signed and whose run was announced here. */
function closings(
  options: DeskOptions,
  folders: readonly string[],
  before: LedgerState | null,
  at: string,
): readonly NewEntry[] {
  const recorded = new Set(recordedRuns(before?.entries ?? []));
  return folders.flatMap((folder) => {
    const closing = readClosing(folder, options.believed.trust);
    // With the very first entry every report that is there is imported, and needs no second one.
    if (closing === null || recorded.has(closing.runId) || before === null) return [];
    return [closingEntry(entryTypes.runClosed, closing, at)];
  });
}

/** Sealed reports of announced runs that have no entry: a process died between the two. */
function unrecorded(reports: string, before: LedgerState | null): readonly string[] {
  if (before === null) return [];
  const recorded = new Set(recordedRuns(before.entries));
  const announced = before.entries.filter(({ type }) => type === entryTypes.runOpened);
  return announced.flatMap((entry) => {
    const runId = textOf(entry, 'runId') ?? '';
    if (recorded.has(runId) || !isRunId(runId)) return [];
    const folder = reportFolder(reports, runId);
    return existsSync(join(folder, names.bundle)) ? [folder] : [];
  });
}

function recordedRuns(entries: readonly Entry[]): readonly string[] {
  return entries.filter(isClosing).flatMap((entry) => textOf(entry, 'runId') ?? []);
}

function openRuns(entries: readonly Entry[], opener: string): readonly string[] {
  const ended = new Set(
    entries
      .filter((entry) => isClosing(entry) || entry.type === entryTypes.runAbandoned)
      .map((entry) => textOf(entry, 'runId')),
  );
  return entries.flatMap((entry) => {
    const runId = textOf(entry, 'runId');
    const isOwn = entry.type === entryTypes.runOpened && textOf(entry, 'opener') === opener;
    return isOwn && runId !== null && !ended.has(runId) ? [runId] : [];
  });
}

function factsOf(state: LedgerState | null, expectsTime: boolean): ArchiveFacts {
  const checkpoint = state?.checkpoint === null || state === null ? null : readCheckpoint(state.checkpoint);
  const last = state?.entries.findLast(isClosing);
  const [runId, statementSha256] = last === undefined ? [] : [textOf(last, 'runId'), textOf(last, 'statementSha256')];
  return {
    ledgerBefore:
      checkpoint === null
        ? null
        : { origin: checkpoint.origin, size: checkpoint.size, rootHash: checkpoint.root.toString('base64') },
    previous: typeof runId === 'string' && typeof statementSha256 === 'string' ? { runId, statementSha256 } : null,
    trustedTime: expectsTime ? 'expected' : 'none',
  };
}
