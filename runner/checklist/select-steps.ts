import { normalize, resolve } from 'node:path';
import { lastLine } from '../base/span.ts';
import type { Checklist, Section, Severity, Step } from '../model/checklist.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { withoutRow } from './check-needs.ts';
import { Problems } from './problems.ts';
import { didYouMean } from './suggest.ts';
import { startOf } from './tree.ts';

/** Ids and lines say which steps (any of them); tags and severities narrow them down. An empty selection means everything. */
export type Selection = {
  readonly ids?: readonly string[];
  readonly tags?: readonly string[];
  readonly severities?: readonly Severity[];
  readonly lines?: readonly { readonly file: string; readonly line: number }[];
};

export type Selected = {
  readonly sections: readonly Section[];
  /** Steps that nobody asked for, with the step or section that needs them. */
  readonly included: readonly { readonly step: string; readonly neededBy: string }[];
};

/** The chosen steps in their order, with everything that they need, or a diagnostic: selecting nothing is a mistake, never a green run. */
export function selectSteps(
  checklist: Checklist,
  selection: Selection,
): Selected | { readonly diagnostics: readonly Diagnostic[] } {
  const problems = new Problems();
  checkNames(checklist, selection, problems);
  if (problems.count > 0) return { diagnostics: problems.sorted([]) };
  const all = checklist.sections.flatMap((section) => section.steps.map((step) => ({ section, step })));
  const chosen = all.filter(({ section, step }) => isChosen(section, step, selection, checklist));
  if (chosen.length === 0) {
    const asked = [...(selection.ids ?? []), ...(selection.tags ?? []), ...(selection.severities ?? [])].join(', ');
    problems.add(
      'E_NOTHING_SELECTED',
      startOf(checklist.file),
      `no step fits ${asked === '' ? 'the selection' : `all of: ${asked}`}`,
      'select at least one step; leave one of the conditions out',
    );
    return { diagnostics: problems.sorted([]) };
  }
  const needed = withNeeds(
    checklist,
    chosen.map(({ step }) => step.id),
  );
  const sections = checklist.sections.flatMap((section) => {
    const steps = section.steps.filter((step) => needed.has(step.id));
    return steps.length === 0 ? [] : [{ ...section, steps }];
  });
  const asked = new Set(chosen.map(({ step }) => step.id));
  const included = [...needed].flatMap(([step, neededBy]) =>
    asked.has(step) || neededBy === null ? [] : [{ step, neededBy }],
  );
  return { sections, included };
}

function isChosen(section: Section, step: Step, selection: Selection, checklist: Checklist): boolean {
  const { ids = [], tags = [], severities = [], lines = [] } = selection;
  const which = ids.length === 0 && lines.length === 0;
  const byId = ids.some((id) => id === step.id || id === withoutRow(step.id) || id === section.id);
  const byLine = lines.some((line) => fitsLine(section, step, line, checklist));
  const byTag = tags.length === 0 || tags.some((tag) => step.tags.includes(tag) || section.tags.includes(tag));
  const bySeverity = severities.length === 0 || severities.includes(step.severity);
  return (which || byId || byLine) && byTag && bySeverity;
}

/** A line inside a step means the step; another line of a section means the whole section. */
function fitsLine(
  section: Section,
  step: Step,
  asked: { readonly file: string; readonly line: number },
  checklist: Checklist,
): boolean {
  const holds = (part: Section | Step): boolean =>
    sameFile(part.at.file, asked.file) && part.at.line <= asked.line && asked.line <= lastLine(part.at);
  if (holds(step)) return true;
  const inAnyStep = checklist.sections.some((each) => each.steps.some(holds));
  return !inAnyStep && holds(section);
}

function sameFile(a: string, b: string): boolean {
  return normalize(a) === normalize(b) || resolve(a) === resolve(b);
}

function checkNames(checklist: Checklist, selection: Selection, problems: Problems): void {
  const { sections, file } = checklist;
  const at = startOf(file);
  const steps = sections.flatMap((section) => section.steps);
  const ids = new Set([
    ...sections.map((section) => section.id),
    ...steps.flatMap((step) => [withoutRow(step.id), step.id]),
  ]);
  const tags = new Set([...sections, ...steps].flatMap((each) => each.tags));
  for (const id of selection.ids ?? []) {
    if (!ids.has(id))
      problems.add('E_SELECTION_UNKNOWN', at, `there is no section or step "${id}"`, didYouMean(id, ids, 'ids'));
  }
  for (const tag of selection.tags ?? []) {
    if (!tags.has(tag))
      problems.add('E_SELECTION_UNKNOWN', at, `no step has the tag "${tag}"`, didYouMean(tag, tags, 'tags'));
  }
  for (const line of selection.lines ?? []) {
    if (sections.some((section) => section.steps.some((step) => fitsLine(section, step, line, checklist)))) continue;
    const known = [...new Set(steps.map((step) => `${step.at.file}:${step.at.line} ${step.id}`))]
      .slice(0, 5)
      .join(', ');
    problems.add(
      'E_SELECTION_UNKNOWN',
      at,
      `there is no step at ${line.file}:${line.line}`,
      `steps begin at ${known}, …`,
    );
  }
}

/** Step ids with who needs them; null for those that were asked for. */
function withNeeds(checklist: Checklist, asked: readonly string[]): ReadonlyMap<string, string | null> {
  const sectionOf = new Map(
    checklist.sections.flatMap((section) => section.steps.map((step) => [step.id, section] as const)),
  );
  const stepById = new Map(
    checklist.sections.flatMap((section) => section.steps.map((step) => [step.id, step] as const)),
  );
  const bySection = new Map(
    checklist.sections.map((section) => [section.id, section.steps.map((step) => step.id)] as const),
  );
  const needed = new Map<string, string | null>(asked.map((id) => [id, null]));
  const open = [...asked];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const wanted = [
      ...(stepById.get(id)?.needs ?? []).map((need) => ({ need, by: id })),
      ...(sectionOf.get(id)?.needs ?? []).map((need) => ({ need, by: sectionOf.get(id)?.id ?? '' })),
    ];
    for (const { need, by } of wanted) {
      for (const step of bySection.get(need) ?? [need]) {
        if (needed.has(step)) continue;
        needed.set(step, by);
        open.push(step);
      }
    }
  }
  return needed;
}
