import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { shortId } from '../../base/ids.ts';
import { sweepUnfinished } from '../../base/unfinished.ts';
import { toWriteError, WriteError, writeThrough } from '../../base/write-atomic.ts';
import { acquireLock } from '../../journal/lock.ts';
import { readCheckpoint, signCheckpoint, type Checkpoint } from '../../sign/note.ts';
import type { LedgerSigner } from '../../sign/signer.ts';
import { writingRoom } from '../layout.ts';
import { SealError } from '../seal-error.ts';
import { entryTypes, formatEntry, isSameFact, textOf, type NewEntry } from './entry.ts';
import { knownCheckpoint, rememberCheckpoint } from './known.ts';
import { ledgerFiles, readLedger, type LedgerState } from './read.ts';
import { ledgerText } from './text.ts';
import { appendSynced, cutEnd } from './write.ts';

export type LedgerOptions = {
  readonly reports: string;
  /** Null where another job holds the ledger's key: entries are written, and signed when that job comes. */
  readonly signer: LedgerSigner | null;
  readonly clock: Clock;
  /** Folder outside the archive for the newest checkpoint that was seen. */
  readonly known: string;
  /** Told after each step of an append. */
  readonly onStep?: (step: LedgerStep) => void;
};

/** In this order. Whatever is cut off is completed by the next append. */
export const ledgerSteps = ['locked', 'written', 'kept', 'current', 'remembered'] as const;
export type LedgerStep = (typeof ledgerSteps)[number];

export type Ledger = {
  /**
   * Writes the facts that are not there yet, signs a checkpoint over everything, and returns the ledger as it then is. `wanted` is asked
   * once the lock is held. Synchronous, because others wait for that lock. Throws SealError.
   */
  append(wanted: Wanted, around?: Around): LedgerState;
  read(): LedgerState | null;
};

/** What belongs to the entries and is written while the ledger is held, in an order in which a kill never leaves a signed promise unkept. */
export type Around = {
  /** The entries are on disk, nothing is signed. */
  readonly beforeSigning?: (state: LedgerState) => void;
  /** The checkpoint is signed, and not the current one yet. */
  readonly beforeCurrent?: (state: LedgerState) => void;
};

/** What is to be written, given the ledger as it stands and its name. */
export type Wanted = (before: LedgerState | null, origin: string) => readonly NewEntry[];

/** The one writer of an archive's ledger. A lock of the kernel lets one process in at a time; the others wait for it. */
export function openLedger(options: LedgerOptions): Ledger {
  return {
    read: () => readLedger(options.reports),
    append: (wanted, around = {}) => {
      try {
        return appendAlone(options, wanted, around);
      } catch (error) {
        const told = toWriteError(ledgerFiles(options.reports).folder, error);
        throw told instanceof WriteError ? new SealError(ledgerText.notWritten(told.text), { cause: error }) : told;
      }
    },
  };
}

/** Each try waits a quarter of a second for whoever is writing. */
const lockTries = 40;

function appendAlone(options: LedgerOptions, wanted: Wanted, around: Around): LedgerState {
  for (let tries = 0; tries < lockTries; tries += 1) {
    const lock = acquireLock(join(options.reports, '.staging'), 'ledger');
    if (lock === null) continue;
    try {
      options.onStep?.('locked');
      return appendLocked(options, wanted, around);
    } finally {
      lock.release();
    }
  }
  throw new SealError(ledgerText.busy());
}

