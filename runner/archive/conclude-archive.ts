import { basename } from 'node:path';
import type { Believing } from './believed.ts';
import { combine, failed, notChecked, noted, passed, stateOf, type Check, type VerifyState } from './check.ts';
import { checkRemoved } from './check-holds.ts';
import { checkPopulation } from './check-population.ts';
import { checkSignedLedger } from './check-signed-ledger.ts';
import { checkTombstones } from './check-tombstones.ts';
import { ledgerCheckText as text } from './ledger-check-text.ts';
import type { LedgerView } from './ledger/view.ts';
import { straysIn } from './strays.ts';
import { doubtsOf, limitsOf } from './verify.ts';
import type { ArchiveOptions, ArchiveResult } from './verify-archive.ts';

/** What the reports of an archive have in common, once each was looked at. */
export type Looked = {
  /** The folders of all reports. */
  readonly folders: readonly string[];
  readonly reports: ArchiveResult['reports'];
  /** Some report says that it was signed where a ledger was kept, or where time stamps were set up. */
  readonly speaksOfLedger: boolean;
  readonly expectsTime: boolean;
  readonly untimed: number;
  /** The ledger is no longer the one that the reports were compared with. */
  readonly wasRewritten: boolean;
};

/** The archive as a whole: nothing missing, nothing added, nothing hidden. */
export function concludeArchive(
  archive: string,
  parts: {
    readonly believing: Believing;
    readonly view: LedgerView | null;
    readonly looked: Looked;
    readonly options: ArchiveOptions;
  },
): ArchiveResult {
  const { view, looked, options } = parts;
  const { strays, beside } = straysIn(archive);
  const found: Check[] = strays.length > 0 ? [failed('archive', text.strays(strays), strays)] : [];
  if (beside.length > 0) found.push(noted('archive', text.notOurs(beside)));
  if (looked.wasRewritten) found.push(failed('archive', text.rewritten(), ['ledger/entries.jsonl']));
  if (view === null) found.push(withoutLedger(looked, options));
  else found.push(...withLedger(archive, { ...parts, view }));
  const whole = combine('archive', found);
  // Whether the newest runs were cut off is told where somebody reads what was not checked.
  const open = [
    ...(options.known.length === 0 ? [noted('archive', text.noneKnown())] : []),
    ...(looked.untimed > 0 ? [noted('archive', text.untimed(looked.untimed))] : []),
  ];
  return {
    state: worst(looked.reports, stateOf([whole])),
    reports: looked.reports,
    entries: view?.state.entries.length ?? 0,
    untimed: looked.untimed,
    checks: [whole, limitsOf([whole, ...open, ...doubtsOf(options)])],
  };
}

function withoutLedger({ folders, speaksOfLedger }: Looked, { known: [kept] }: ArchiveOptions): Check {
  if (speaksOfLedger) return failed('archive', text.ledgerMissing(), ['ledger/entries.jsonl']);
  if (kept !== undefined) return failed('archive', text.ledgerTaken(kept.name), ['ledger/entries.jsonl']);
  return folders.length === 0 ? notChecked('archive', text.noReports()) : noted('archive', text.noLedger());
}

function withLedger(
  archive: string,
  parts: {
    readonly believing: Believing;
    readonly view: LedgerView;
    readonly looked: Looked;
    readonly options: ArchiveOptions;
  },
): readonly Check[] {
  const { believing, view, looked, options } = parts;
  const present = looked.folders.map((folder) => basename(folder));
  const found = [
    ...checkSignedLedger({ archive, view, believing, known: options.known, expectsTime: looked.expectsTime }),
    ...checkPopulation(view, { present, nowMs: options.nowMs }),
    ...checkTombstones(archive, { view, believing, present }),
    ...checkRemoved(view, looked.folders),
  ];
  const isWhole = !looked.wasRewritten && found.every(({ outcome }) => outcome === 'passed');
  return isWhole ? [...found, passed('archive', text.whole(view.state.entries.length, present.length))] : found;
}

function worst(reports: ArchiveResult['reports'], own: VerifyState): VerifyState {
  if (own === 'tampered' || reports.tampered > 0) return 'tampered';
  return own === 'incomplete' || reports.incomplete > 0 ? 'incomplete' : 'verified';
}
