import type { Section } from '../model/checklist.ts';
import type { Outcomes } from './outcomes.ts';

export type Decision =
  | { readonly kind: 'run'; readonly section: Section }
  | { readonly kind: 'block'; readonly section: Section; readonly need: string }
  /** Something must end first. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'finished' };

/**
 * What a free track does next: the first waiting section, in the checklist's order, whose needs are met and whose locks
 * nobody holds. Pure. `pending` keeps the order of the checklist.
 */
export function nextSection(pending: readonly Section[], running: readonly Section[], outcomes: Outcomes): Decision {
  if (pending.length === 0) return { kind: 'finished' };
  const held = new Set(running.flatMap((section) => section.locks));
  for (const section of pending) {
    const states = section.needs.map((need) => ({ need, state: outcomes.need(need) }));
    const unmet = states.find(({ state }) => state === 'unmet');
    if (unmet !== undefined) return { kind: 'block', section, need: unmet.need };
    if (states.some(({ state }) => state === 'open')) continue;
    if (stepNeedsElsewhere(section).some((need) => outcomes.need(need) === 'open') && running.length > 0) continue;
    if (section.locks.some((lock) => held.has(lock))) continue;
    return { kind: 'run', section };
  }
  if (running.length > 0) return { kind: 'wait' };
  // Nothing runs, so what is still open will never end: the parser refuses cycles, but a need that was not selected stays open.
  const [first] = pending;
  if (first === undefined) return { kind: 'finished' };
  const open = first.needs.find((need) => outcomes.need(need) === 'open');
  return { kind: 'block', section: first, need: open ?? first.id };
}

/** Needs of single steps on other sections: they only have to have ended; an unmet one blocks its step, not the section. */
function stepNeedsElsewhere(section: Section): readonly string[] {
  const own = new Set(section.steps.map((step) => step.id));
  return section.steps.flatMap((step) => step.needs).filter((need) => !own.has(need));
}
