import type { Section } from '../../model/checklist.ts';

/** Ids of the sections that need one another, directly or not: groups and their members in the checklist's order. */
export function groupByNeeds(sections: readonly Section[]): readonly (readonly string[])[] {
  const sectionOf = new Map(
    sections.flatMap((section) => [
      [section.id, section.id] as const,
      ...section.steps.map((step) => [step.id, section.id] as const),
    ]),
  );
  const parent = new Map(sections.map((section) => [section.id, section.id]));
  const root = (id: string): string => {
    const up = parent.get(id) ?? id;
    return up === id ? id : root(up);
  };
  for (const section of sections) {
    for (const need of [...section.needs, ...section.steps.flatMap((step) => step.needs)]) {
      const other = sectionOf.get(need);
      if (other !== undefined) parent.set(root(section.id), root(other));
    }
  }
  const groups = new Map<string, string[]>();
  for (const { id } of sections) groups.set(root(id), [...(groups.get(root(id)) ?? []), id]);
  return [...groups.values()];
}
