import { basename } from 'node:path';
import { readPublicKey } from '../sign/keys.ts';
import { isAttested } from '../sign/attested.ts';
import { readStatement, type Attested, type ReadStatement } from '../sign/statement.ts';
import { text as signText } from '../sign/text.ts';
import { trustOnly, type Trust, type TrustedKey } from '../sign/trust.ts';
import { verifyBundle } from '../sign/verify.ts';
import { checkNames, failed, notChecked, passed, type Check } from './check.ts';
import { checkCounts, checkEvidence, checkJournal, checkKeyValidity, checkReport } from './check-content.ts';
import { checkFolder, checkSubjects, checkSums } from './check-files.ts';
import { names } from './layout.ts';
import { openReport, type ReportFiles } from './report-files.ts';
import { verifyText } from './text.ts';

/** Whom the verifier believes: a key list of its own, one key, or nobody. Never the archive's own `trust/` folder unless a person says so. */
export type Pinned = { readonly trust: Trust } | { readonly publicKeyPem: string } | { readonly nobody: true };

export type VerifyResult = {
  /** `tampered`: something failed. `incomplete`: nothing failed, but a check that matters could not be made. */
  readonly state: 'verified' | 'tampered' | 'incomplete';
  readonly runId: string | null;
  readonly keyId: string | null;
  /** All of them, in the order of checkNames. */
  readonly checks: readonly Check[];
};

/**
 * Checks a sealed report offline. Bad content never throws: it is a failed check that names the file. Throws SetupError only for a
 * `publicKeyPem` that is no key.
 */
export function verifyReport(folder: string, pinned: Pinned): VerifyResult {
  const trust = toTrust(pinned);
  const files = openReport(folder);
  if (files === null)
    return conclude([failed('bundle', verifyText.folderMissing(basename(folder)), [basename(folder)])], null, null);
  const opening = checkSignature(files, trust);
  if (opening.kind === 'stop') return conclude(opening.checks, null, null);
  const { statement, key, keyId } = opening;
  const report = files.json(names.report);
  const onDisk = [checkSubjects(files, statement), checkSums(files), checkFolder(files)];
  const inside = isAttested(report)
    ? checkInside(files, { statement, report, key, folder: basename(folder) })
    : [unreadableReport()];
  return conclude([...opening.checks, ...onDisk, ...inside], runIdOf(report), keyId);
}

type Opening =
  | { readonly kind: 'stop'; readonly checks: readonly Check[] }
  | {
      readonly kind: 'go';
      readonly checks: readonly Check[];
      readonly statement: ReadStatement;
      readonly key: TrustedKey | null;
      readonly keyId: string;
    };

/** The first three checks; when one fails nothing below could be believed. */
function checkSignature(files: ReportFiles, trust: Trust | null): Opening {
  const bytes = files.bytes(names.bundle);
  if (bytes === null)
    return { kind: 'stop', checks: [failed('bundle', verifyText.bundleMissing(names.bundle), [names.bundle])] };
  const verdict = verifyBundle(bytes, trust);
  const form = passed('bundle', signText.bundleStrict());
  if (verdict.kind === 'bad') {
    const detail = verifyText.bundleBad(names.bundle, verdict.problem);
    if (verdict.part === 'form') return { kind: 'stop', checks: [failed('bundle', detail, [names.bundle])] };
    return { kind: 'stop', checks: [form, failed('signature', detail, [names.bundle])] };
  }
  const key = verdict.kind === 'good' ? verdict.key : null;
  const keyId = verdict.kind === 'good' ? verdict.key.keyId : verdict.keyId;
  const signature =
    key === null
      ? notChecked('signature', verifyText.noTrust(keyId))
      : passed('signature', signText.signatureGood(keyId));
  const statement = readStatement(verdict.payload);
  if (statement === null)
    return {
      kind: 'stop',
      checks: [form, signature, failed('statement', verifyText.statementBad(names.bundle), [names.bundle])],
    };
  return {
    kind: 'go',
    checks: [form, signature, passed('statement', verifyText.statementGood())],
    statement,
    key,
    keyId,
  };
}

function checkInside(
  files: ReportFiles,
  parts: {
    readonly statement: ReadStatement;
    readonly report: Attested;
    readonly key: TrustedKey | null;
    readonly folder: string;
  },
): readonly Check[] {
  const { statement, report, key, folder } = parts;
  return [
    checkEvidence(files, statement, report),
    checkReport(statement, report, folder),
    checkCounts(files, report),
    checkJournal(files, report),
    ...(key === null ? [] : [checkKeyValidity(key, report)]),
    notChecked('trusted-time', verifyText.noTrustedTime()),
  ];
}

function conclude(made: readonly Check[], runId: string | null, keyId: string | null): VerifyResult {
  const checks = checkNames.map(
    (name) => made.find((check) => check.name === name) ?? notChecked(name, verifyText.afterFailure()),
  );
  return { state: stateOf(checks), runId, keyId, checks };
}

/** Trusted time is told as not checked and does not count yet: no report of this form carries it. */
function stateOf(checks: readonly Check[]): VerifyResult['state'] {
  if (checks.some((check) => check.outcome === 'failed')) return 'tampered';
  const open = checks.filter((check) => check.outcome === 'not-checked' && check.name !== 'trusted-time');
  return open.length > 0 ? 'incomplete' : 'verified';
}

function unreadableReport(): Check {
  return failed('report', verifyText.reportUnreadable(names.report), [names.report]);
}

function runIdOf(report: unknown): string | null {
  return isAttested(report) ? report.runId : null;
}

function toTrust(pinned: Pinned): Trust | null {
  if ('trust' in pinned) return pinned.trust;
  return 'publicKeyPem' in pinned ? trustOnly(readPublicKey(pinned.publicKeyPem)) : null;
}
