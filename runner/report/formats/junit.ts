import type { FrozenSources, ReportFormat } from '../../model/format.ts';
import type { EvidenceFile } from '../../model/event.ts';
import type { ReportDoc, ReportSection, ReportStep } from '../../model/report.ts';
import { unreachable } from '../../base/unreachable.ts';
import { standingOf } from '../../view/standing.ts';
import { visibleText } from '../../view/visible.ts';
import { explanation, whyNotGreen } from '../explain.ts';

/** JUnit XML: a section is a test suite, a step a test case. The step's own status stands in its properties and message. */
export const junit: ReportFormat = {
  name: 'junit',
  render: (doc, sources) => [{ name: 'junit.xml', text: document(doc, sources) }],
};

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * JUnit knows four ends and we have ten. What spoils the verdict is never shown as skipped; what does not spoil it, or
 * only by policy, is never shown as green.
 */
function kindOf(step: ReportStep): Kind {
  switch (step.status) {
    case 'passed':
      return 'passed';
    case 'failed':
      return 'failure';
    case 'flaky':
    case 'known':
    case 'waived':
      return 'skipped';
    case 'not-run':
      return step.reason?.kind === 'condition' ? 'skipped' : 'error';
    case 'blocked':
    case 'inconclusive':
    case 'tool-error':
    case 'aborted':
      return 'error';
    default:
      return unreachable(step.status);
  }
}

function document(doc: ReportDoc, sources: FrozenSources): string {
  const head = attributes({
    name: `${doc.checklist.title} (${doc.target.id})`,
    ...counts(doc.steps),
    time: seconds(doc.durationMs),
    timestamp: doc.startedAt,
  });
  const suites = doc.sections.flatMap((section) => suite(doc, section, sources));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${head}>`, ...suites, '</testsuites>', ''].join('\n');
}

function suite(doc: ReportDoc, section: ReportSection, sources: FrozenSources): readonly string[] {
  const steps = doc.steps.filter((step) => step.section === section.id);
  const head = attributes({
    name: `${section.id} ${section.title}`,
    id: section.id,
    hostname: doc.operator.host,
    ...counts(steps),
    time: seconds(section.durationMs),
    timestamp: section.startedAt ?? doc.startedAt,
  });
  const problems = section.problems.map(
    ({ part, failure }) => `${part} failed: ${failure.message.ko} / ${failure.message.en}`,
  );
  return [
    `  <testsuite ${head}>`,
    ...properties('    ', {
      runId: doc.runId,
      verdict: doc.verdict,
      target: doc.target.baseUrl,
      build: doc.target.fingerprintAtStart ?? 'unknown',
      ...standsOpen(doc),
    }),
    ...steps.flatMap((step) => testCase(step, section, sources)),
    ...(problems.length === 0 ? [] : [`    <system-err>${escape(problems.join('\n'))}</system-err>`]),
    '  </testsuite>',
  ];
}

/** Open halts and tickets of the target by name; nothing when nothing stands. */
function standsOpen(doc: ReportDoc): { readonly [name: string]: string } {
  const { halts = [], tickets = [] } = standingOf(doc) ?? {};
  return {
    ...(halts.length === 0 ? {} : { openHalts: halts.map(({ halt }) => halt).join(', ') }),
    ...(tickets.length === 0 ? {} : { openTickets: tickets.map(({ ticket }) => ticket).join(', ') }),
  };
}

function testCase(step: ReportStep, section: ReportSection, sources: FrozenSources): readonly string[] {
  const { file, line } = step.place;
  const name = `${step.id} ${step.title}`;
  const head = attributes({ classname: section.id, name, time: seconds(step.durationMs), file, line: String(line) });
  const kind = kindOf(step);
  const message = attributes({ message: `${step.status}: ${whyNotGreen(step)?.en ?? ''}`, type: step.status });
  const body = escape(explanation(step, sources).join('\n'));
  const end: { readonly [K in Kind]: readonly string[] } = {
    passed: [],
    failure: [`      <failure ${message}>${body}</failure>`],
    error: [`      <error ${message}>${body}</error>`],
    skipped: [`      <skipped ${message}/>`],
  };
  const files = attachments(step).map((one) => `[[ATTACHMENT|${one.path}]]`);
  return [
    `    <testcase ${head}>`,
    ...properties('      ', {
      id: step.id,
      status: step.status,
      severity: step.severity,
      owner: step.owner ?? '',
      attempts: String(step.attempts),
    }),
    ...end[kind],
    ...(files.length === 0 ? [] : [`      <system-out>${escape(files.join('\n'))}</system-out>`]),
    '    </testcase>',
  ];
}

function attachments(step: ReportStep): readonly EvidenceFile[] {
  return step.evidence.flatMap((one) => (one.kind === 'missing' ? [] : [one.file]));
}

function counts(steps: readonly ReportStep[]): { readonly [key: string]: string } {
  const of = (kind: Kind): string => String(steps.filter((step) => kindOf(step) === kind).length);
  return { tests: String(steps.length), failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function properties(indent: string, values: { readonly [key: string]: string }): readonly string[] {
  const lines = Object.entries(values).map(([name, value]) => `${indent}  <property ${attributes({ name, value })}/>`);
  return [`${indent}<properties>`, ...lines, `${indent}</properties>`];
}

function attributes(values: { readonly [key: string]: string }): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escape(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`)
    .join(' ');
}

function escape(value: string): string {
  return visibleText(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function seconds(durationMs: number | null): string {
  return ((durationMs ?? 0) / 1000).toFixed(3);
}
