import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRunId } from '../base/ids.ts';
import { believe, type Pinned } from './believed.ts';
import { combine, notChecked, noted, passed, stateOf, type Check, type VerifyState } from './check.ts';
import { checkPopulation } from './check-population.ts';
import { checkSignedLedger } from './check-signed-ledger.ts';
import { checkTombstones } from './check-tombstones.ts';
import { ledgerCheckText as text } from './ledger-check-text.ts';
import { failed } from './check.ts';
import { listReports, tombstonesFolder } from './layout.ts';
import { ledgerFiles, readLedger } from './ledger/read.ts';
import { viewLedger } from './ledger/view.ts';
import { isThere, listFolder } from './plain-file.ts';
import { limitsOf, verifyOne, type VerifyOptions, type VerifyResult } from './verify.ts';

/** A checkpoint that somebody kept outside the archive; `name` is what people call it. */
export type KnownCheckpoint = { readonly name: string; readonly text: string };

export type ArchiveOptions = VerifyOptions & {
  readonly known: readonly KnownCheckpoint[];
  /** For runs that are open: a day after they were announced they count as hidden. */
  readonly nowMs: number;
  /** Told of each report as soon as it was looked at, so that ten thousand need no more memory than one. */
  readonly onReport?: (folder: string, result: VerifyResult) => void;
};

export type ArchiveResult = {
  readonly state: VerifyState;
  readonly reports: { readonly [state in VerifyState]: number };
  readonly entries: number;
  /** `archive` and `limits`: what concerns the archive as a whole. */
  readonly checks: readonly Check[];
};

/** True for a folder that holds reports as an archive does. */
export function isArchive(folder: string): boolean {
  return isThere(join(folder, 'runs')) || isThere(ledgerFiles(folder).folder);
}

/** Checks every report of an archive and then the archive: nothing missing, nothing added, nothing hidden. Bad content never throws. */
export function verifyArchive(archive: string, pinned: Pinned, options: ArchiveOptions): ArchiveResult {
  const believing = believe(pinned, options);
  const state = readLedger(archive);
  const view = state === null ? null : viewLedger(state, believing.ledgerKeys);
  const folders = listReports(archive);
  const reports = { verified: 0, tampered: 0, incomplete: 0 };
  let speaksOfLedger = false;
  let expectsTime = false;
  let untimed = 0;
  for (const folder of folders) {
    const result = verifyOne(folder, believing, view);
    reports[result.state] += 1;
    speaksOfLedger ||= result.form.ledger;
    expectsTime ||= result.form.time;
    untimed += result.checks.some(({ name, outcome }) => name === 'time' && outcome === 'not-checked') ? 1 : 0;
    options.onReport?.(folder, result);
  }
  const { strays, beside } = straysIn(archive);
  const parts: Check[] = strays.length > 0 ? [failed('archive', text.strays(strays), strays)] : [];
  if (beside.length > 0) parts.push(noted('archive', text.notOurs(beside)));
  if (view === null) {
    const [kept] = options.known;
    if (speaksOfLedger) parts.push(failed('archive', text.ledgerMissing(), ['ledger/entries.jsonl']));
    else if (kept !== undefined) parts.push(failed('archive', text.ledgerTaken(kept.name), ['ledger/entries.jsonl']));
    else parts.push(folders.length === 0 ? notChecked('archive', text.noReports()) : noted('archive', text.noLedger()));
  } else {
    const present = folders.map((folder) => basename(folder));
    parts.push(...checkSignedLedger({ archive, view, believing, known: options.known, expectsTime }));
    parts.push(...checkPopulation(view, { present, nowMs: options.nowMs }));
    parts.push(...checkTombstones(archive, { view, believing, present }));
    if (parts.every(({ outcome }) => outcome === 'passed'))
      parts.push(passed('archive', text.whole(view.state.entries.length, folders.length)));
  }
  const whole = combine('archive', parts);
  // Whether the newest runs were cut off is told where somebody reads what was not checked.
  const open = [
    ...(options.known.length === 0 ? [noted('archive', text.noneKnown())] : []),
    ...(untimed > 0 ? [noted('archive', text.untimed(untimed))] : []),
  ];
  return {
    state: worst(reports, stateOf([whole])),
    reports,
    entries: view?.state.entries.length ?? 0,
    checks: [whole, limitsOf([whole, ...open])],
  };
}

function worst(reports: ArchiveResult['reports'], own: VerifyState): VerifyState {
  if (own === 'tampered' || reports.tampered > 0) return 'tampered';
  return own === 'incomplete' || reports.incomplete > 0 ? 'incomplete' : 'verified';
}

/** What stands at the top of an archive, each of one kind. */
const ownFolders: readonly string[] = ['trust', 'ledger', 'runs', tombstonesFolder];
/** What people put there for people. Nothing of the archive rests on it; that nobody looked at it is told. */
const besides: readonly string[] = ['README.md', 'example'];
/** Locks, indexes, and what git and folders on a Mac keep for themselves. */
const hidden = /^\.(staging|index|git|gitattributes|gitignore|gitkeep|DS_Store)$/;

/** The archive itself may be reached by a link, nothing in it may. Whatever stands at the top or below runs/ and belongs to no report: also a link, or a file where a folder is wanted. */
function straysIn(archive: string): { readonly strays: readonly string[]; readonly beside: readonly string[] } {
  const top = (listFolder(realpathSync(archive)) ?? []).filter(({ name }) => !hidden.test(name));
  const isOwn = (entry: (typeof top)[number]): boolean =>
    entry.name === 'VERIFY.md' || (entry.isDirectory() && ownFolders.includes(entry.name));
  const beside = top.map(({ name }) => name).filter((name) => besides.includes(name));
  const found = top.filter((entry) => !isOwn(entry) && !beside.includes(entry.name)).map(({ name }) => name);
  const look = (path: string, isWanted: (name: string) => boolean): readonly string[] => {
    const entries = listFolder(join(archive, path)) ?? [];
    const isIt = (entry: (typeof entries)[number]): boolean => entry.isDirectory() && isWanted(entry.name);
    for (const entry of entries) if (!isIt(entry)) found.push(`${path}/${entry.name}`);
    return entries.filter(isIt).map(({ name }) => `${path}/${name}`);
  };
  for (const year of look('runs', (name) => /^\d{4}$/.test(name)))
    for (const month of look(year, (name) => /^\d\d$/.test(name))) {
      const begin = `${basename(year)}${basename(month)}`;
      look(month, (name) => isRunId(name) && name.startsWith(begin));
    }
  return { strays: found.sort(), beside: beside.sort() };
}
