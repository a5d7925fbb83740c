import type { Bilingual } from '../base/bilingual.ts';
import { codeFrame } from '../base/carets.ts';
import { formatPlace } from '../base/span.ts';
import type { FrozenSources } from '../model/format.ts';
import type { ReportStep } from '../model/report.ts';

/** Why a step is not green, in one sentence; null when it passed. */
export function whyNotGreen(step: ReportStep): Bilingual | null {
  if (step.status === 'passed') return null;
  return step.failure?.message ?? step.reason?.message ?? { ko: step.status, en: step.status };
}

/** The lines of the checklist around what failed, or none when the source was not kept. */
export function failureFrame(step: ReportStep, sources: FrozenSources, columns?: number): readonly string[] {
  const at = step.failure?.at ?? step.place;
  const source = sources.get(at.file);
  return source === undefined ? [] : codeFrame(source, at, '', columns);
}

/** Everything known about a step that is not green, as plain lines for machines that show text. */
export function explanation(step: ReportStep, sources: FrozenSources): readonly string[] {
  const why = whyNotGreen(step);
  const { failure, reason } = step;
  const other = failure !== null && reason !== null ? [reason.message.ko, reason.message.en] : [];
  return [
    ...(why === null ? [] : [why.ko, why.en]),
    ...other,
    ...(failure?.expected === undefined ? [] : [`expected: ${failure.expected}`]),
    ...(failure?.observed === undefined ? [] : [`observed: ${failure.observed}`]),
    `at ${formatPlace(failure?.at ?? step.place)}`,
    ...failureFrame(step, sources),
    ...(failure?.detail === undefined ? [] : [failure.detail]),
  ];
}
