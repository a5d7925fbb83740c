import type { FrozenSources, ReportFormat } from '../../model/format.ts';
import type { ReportDoc, ReportSection, ReportStep } from '../../model/report.ts';
import { formatPlace } from '../../base/span.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { EvidenceFile } from '../../model/event.ts';
import { standingOf } from '../../view/standing.ts';
import { explanation, failureFrame, whyNotGreen } from '../explain.ts';

/** CTRF (ctrf.io): the step's own status is `rawStatus`; only a passed step is `passed`. */
export const ctrf: ReportFormat = {
  name: 'ctrf',
  render: (doc, sources) => [{ name: 'ctrf.json', text: `${JSON.stringify(document(doc, sources), null, 2)}\n` }],
};

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

function statusOf(step: ReportStep): CtrfStatus {
  switch (step.status) {
    case 'passed':
      return 'passed';
    case 'failed':
      return 'failed';
    case 'waived':
      return 'skipped';
    case 'not-run':
      return step.reason?.kind === 'condition' ? 'skipped' : 'pending';
    case 'flaky':
    case 'known':
    case 'blocked':
    case 'inconclusive':
    case 'tool-error':
    case 'aborted':
      return 'other';
    default:
      return unreachable(step.status);
  }
}

function document(doc: ReportDoc, sources: FrozenSources): object {
  const sections = new Map(doc.sections.map((section) => [section.id, section]));
  return {
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    timestamp: doc.finishedAt,
    generatedBy: `${doc.tool.name} ${doc.tool.version}`,
    results: {
      tool: { name: doc.tool.name, version: doc.tool.version },
      summary: summary(doc),
      tests: doc.steps.map((step) => testCase(doc, step, sections.get(step.section), sources)),
      environment: {
        reportName: doc.checklist.title,
        appName: doc.target.title,
        ...(doc.target.fingerprintAtStart === null ? {} : { appVersion: doc.target.fingerprintAtStart }),
        osPlatform: doc.operator.platform,
        testEnvironment: doc.target.id,
        healthy: doc.verdict === 'GO',
        extra: { baseUrl: doc.target.baseUrl, device: doc.device, host: doc.operator.host, user: doc.operator.user },
      },
      extra: {
        runId: doc.runId,
        verdict: doc.verdict,
        verdictReason: doc.verdictReason,
        exitCode: doc.exitCode,
        ...standsOpen(doc),
        journal: doc.journal,
      },
    },
  };
}

/** Open halts and tickets of the target; nothing when nothing stands. */
function standsOpen(doc: ReportDoc): object {
  const { halts = [], tickets = [] } = standingOf(doc) ?? {};
  return halts.length + tickets.length === 0 ? {} : { openHalts: halts, openTickets: tickets };
}

function summary(doc: ReportDoc): object {
  const of = (status: CtrfStatus): number => doc.steps.filter((step) => statusOf(step) === status).length;
  return {
    tests: doc.steps.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    pending: of('pending'),
    other: of('other'),
    flaky: doc.summary.flaky,
    suites: doc.sections.length,
    start: Date.parse(doc.startedAt),
    stop: Date.parse(doc.finishedAt),
    duration: doc.durationMs,
  };
}

function testCase(
  doc: ReportDoc,
  step: ReportStep,
  section: ReportSection | undefined,
  sources: FrozenSources,
): object {
  const start = step.startedAt === null ? null : Date.parse(step.startedAt);
  const why = whyNotGreen(step);
  const frame = step.failure === null ? [] : failureFrame(step, sources);
  return {
    name: `${step.id} ${step.title}`,
    status: statusOf(step),
    duration: step.durationMs ?? 0,
    ...(start === null ? {} : { start, stop: start + (step.durationMs ?? 0) }),
    suite: [doc.checklist.title, section === undefined ? step.section : `${section.id} ${section.title}`],
    ...(why === null ? {} : { message: why.en, trace: explanation(step, sources).join('\n') }),
    ...(frame.length === 0 ? {} : { snippet: frame.join('\n') }),
    line: step.place.line,
    rawStatus: step.status,
    tags: [step.severity],
    type: 'e2e',
    filePath: step.place.file,
    retries: Math.max(0, step.attempts - 1),
    flaky: step.status === 'flaky',
    ...(doc.browser === null ? {} : { browser: `${doc.browser.name} ${doc.browser.version}` }),
    device: doc.device,
    attachments: step.evidence.flatMap((one) =>
      one.kind === 'missing' ? [] : [attachment(one.kind, one.file, one.attempt)],
    ),
    extra: {
      id: step.id,
      section: step.section,
      severity: step.severity,
      effect: step.effect,
      owner: step.owner,
      runbook: step.runbook,
      place: formatPlace(step.failure?.at ?? step.place),
      ...(why === null ? {} : { message: why }),
      ...(step.failure?.expected === undefined ? {} : { expected: step.failure.expected }),
      ...(step.failure?.observed === undefined ? {} : { observed: step.failure.observed }),
      reason: step.reason,
    },
  };
}

function attachment(kind: AttachedKind, file: EvidenceFile, attempt: number): object {
  const { path, sha256, bytes } = file;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { name, contentType: contentType(kind, name), path, extra: { attempt, sha256, bytes } };
}

type AttachedKind = 'screenshot' | 'picture' | 'text';

function contentType(kind: AttachedKind, name: string): string {
  if (kind === 'text') return name.endsWith('.jsonl') ? 'application/x-ndjson' : 'text/plain';
  return name.endsWith('.png') ? 'image/png' : 'image/jpeg';
}
