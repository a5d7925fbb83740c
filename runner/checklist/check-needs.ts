import type { Section } from '../model/checklist.ts';
import type { Problems } from './problems.ts';
import type { NeedRef } from './sections.ts';
import { didYouMean } from './suggest.ts';

type Where = {
  readonly section: string;
  readonly sectionIndex: number;
  /** Null for a section. */ readonly stepIndex: number | null;
};

/** Needs name something that exists, come earlier, and never go round in a circle; steps of other sections count as their section. */
export function checkNeeds(sections: readonly Section[], needs: readonly NeedRef[], problems: Problems): void {
  const places = placesOf(sections);
  const edges = new Map<string, { readonly to: string; readonly need: NeedRef }[]>();
  for (const need of needs) {
    const target = places.get(need.text);
    const from = need.step ?? need.section;
    if (target === undefined) {
      problems.add(
        'E_NEED_UNKNOWN',
        need.at,
        `"${from}" needs "${need.text}", which is no section or step`,
        didYouMean(need.text, places.keys(), 'ids'),
      );
    } else if (need.text === from) {
      problems.add('E_NEED_CYCLE', need.at, `"${from}" needs itself`, 'remove this need');
    } else if (target.section === need.section) {
      checkOwnSection(need, target, places, problems);
    } else {
      edges.set(need.section, [...(edges.get(need.section) ?? []), { to: target.section, need }]);
    }
  }
  for (const circle of circlesIn(sections, edges)) {
    problems.add(
      'E_NEED_CYCLE',
      circle.need.at,
      `these sections wait for each other: ${circle.path.join(' → ')}`,
      'remove one need of the circle',
    );
  }
}

/** Ids with the steps that they mean; a step with `each` is also known by its own id. */
function placesOf(sections: readonly Section[]): ReadonlyMap<string, Where> {
  const places = new Map<string, Where>();
  for (const [sectionIndex, section] of sections.entries()) {
    places.set(section.id, { section: section.id, sectionIndex, stepIndex: null });
    for (const [stepIndex, step] of section.steps.entries()) {
      const where = { section: section.id, sectionIndex, stepIndex };
      places.set(step.id, where);
      const written = withoutRow(step.id);
      if (!places.has(written)) places.set(written, where);
    }
  }
  return places;
}

/** `CART-01` for the row `CART-01[2]`. */
export function withoutRow(id: string): string {
  return id.replace(/\[\d+\]$/, '');
}

function checkOwnSection(need: NeedRef, target: Where, places: ReadonlyMap<string, Where>, problems: Problems): void {
  if (need.step === null || target.stepIndex === null) {
    const what =
      need.step === null
        ? `section "${need.section}" cannot need its own step "${need.text}"`
        : `step "${need.step}" cannot need its own section`;
    problems.add('E_NEED_CYCLE', need.at, what, 'remove this need; the steps of a section run in order');
    return;
  }
  const own = places.get(need.step)?.stepIndex ?? null;
  if (own !== null && target.stepIndex > own) {
    problems.add(
      'E_NEED_ORDER',
      need.at,
      `"${need.step}" needs "${need.text}", which comes later in this section`,
      `move "${need.text}" above "${need.step}"`,
    );
  }
}

type Edges = ReadonlyMap<string, readonly { readonly to: string; readonly need: NeedRef }[]>;
type Circle = { readonly path: readonly string[]; readonly need: NeedRef };

/** Each circle once, told at the need that closes it. */
function circlesIn(sections: readonly Section[], edges: Edges): readonly Circle[] {
  const circles: Circle[] = [];
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    for (const { to, need } of edges.get(id) ?? []) {
      const start = path.indexOf(to);
      if (start >= 0) circles.push({ path: [...path.slice(start), to], need });
      else if (!done.has(to)) visit(to, [...path, to]);
    }
    done.add(id);
  };
  for (const section of sections) if (!done.has(section.id)) visit(section.id, [section.id]);
  return circles;
}

/** Needs as the engine uses them: a step with `each` stands for all of its rows. */
export function expandNeeds(sections: readonly Section[]): readonly Section[] {
  const rows = new Map<string, string[]>();
  for (const step of sections.flatMap((section) => section.steps)) {
    if (step.row !== null) rows.set(withoutRow(step.id), [...(rows.get(withoutRow(step.id)) ?? []), step.id]);
  }
  const expand = (needs: readonly string[]): readonly string[] => needs.flatMap((need) => rows.get(need) ?? [need]);
  return sections.map((section) => ({
    ...section,
    needs: expand(section.needs),
    steps: section.steps.map((step) => ({ ...step, needs: expand(step.needs) })),
  }));
}
