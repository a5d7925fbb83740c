import type { Bilingual } from '../base/bilingual.ts';
import { isRunId } from '../base/ids.ts';
import { isObject } from '../base/json.ts';
import { verifyChain } from '../journal/chain.ts';
import { findDisagreements } from '../sign/attested.ts';
import type { Attested, ReadStatement } from '../sign/statement.ts';
import { failed, notChecked, passed, type Check } from './check.ts';
import { names } from './layout.ts';
import { namedFiles } from './named-files.ts';
import type { ReportFiles } from './report-files.ts';
import { verifyText } from './verify-text.ts';

export type EvidenceLook = {
  readonly statement: ReadStatement;
  readonly report: Attested;
  /** Whether the ledger records that exactly this file was erased later. */
  readonly isErased: (path: string, sha256: string) => boolean;
};

/** Every evidence file that the report names is there with its digest, or was told as lost when the report was sealed. */
export function checkEvidence(files: ReportFiles, { statement, report, isErased }: EvidenceLook): Check {
  const named = namedFiles(report);
  const bad = named
    .filter(({ path, sha256, bytes }) => files.digest(path) !== sha256 || files.size(path) !== bytes)
    .filter(({ path, sha256 }) => !isErased(path, sha256))
    .map(({ path }) => path);
  const told = toldProblems(statement);
  const untold = bad.filter((path) => !told.includes(path));
  if (untold.length > 0) return failed('files', verifyText.evidenceBad(untold), untold);
  if (told.length > 0) return notChecked('files', verifyText.evidenceLost(told), told);
  return passed('files', verifyText.evidenceGood(named.length));
}

/** report.json says what the signed statement says, and stands in its own run's folder: a report in another's place is a swap. */
export function checkReport(
  statement: ReadStatement,
  report: Attested,
  { folder, keyId }: { readonly folder: string; readonly keyId: string },
): Check {
  if (isRunId(folder) && folder !== report.runId)
    return failed('report', verifyText.otherRun(folder, report.runId), [folder]);
  const fields = findDisagreements(statement, report, keyId);
  if (fields.length > 0) return failed('report', verifyText.reportDiffers(names.report, fields), [names.report]);
  const { passed: green, total } = report.summary;
  return passed('report', verifyText.reportAgrees(report.verdict, green, total));
}

/** The result formats for other tools count as many steps, and as many passed ones, as report.json. */
export function checkCounts(files: ReportFiles, report: Attested): Check {
  const counts: readonly (readonly [string, Counts | null])[] = [
    [names.ctrf, ctrfCounts(files.json(names.ctrf))],
    [names.junit, junitCounts(files.text(names.junit))],
  ];
  const present = counts.filter(([name]) => files.walked.files.includes(name));
  if (present.length === 0) return notChecked('report', verifyText.countsAbsent(counts.map(([name]) => name)));
  const { total, passed: green } = report.summary;
  const bad = present
    .filter(([, found]) => found === null || found.total !== total || found.passed !== green)
    .map(([name]) => name);
  if (bad.length > 0) return failed('report', verifyText.countsDiffer(bad), bad);
  return passed('report', verifyText.countsAgree(present.map(([name]) => name)));
}

/** journal.jsonl is one unbroken chain that ends where report.json says. */
export function checkJournal(files: ReportFiles, report: Attested): Check {
  const bad = (problem: Bilingual) => failed('report', verifyText.journalBad(names.journal, problem), [names.journal]);
  const lines = files.text(names.journal)?.split('\n');
  if (lines === undefined || lines.pop() !== '') return bad(verifyText.notText(names.journal));
  const check = verifyChain(lines, { head: report.journal.head });
  if (!check.ok) return bad(check.problem);
  if (check.events !== report.journal.events) return bad(verifyText.reportDiffers(names.report, ['journal.events']));
  return passed('report', verifyText.journalGood(check.events));
}

type Counts = { readonly total: number; readonly passed: number };

function ctrfCounts(json: unknown): Counts | null {
  const results = isObject(json) ? json['results'] : undefined;
  if (!isObject(results) || !isObject(results['summary']) || !Array.isArray(results['tests'])) return null;
  const { tests, passed: green } = results['summary'];
  const counted = results['tests'].filter((one: unknown) => isObject(one) && one['status'] === 'passed').length;
  if (typeof tests !== 'number' || typeof green !== 'number' || tests !== results['tests'].length || green !== counted)
    return null;
  return { total: tests, passed: green };
}

/** Counted by the tags themselves; our writer escapes every `<` in text. */
function junitCounts(xml: string | null): Counts | null {
  if (xml === null) return null;
  const count = (tag: string) => xml.split(new RegExp(`<${tag}[ />]`)).length - 1;
  const total = count('testcase');
  return { total, passed: total - count('failure') - count('error') - count('skipped') };
}

function toldProblems({ predicate }: ReadStatement): readonly string[] {
  const extension = predicate['liveVerification'];
  const problems = isObject(extension) ? extension['fileProblems'] : undefined;
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((one: unknown) => (isObject(one) && typeof one['path'] === 'string' ? [one['path']] : []));
}