function appendLocked(options: LedgerOptions, wanted: Wanted, around: Around): LedgerState {
  const { reports, clock, onStep } = options;
  const files = ledgerFiles(reports);
  mkdirSync(files.checkpoints, { recursive: true });
  sweepUnfinished(writingRoom(reports));
  const before = readLedger(reports);
  if (before?.unreadable === true) throw new SealError(ledgerText.unreadable());
  // What was cut off while it was written was never told as done; whoever wanted it writes it anew.
  if (before !== null && before.torn !== null) cutEnd(files.entries, Buffer.byteLength(before.torn, 'latin1'));
  const [opening] = before?.entries ?? [];
  const origin = (opening === undefined ? null : textOf(opening, 'origin')) ?? `postflight/${shortId()}${shortId()}`;
  const opened = { type: entryTypes.ledgerOpened, at: new Date(clock.now()).toISOString(), origin };
  const added = newFacts(before, [...(opening === undefined ? [opened] : []), ...wanted(before, origin)]);
  const first = before?.lines.length ?? 0;
  if (added.length > 0) appendSynced(files.entries, linesOf(added, first, before));
  onStep?.('written');
  const after = added.length > 0 ? readLedger(reports) : before;
  if (after === null) throw new SealError(ledgerText.busy());
  around.beforeSigning?.(after);
  return { ...after, checkpoint: sign(options, after, around) };
}

/** Each writing names the checkpoint that was signed before it, so that a copy of a checkpoint that is taken away is missed. */
function linesOf(added: readonly NewEntry[], first: number, before: LedgerState | null): string {
  const signed = before === null || before.checkpoint === null ? null : readCheckpoint(before.checkpoint);
  const named = added.map((entry, index) =>
    index === 0 && signed !== null ? { ...entry, after: signed.size } : entry,
  );
  return named.map((entry, index) => `${formatEntry(first + index, entry)}\n`).join('');
}

/** Facts that are written already are not written again: whoever was cut off may say everything once more. */
function newFacts(before: LedgerState | null, wanted: readonly NewEntry[]): readonly NewEntry[] {
  const known: NewEntry[] = [...(before?.entries ?? [])];
  const added: NewEntry[] = [];
  for (const entry of wanted) if (![...known, ...added].some((one) => isSameFact(one, entry))) added.push(entry);
  return added;
}

/**
 * Signs what the ledger now is and keeps it in three places. A ledger that was changed behind our back is not signed: its entries go on,
 * and `verify` tells what is wrong with it.
 */
function sign(options: LedgerOptions, state: LedgerState, { beforeCurrent }: Around): string | null {
  const { signer, reports, known, onStep } = options;
  const checkpoint = headOf(state);
  if (signer === null || checkpoint === null || !isIntact(state, checkpoint.origin, known)) {
    beforeCurrent?.(state);
    return state.checkpoint;
  }
  const files = ledgerFiles(reports);
  const current = state.checkpoint === null ? null : readCheckpoint(state.checkpoint);
  const isSigned = current?.size === checkpoint.size;
  const text = isSigned && state.checkpoint !== null ? state.checkpoint : signCheckpoint(checkpoint, signer);
  const write = (file: string): void => writeThrough(writingRoom(reports), file, text);
  if (!isSigned) write(join(files.checkpoints, `${checkpoint.size}.txt`));
  onStep?.('kept');
  // Whoever sees the checkpoint finds the proofs that it promises.
  beforeCurrent?.({ ...state, checkpoint: text });
  if (!isSigned) write(files.checkpoint);
  onStep?.('current');
  rememberCheckpoint(known, reports, text);
  onStep?.('remembered');
  return text;
}

/** Name, size and root as the entries have them now; null when they cannot be read. */
export function headOf({ entries, lines, tree }: LedgerState): Checkpoint | null {
  const [first] = entries;
  const origin = first === undefined ? null : textOf(first, 'origin');
  if (origin === null || entries.length !== lines.length) return null;
  return { origin, size: tree.size, root: tree.root(tree.size) };
}

/** Whether the entries still begin with everything that was signed before, in the archive and outside it. */
function isIntact(state: LedgerState, origin: string, known: string): boolean {
  const signed = state.checkpoint === null ? null : readCheckpoint(state.checkpoint);
  if (state.checkpoint !== null && signed === null) return false;
  return [signed, knownCheckpoint(known, origin)].every((one) => one === null || beginsWith(state, one));
}

/** True when the first entries are the ones that a checkpoint was made over. */
export function beginsWith(state: LedgerState, { origin, size, root }: Checkpoint): boolean {
  const head = headOf(state);
  return head !== null && head.origin === origin && size <= head.size && state.tree.root(size).equals(root);
}
