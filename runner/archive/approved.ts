import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isObject } from '../base/json.ts';
import { readJson } from '../base/read-json.ts';
import { severities } from '../model/checklist.ts';
import type { ApprovedBefore, FrozenStep } from '../model/freeze.ts';
import type { Trust } from '../sign/trust.ts';
import { readAddenda } from './addenda/read.ts';
import { readCatalogue } from './catalogue/catalogue.ts';
import { checklistDigest } from './catalogue/entry.ts';
import { names, reportFolder } from './layout.ts';
import { readPlain } from './plain-file.ts';

export type StepNow = FrozenStep & { readonly effect: string };

/**
 * The last report of this target and checklist file whose decision to keep the release two people signed, and what has changed in the
 * checklist since. Signatures are checked; a report that does not hold is passed over, and so is one of a part of the checklist.
 */
export function approvedBefore(
  reports: string,
  trust: Trust,
  now: {
    readonly target: string;
    readonly file: string;
    readonly steps: readonly StepNow[];
    /** Only some steps were selected: what is missing was left out, not removed. */
    readonly isPartial?: boolean;
  },
): ApprovedBefore | null {
  const candidates = readCatalogue(reports).entries.filter(
    ({ target, approvedBy, decision }) =>
      approvedBy !== null && target === now.target && (decision === 'GO' || decision === 'CONDITIONAL-GO'),
  );
  for (const { runId, startedAt } of candidates) {
    const folder = reportFolder(reports, runId);
    const { approval, bad } = readAddenda(folder, runId, trust);
    const bytes = readPlain(join(folder, names.report));
    const report = bytes === null ? undefined : readJson(bytes.toString('utf8'));
    if (approval === null || bad.length > 0 || bytes === null || !isObject(report)) continue;
    // The catalogue's index says where to look and proves nothing; the approval names the report's bytes.
    const reportSha256 = createHash('sha256').update(bytes).digest('hex');
    if (reportSha256 !== approval.content.reportSha256) continue;
    if (fileOf(report) !== now.file || isPart(report)) continue;
    const checklistSha256 = checklistDigest(checklistOf(report)['sources']);
    const approver = approval.content.approver.name;
    const found = differences(stepsOf(report), now.steps);
    const removed = now.isPartial === true ? [] : found.removed;
    return { runId, startedAt, approver, checklistSha256, reportSha256, ...found, removed };
  }
  return null;
}

/** Steps that came, went, or say something else now. */
export function differences(
  before: readonly StepNow[],
  after: readonly StepNow[],
): Pick<ApprovedBefore, 'added' | 'removed' | 'changed'> {
  const then = new Map(before.map((step) => [step.id, step]));
  const today = new Set(after.map(({ id }) => id));
  const plain = ({ id, title, severity }: StepNow): FrozenStep => ({ id, title, severity });
  return {
    added: after.filter(({ id }) => !then.has(id)).map(plain),
    removed: before.filter(({ id }) => !today.has(id)).map(plain),
    changed: after.flatMap((step) => {
      const old = then.get(step.id);
      if (old === undefined) return [];
      return (['title', 'severity', 'effect'] as const).flatMap((field) =>
        old[field] === step[field] ? [] : [{ id: step.id, field, from: old[field], to: step[field] }],
      );
    }),
  };
}

function fileOf(report: { readonly [key: string]: unknown }): unknown {
  return checklistOf(report)['file'];
}

function checklistOf({ checklist }: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
  return isObject(checklist) ? checklist : {};
}

function isPart(report: { readonly [key: string]: unknown }): boolean {
  const { scope } = report;
  return isObject(scope) && scope['selectedSteps'] !== scope['allSteps'];
}

function stepsOf(report: { readonly [key: string]: unknown }): readonly StepNow[] {
  const { steps } = report;
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step: unknown): readonly StepNow[] => {
    if (!isObject(step)) return [];
    const { id, title, effect } = step;
    const severity = severities.find((one) => one === step['severity']);
    if (typeof id !== 'string' || typeof title !== 'string' || typeof effect !== 'string' || severity === undefined)
      return [];
    return [{ id, title, severity, effect }];
  });
}
