import type { Believing } from './believed.ts';
import { concludeArchive } from './conclude-archive.ts';
import { listReports } from './layout.ts';
import { beginsWith, headOf } from './ledger/ledger.ts';
import { readLedger } from './ledger/read.ts';
import { viewLedger, type LedgerView } from './ledger/view.ts';
import type { ArchiveOptions, ArchiveResult } from './verify-archive.ts';
import type { VerifyResult } from './verify.ts';

/** Reports to be looked at with a ledger as it stood a moment ago. Without folders: somebody may be writing, so wait for a moment. */
export type Round = {
  readonly folders: readonly string[];
  readonly view: LedgerView | null;
  /** To be called once for each folder. */
  readonly told: (folder: string, result: VerifyResult) => void;
};

/** A ledger that grows faster than it is looked through is judged as it is then. */
const roundsAtMost = 6;

/**
 * An archive may be written while it is verified: runs end, stamps come, somebody approves. What does not hold is therefore looked at once more
 * with the ledger as it is by then, until the ledger stands still; only the ledger's past may never change.
 */
export function* lookInRounds(
  archive: string,
  believing: Believing,
  options: ArchiveOptions & { readonly waits: boolean },
): Generator<Round, ArchiveResult, void> {
  const first = viewOf(archive, believing);
  let view = first;
  const tally = openTally(options);
  let waited = !options.waits;
  for (let round = 1; ; round += 1) {
    const folders = listReports(archive);
    yield { folders: folders.filter((folder) => !tally.has(folder)), view, told: tally.hold };
    const looked = { ...tally.sums(), folders, wasRewritten: !continues(first, view) };
    const result = concludeArchive(archive, { believing, view, looked, options });
    const now = viewOf(archive, believing);
    const isStill = isSame(view, now);
    const isLast = round === roundsAtMost || (isStill && (waited || result.state !== 'tampered'));
    if (isLast) {
      tally.tell();
      return result;
    }
    tally.forgetBad();
    if (isStill) {
      waited = true;
      yield { folders: [], view, told: tally.hold };
    }
    view = viewOf(archive, believing);
  }
}

function viewOf(archive: string, { ledgerKeys }: Believing): LedgerView | null {
  const state = readLedger(archive);
  return state === null ? null : viewLedger(state, ledgerKeys);
}

function isSame(one: LedgerView | null, other: LedgerView | null): boolean {
  if (one === null || other === null) return one === other;
  const [before, after] = [one.state, other.state];
  return (
    before.torn === after.torn &&
    before.checkpoint === after.checkpoint &&
    before.lines.length === after.lines.length &&
    before.tree.root(before.tree.size).equals(after.tree.root(after.tree.size))
  );
}

/** The ledger still begins with everything that it held at first. */
function continues(first: LedgerView | null, now: LedgerView | null): boolean {
  const head = first === null ? null : headOf(first.state);
  return head === null || now === null || beginsWith(now.state, head);
}

/** So many are kept to be looked at once more: an archive in which everything is broken is not being written. */
const badAtMost = 1_000;

/** Counts results, and tells them at once; those that were tampered with when nothing can change them any more. */
function openTally({ onReport }: ArchiveOptions) {
  const done = new Set<string>();
  const bad = new Map<string, VerifyResult>();
  const counts = { verified: 0, tampered: 0, incomplete: 0, ledger: 0, time: 0, untimed: 0 };
  const count = (result: VerifyResult, by: 1 | -1): void => {
    counts[result.state] += by;
    counts.ledger += result.form.ledger ? by : 0;
    counts.time += result.form.time ? by : 0;
    const isUntimed = result.checks.some(({ name, outcome }) => name === 'time' && outcome === 'not-checked');
    counts.untimed += isUntimed ? by : 0;
  };
  return {
    has: (folder: string) => done.has(folder),
    hold: (folder: string, result: VerifyResult): void => {
      count(result, 1);
      if (result.state === 'tampered' && bad.size < badAtMost) bad.set(folder, result);
      else {
        done.add(folder);
        onReport?.(folder, result);
      }
    },
    forgetBad() {
      for (const result of bad.values()) count(result, -1);
      bad.clear();
    },
    tell() {
      for (const [folder, result] of bad) onReport?.(folder, result);
    },
    sums: () => ({
      reports: { verified: counts.verified, tampered: counts.tampered, incomplete: counts.incomplete },
      speaksOfLedger: counts.ledger > 0,
      expectsTime: counts.time > 0,
      untimed: counts.untimed,
    }),
  };
}
