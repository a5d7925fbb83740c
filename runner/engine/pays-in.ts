import type { Section } from '../model/checklist.ts';

/** Whether a section makes a payment: then its session is watched from its start, and more is refused in it. */
export function paysIn(section: Section): boolean {
  return section.steps.some((step) => step.effect === 'money');
}
