import { selectSteps } from '../../checklist/select-steps.ts';
import type { Section } from '../../model/checklist.ts';
import type { Plan } from '../../model/plan.ts';
import { createPlan } from '../plan.ts';
import type { Inputs } from './inputs.ts';
import { Refusal } from './refusal.ts';
import { text } from './text.ts';

export type PlanFacts = { readonly workers: number; readonly headed: boolean };

/** The plan of a run in which these sections have a test: they and what they need, as `postflight run --only` takes them. */
export function createRunPlan(inputs: Inputs, chosen: readonly string[], { workers, headed }: PlanFacts): Plan {
  return createPlan({
    checklist: inputs.checklist,
    target: inputs.target,
    sections: withNeeds(inputs, chosen),
    options: { tracks: workers, headed, debug: process.env['PWDEBUG'] !== undefined, trace: 'off', confirm: true },
  });
}

/**
 * Sections that the test of a section runs, in order and itself last: what it needs comes before it when it has no test of its
 * own in this run and was not started yet.
 */
export function sectionsOfTest(
  inputs: Inputs,
  plan: Plan,
  id: string,
  known: { readonly chosen: readonly string[]; readonly started: ReadonlySet<string> },
): readonly Section[] {
  const needed = new Set(withNeeds(inputs, [id]).map((section) => section.id));
  return plan.sections.filter(
    (section) =>
      section.id === id ||
      (needed.has(section.id) && !known.chosen.includes(section.id) && !known.started.has(section.id)),
  );
}

function withNeeds({ file, checklist }: Inputs, ids: readonly string[]): readonly Section[] {
  const gone = ids.find((id) => !checklist.sections.some((section) => section.id === id));
  if (gone !== undefined) throw new Refusal(text.sectionGone({ file, section: gone }));
  const selected = selectSteps(checklist, { ids });
  if ('sections' in selected) return selected.sections;
  throw new Refusal(selected.diagnostics.map(({ what }) => what).join('\n'));
}
