import { readCheckpoint, checkpointSigner } from '../../sign/note.ts';
import type { TrustedKey } from '../../sign/trust.ts';
import { entryTypes, textOf, type Entry } from './entry.ts';
import { beginsWith, headOf } from './ledger.ts';
import { isClosing } from './proofs.ts';
import type { LedgerState } from './read.ts';

/** A ledger as a verifier uses it: looked through once, then asked about each report. */
export type LedgerView = {
  readonly state: LedgerState;
  readonly origin: string | null;
  /** How many entries a trusted key has signed, in exactly this order; null when no such checkpoint is there. */
  readonly signedSize: number | null;
  /** Entries that put reports into the ledger, by run. */
  readonly closings: ReadonlyMap<string, readonly Entry[]>;
  readonly openings: ReadonlyMap<string, readonly Entry[]>;
  /** Digests of what was lawfully erased and of what was added after signing, by run and file; signed entries only. */
  readonly erased: ReadonlyMap<string, string>;
  readonly added: ReadonlyMap<string, string>;
  /** Lines about addenda and about removals, by run; lines that begin and end holds over many reports. */
  readonly addenda: ReadonlyMap<string, readonly Entry[]>;
  readonly removals: ReadonlyMap<string, readonly Entry[]>;
  readonly holds: readonly Entry[];
  /** Reports that were removed after their time, with the digest of what was signed; runs that died early. Signed entries only. */
  readonly expired: ReadonlyMap<string, string>;
  readonly abandoned: ReadonlySet<string>;
  /** Digests of the time stamps that a report has, by run; also in entries that nobody has signed yet, for they excuse nothing. */
  readonly stamped: ReadonlyMap<string, readonly string[]>;
  /** Documents that are about to be added, by run and file; they are waited for, and not believed. */
  readonly announced: ReadonlyMap<string, string>;
  /** The same of files and reports in entries that nobody has signed yet: written, and believed only with a record that a key signed. */
  readonly erasing: ReadonlyMap<string, string>;
  readonly expiring: ReadonlyMap<string, string>;
};

/** Looks a ledger through. */
export function viewLedger(state: LedgerState, keys: readonly TrustedKey[]): LedgerView {
  const head = headOf(state);
  const checkpoint = state.checkpoint === null ? null : readCheckpoint(state.checkpoint);
  const isSigned =
    checkpoint !== null &&
    state.checkpoint !== null &&
    checkpointSigner(
      state.checkpoint,
      keys.filter(({ revoked }) => revoked === null),
    ) !== null &&
    beginsWith(state, checkpoint);
  const signedSize = isSigned ? checkpoint.size : null;
  // Whom nobody is there to be believed for can only be read; that nothing was proven is told by the checks.
  const isReadable = checkpoint !== null && keys.length === 0 && beginsWith(state, checkpoint);
  const signed = state.entries.slice(0, signedSize ?? (isReadable ? checkpoint.size : 0));
  return {
    state,
    origin: head?.origin ?? null,
    signedSize,
    closings: byRun(state.entries.filter(isClosing)),
    openings: byRun(state.entries.filter(({ type }) => type === entryTypes.runOpened)),
    erased: byFile(signed, entryTypes.fileErased),
    added: byFile(signed, entryTypes.addendum),
    addenda: byRun(runsOf(state.entries, entryTypes.addendum)),
    removals: byRun(state.entries.filter(({ type }) => removalTypes.includes(type))),
    holds: state.entries.filter(({ type }) => holdTypes.includes(type)),
    expired: expiredIn(signed),
    announced: byFile(state.entries, entryTypes.documentAnnounced),
    erasing: byFile(state.entries.slice(signed.length), entryTypes.fileErased),
    expiring: expiredIn(state.entries.slice(signed.length)),
    stamped: stampsIn(state.entries),
    abandoned: new Set(runsOf(signed, entryTypes.runAbandoned).map((entry) => textOf(entry, 'runId') ?? '')),
  };
}

const removalTypes: readonly string[] = [entryTypes.fileErased, entryTypes.reportExpired];
const holdTypes: readonly string[] = [entryTypes.holdSet, entryTypes.holdReleased];

/** The run was opened, and has no end yet. */
export function isAnnounced({ openings, closings, abandoned, expired }: LedgerView, runId: string): boolean {
  return openings.has(runId) && !closings.has(runId) && !abandoned.has(runId) && !expired.has(runId);
}

/** How a file of a run is named in `erased` and `added`. */
export function fileKey(runId: string, file: string): string {
  return `${runId} ${file}`;
}

function stampsIn(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const some = byRun(runsOf(entries, entryTypes.reportStamped));
  return new Map([...some].map(([runId, ofRun]) => [runId, ofRun.map((entry) => textOf(entry, 'sha256') ?? '')]));
}

function expiredIn(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    runsOf(entries, entryTypes.reportExpired).map((entry) => [
      textOf(entry, 'runId') ?? '',
      textOf(entry, 'statementSha256') ?? '',
    ]),
  );
}

function runsOf(entries: readonly Entry[], type: string): readonly Entry[] {
  return entries.filter((entry) => entry.type === type);
}

function byFile(entries: readonly Entry[], type: string): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap((entry) => {
      const [runId, file, sha256] = [textOf(entry, 'runId'), textOf(entry, 'file'), textOf(entry, 'sha256')];
      const isIt = entry.type === type && runId !== null && file !== null && sha256 !== null;
      return isIt ? [[fileKey(runId, file), sha256] as const] : [];
    }),
  );
}

function byRun(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const runId = textOf(entry, 'runId') ?? '';
    const known = found.get(runId);
    if (known === undefined) found.set(runId, [entry]);
    else known.push(entry);
  }
  return found;
}
