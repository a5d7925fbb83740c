import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Bilingual } from '../base/bilingual.ts';
import { isAttested } from '../sign/attested.ts';
import type { Attested, ReadStatement } from '../sign/statement.ts';
import type { Authority } from '../sign/time/authorities.ts';
import { believe, type Believing, type Pinned } from './believed.ts';
import {
  checkNames,
  combine,
  failed,
  notChecked,
  noted,
  passed,
  stateOf,
  type Check,
  type VerifyState,
} from './check.ts';
import { checkCounts, checkEvidence, checkJournal, checkReport } from './check-content.ts';
import { checkFiles } from './check-files.ts';
import { checkLedger } from './check-ledger.ts';
import { checkOpening, formOf, liveOf } from './check-opening.ts';
import { checkPayments } from './check-payments.ts';
import { ledgerCheckText } from './ledger-check-text.ts';
import { closingOf } from './ledger/closing.ts';
import { readLedger } from './ledger/read.ts';
import { fileKey, viewLedger, type LedgerView } from './ledger/view.ts';
import { names } from './layout.ts';
import { isRunId } from '../base/ids.ts';
import { openReport, type ReportFiles } from './report-files.ts';
import { verifyText } from './verify-text.ts';

export type VerifyResult = {
  readonly state: VerifyState;
  readonly runId: string | null;
  readonly keyId: string | null;
  /** What the signed statement says that there must be beside the report. */
  readonly form: { readonly ledger: boolean; readonly time: boolean };
  /** All twelve, in the order of checkNames. */
  readonly checks: readonly Check[];
};

export type VerifyOptions = {
  readonly authorities?: readonly Authority[];
  readonly requireTime?: boolean;
  /** A report that ended later than this clock says is not verified. */
  readonly nowMs?: number;
  /** What keeps the answer from meaning all that it says; told in the last line. */
  readonly doubts?: readonly Bilingual[];
};

/**
 * Checks a sealed report offline, with the ledger of the archive that it stands in. Bad content never throws: it is a failed check that
 * names the file. Throws SetupError only for a pinned PEM that is no key.
 */
export function verifyReport(folder: string, pinned: Pinned, options: VerifyOptions = {}): VerifyResult {
  const believing = believe(pinned, options);
  const ledger = readLedgerAround(folder);
  const result = verifyOne(folder, believing, ledger === null ? null : viewLedger(ledger, believing.ledgerKeys));
  const looked = result.checks.filter(({ name }) => name !== 'limits');
  return { ...result, checks: [...looked, limitsOf([...looked, ...doubtsOf(options)])] };
}

/** The doubts as checks that could not be made. */
export function doubtsOf({ doubts = [] }: VerifyOptions): readonly Check[] {
  return doubts.map((doubt) => noted('limits', doubt));
}

/** The archive's ledger, when the folder stands where an archive keeps its reports. */
function readLedgerAround(folder: string) {
  const archive = resolve(folder, '../../../..');
  const isPlaced = basename(resolve(folder, '../../..')) === 'runs' && existsSync(join(archive, 'ledger'));
  return isPlaced ? readLedger(archive) : null;
}

/** One report, with a ledger that was looked through before. */
export function verifyOne(folder: string, believing: Believing, view: LedgerView | null): VerifyResult {
  const files = openReport(folder);
  if (files === null)
    return conclude([failed('bundle', verifyText.folderMissing(basename(folder)), [basename(folder)])]);
  const opening = checkOpening(files, believing, view);
  if (opening.kind === 'stop') return conclude(opening.checks);
  const { opened, statement, key } = opening;
  const report = files.json(names.report);
  const runId = isAttested(report) ? report.runId : null;
  const closing = closingOf(opened, String(liveOf(statement)['runId']));
  // Outside an archive a report may stand in a folder of any name.
  const named = isRunId(basename(folder)) ? basename(folder) : String(liveOf(statement)['runId']);
  const onDisk = checkFiles({ folder, files, statement, runId: named, key, trust: believing.trust, view });
  const inside = isAttested(report)
    ? checkInside(files, { statement, report, folder: basename(folder), keyId: opened.keyId, view })
    : [failed('report', verifyText.reportUnreadable(names.report), [names.report])];
  const isElsewhere = isRunId(basename(folder)) && closing?.runId !== basename(folder);
  const ledger =
    closing === null || isElsewhere
      ? failed('ledger', ledgerCheckText.entryDiffers(basename(folder)), [names.bundle])
      : checkLedger({ files, statement, closing, believing, view });
  return conclude([...opening.checks, ...onDisk, ...inside, ledger], {
    runId,
    keyId: opened.keyId,
    form: formOf(statement),
  });
}

function checkInside(
  files: ReportFiles,
  parts: {
    readonly statement: ReadStatement;
    readonly report: Attested;
    readonly folder: string;
    readonly keyId: string;
    readonly view: LedgerView | null;
  },
): readonly Check[] {
  const { statement, report, folder, keyId, view } = parts;
  const isErased = (path: string, sha256: string) =>
    !files.walked.files.includes(path) &&
    [view?.erased, view?.erasing].some((gone) => gone?.get(fileKey(folder, path)) === sha256);
  return [
    checkEvidence(files, { statement, report, isErased }),
    checkReport(statement, report, { folder, keyId }),
    checkCounts(files, report),
    checkJournal(files, report),
    checkPayments(files, statement, report),
  ];
}

/** Twelve lines, whatever was looked at. */
function conclude(
  made: readonly Check[],
  facts: Omit<VerifyResult, 'state' | 'checks'> = { runId: null, keyId: null, form: { ledger: false, time: false } },
): VerifyResult {
  const looked = checkNames.slice(0, -2).map((name) => {
    const parts = made.filter((check) => check.name === name);
    return parts.length === 0 ? notChecked(name, verifyText.afterFailure()) : combine(name, parts);
  });
  const checks = [...looked, noted('archive', ledgerCheckText.archiveNotLooked())];
  return { state: stateOf(checks), ...facts, checks: [...checks, limitsOf(checks)] };
}

/** The last line: everything that was not checked, once more and together. */
export function limitsOf(checks: readonly Check[]): Check {
  const stopped = verifyText.afterFailure().en;
  const open = checks
    .filter(({ outcome }) => outcome === 'not-checked')
    .map(({ detail }) => (detail.en === stopped ? ledgerCheckText.rest() : detail));
  return open.length === 0
    ? passed('limits', ledgerCheckText.nothingOpen())
    : noted('limits', ledgerCheckText.open([...new Map(open.map((words) => [words.en, words])).values()]));
}
