import { isObject } from '../base/json.ts';
import type { ReportDoc, ReportStep, Summary } from '../model/report.ts';
import type { Status } from '../model/outcome.ts';
import type { PaymentState } from '../model/payment.ts';
import { lowSForm } from './low-s.ts';
import { frameStatement, openStatement } from './in-toto.ts';
import { totalPayments, type PaymentTotals } from './payment-totals.ts';

export const predicateType = 'https://in-toto.io/attestation/test-result/v0.1';

/** A file with its digest, as in-toto's ResourceDescriptor. `name` is relative to the report's folder. */
export type FileSubject = { readonly name: string; readonly digest: { readonly sha256: string } };
export type Subject =
  | FileSubject
  | { readonly name: string; readonly uri: string; readonly digest: { readonly gitCommit: string } };

/** A file that the report names and that was already missing or different when the report was sealed. */
export type FileProblem = { readonly path: string; readonly problem: 'missing' | 'different' };

/** What of a report the statement repeats; report.json has it all. */
export type Attested = Pick<
  ReportDoc,
  | 'runId'
  | 'verdict'
  | 'exitCode'
  | 'summary'
  | 'startedAt'
  | 'finishedAt'
  | 'tool'
  | 'operator'
  | 'journal'
  | 'sealing'
> & {
  readonly target: Pick<ReportDoc['target'], 'id' | 'baseUrl' | 'fingerprintAtStart' | 'fingerprintAtEnd'>;
  readonly steps: readonly Pick<ReportStep, 'id' | 'status' | 'reason'>[];
  readonly payments: readonly { readonly history: readonly { readonly state: PaymentState }[] }[];
};

/** What the archive adds to a statement when it keeps a ledger. Comes from the archive, not from the report. */
export type ArchiveFacts = {
  /** The newest signed checkpoint; null where another job signs and has not yet. */
  readonly ledgerBefore: { readonly origin: string; readonly size: number; readonly rootHash: string } | null;
  /** The report before this one; null for an archive's first. */
  readonly previous: { readonly runId: string; readonly statementSha256: string } | null;
  /** Whether a time stamp (RFC 3161) is to follow, so that one that was taken away is missed. */
  readonly trustedTime: 'expected' | 'none';
};

/** The signed claim: these files, this result. Pure; `configuration` are the frozen checklist files. */
export function buildStatement(parts: {
  readonly doc: Attested;
  readonly files: readonly FileSubject[];
  readonly configuration: readonly FileSubject[];
  readonly problems: readonly FileProblem[];
  /** Null: an archive without a ledger, as all were once. */
  readonly archive: ArchiveFacts | null;
}) {
  const { doc, files, configuration, problems, archive } = parts;
  return frameStatement(predicateType, {
    subject: [...release(doc), ...files],
    predicate: buildPredicate({ doc, configuration, problems, archive }),
  });
}

/** A statement as a verifier reads it: only what it needs, the rest unknown. */
export type ReadStatement = {
  readonly files: readonly FileSubject[];
  readonly predicate: { readonly [key: string]: unknown };
};

const subjectsAtMost = 1024;

/** Reads signed bytes; null unless they are a statement of the known types whose file subjects have a SHA-256 each. */
export function readStatement(payload: Buffer): ReadStatement | null {
  const opened = openStatement(payload, predicateType);
  if (opened === null) return null;
  const { subject, predicate } = opened;
  const files: FileSubject[] = [];
  for (const entry of subject) {
    if (!isObject(entry) || typeof entry['name'] !== 'string' || !isObject(entry['digest'])) return null;
    const { sha256 } = entry['digest'];
    // The release is a subject too; its digest is a commit, not a file's.
    if (sha256 === undefined && entry['uri'] !== undefined) continue;
    if (typeof sha256 !== 'string') return null;
    files.push({ name: entry['name'], digest: { sha256 } });
  }
  // cosign refuses more subjects, and of two digests for one name every tool takes another.
  if (subject.length > subjectsAtMost || new Set(files.map(({ name }) => name)).size < files.length) return null;
  return { files, predicate };
}

/** So that a policy engine finds the result by commit, when the build that answered names one. */
function release({ target }: Attested): readonly Subject[] {
  const { fingerprintAtStart: commit, fingerprintAtEnd } = target;
  if (commit === null || commit !== fingerprintAtEnd || !/^[0-9a-f]{40}$/.test(commit)) return [];
  return [{ name: 'release', uri: target.baseUrl, digest: { gitCommit: commit } }];
}

function buildPredicate(parts: {
  readonly doc: Attested;
  readonly configuration: readonly FileSubject[];
  readonly problems: readonly FileProblem[];
  readonly archive: ArchiveFacts | null;
}) {
  const { doc, configuration, problems, archive } = parts;
  const idsOf = (statuses: readonly Status[]) =>
    doc.steps.filter((step) => statuses.includes(step.status)).map((step) => step.id);
  return {
    result: resultOf(doc),
    configuration,
    passedTests: idsOf(['passed']),
    warnedTests: idsOf(['flaky', 'known', 'waived']),
    failedTests: idsOf(['failed', 'inconclusive', 'tool-error', 'aborted']),
    liveVerification: {
      schema: archive === null ? 1 : 2,
      runId: doc.runId,
      openedAt: doc.startedAt,
      closedAt: doc.finishedAt,
      verdict: doc.verdict,
      exitCode: doc.exitCode,
      counts: doc.summary,
      operator: doc.operator,
      environment: doc.target,
      tool: doc.tool,
      notRun: notRun(doc.steps),
      journal: doc.journal,
      fileProblems: problems,
      signatureForm: lowSForm,
      ...(archive === null ? {} : { payments: totalsOf(doc), ...archive }),
    },
  };
}

function totalsOf({ payments }: Attested): PaymentTotals {
  return totalPayments(payments.map(({ history }) => history.map(({ state }) => state)));
}

/** in-toto knows three results. Only a clean GO is PASSED; what could not be told is not passed. */
function resultOf({
  verdict,
  summary,
}: {
  readonly verdict: string;
  readonly summary: Summary;
}): 'PASSED' | 'WARNED' | 'FAILED' {
  if (verdict !== 'GO') return 'FAILED';
  return summary.flaky + summary.known + summary.waived > 0 ? 'WARNED' : 'PASSED';
}

function notRun(steps: Attested['steps']): readonly { readonly id: string; readonly reason: string }[] {
  const idle = steps.filter((step) => step.status === 'blocked' || step.status === 'not-run');
  return idle.map((step) => ({ id: step.id, reason: step.reason?.message.en ?? step.status }));
}
