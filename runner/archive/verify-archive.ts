import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRunId } from '../base/ids.ts';
import { believe, type Pinned } from './believed.ts';
import { combine, noted, passed, stateOf, type Check, type VerifyState } from './check.ts';
import { checkPopulation } from './check-population.ts';
import { checkSignedLedger } from './check-signed-ledger.ts';
import { ledgerCheckText as text } from './ledger-check-text.ts';
import { failed } from './check.ts';
import { listReports } from './layout.ts';
import { ledgerFiles, readLedger } from './ledger/read.ts';
import { viewLedger } from './ledger/view.ts';
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
  return existsSync(join(folder, 'runs')) || existsSync(ledgerFiles(folder).entries);
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
  const strays = straysIn(archive);
  const parts: Check[] = strays.length > 0 ? [failed('archive', text.strays(strays), strays)] : [];
  if (view === null)
    parts.push(
      speaksOfLedger
        ? failed('archive', text.ledgerMissing(), ['ledger/entries.jsonl'])
        : noted('archive', text.noLedger()),
    );
  else {
    parts.push(...checkSignedLedger({ archive, view, believing, known: options.known, expectsTime }));
    parts.push(...checkPopulation(view, { present: folders.map((folder) => basename(folder)), nowMs: options.nowMs }));
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

/** What stands at the top of an archive; hidden folders hold locks and indexes, which say nothing. */
const ownNames: readonly string[] = ['VERIFY.md', 'README.md', 'trust', 'ledger', 'runs', 'tombstones', 'example'];

/** Whatever stands at the top or below runs/ and belongs to no report. */
function straysIn(archive: string): readonly string[] {
  const found = readdirSync(archive).filter((name) => !name.startsWith('.') && !ownNames.includes(name));
  const look = (path: string, isWanted: (name: string) => boolean): readonly string[] => {
    if (!existsSync(join(archive, path))) return [];
    const entries = readdirSync(join(archive, path), { withFileTypes: true });
    const wanted = entries
      .filter((entry) => entry.isDirectory() && isWanted(entry.name))
      .map(({ name }) => `${path}/${name}`);
    found.push(...entries.map(({ name }) => `${path}/${name}`).filter((name) => !wanted.includes(name)));
    return wanted;
  };
  for (const year of look('runs', (name) => /^\d{4}$/.test(name)))
    for (const month of look(year, (name) => /^\d\d$/.test(name))) {
      const begin = `${basename(year)}${basename(month)}`;
      look(month, (name) => isRunId(name) && name.startsWith(begin));
    }
  return found.sort();
}
