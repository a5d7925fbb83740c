import { severities } from '../model/checklist.ts';
import type { Status } from '../model/outcome.ts';
import type { ReportStep } from '../model/report.ts';

/** What a reader must see first comes first. */
const rank: readonly Status[] = [
  'failed',
  'inconclusive',
  'tool-error',
  'flaky',
  'blocked',
  'aborted',
  'not-run',
  'known',
  'waived',
  'passed',
];

/** Steps by how much they matter now: status, then severity, then the order of the plan. */
export function failedFirst(steps: readonly ReportStep[]): readonly ReportStep[] {
  return steps.toSorted(
    (a, b) =>
      rank.indexOf(a.status) - rank.indexOf(b.status) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
}

/** Steps by status alone; the plan's order stays within one. */
export function byStatus(steps: readonly ReportStep[]): readonly ReportStep[] {
  return steps.toSorted((a, b) => rank.indexOf(a.status) - rank.indexOf(b.status));
}

/** Steps that deserve a card of their own: they failed, or a person must judge them. The rest is grouped by reason. */
export function deservesCard(step: ReportStep): boolean {
  return carded.has(step.status) || (step.status === 'tool-error' && step.failure !== null);
}

const carded: ReadonlySet<Status> = new Set(['failed', 'inconclusive', 'flaky']);
