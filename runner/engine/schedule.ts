import type { Section } from '../model/checklist.ts';
import { urgentSection } from './critical-path.ts';
import type { Outcomes } from './outcomes.ts';

export type Decision =
  | { readonly kind: 'run'; readonly section: Section }
  | { readonly kind: 'block'; readonly section: Section; readonly need: string }
  /** Something must end first. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'finished' };

/**
 * What a free track does next: the first waiting section, in the checklist's order, whose needs are met and whose locks
 * nobody holds — unless another one may not wait, because what follows it would make the run longer (critical-path.ts). Pure.
 * `pending` keeps the order of the checklist.
 */
export function nextSection(
  pending: readonly Section[],
  running: readonly Section[],
  outcomes: Outcomes,
  tracks: number,
): Decision {
  if (pending.length === 0) return { kind: 'finished' };
  const held = new Set(running.flatMap((section) => section.locks));
  const ready: Section[] = [];
  const early: Section[] = [];
  for (const section of pending) {
    const states = section.needs.map((need) => ({ need, state: outcomes.need(need) }));
    const unmet = states.find(({ state }) => state === 'unmet');
    if (unmet !== undefined) return { kind: 'block', section, need: unmet.need };
    if (states.some(({ state }) => state === 'open')) continue;
    // Its last step has ended, but it may still be cleaning up.
    if (running.some(({ id }) => section.needs.includes(id))) continue;
    if (section.locks.some((lock) => held.has(lock))) continue;
    const isEarly = stepNeedsElsewhere(section).some((need) => outcomes.need(need) === 'open');
    (isEarly ? early : ready).push(section);
  }
  const section = urgentSection(ready, pending, tracks) ?? ready[0];
  if (section !== undefined) return { kind: 'run', section };
  if (running.length > 0) return { kind: 'wait' };
  // Nothing runs and nothing else can: what is still open will never end, because the parser refuses circles; it was not selected.
  const [earliest] = early;
  if (earliest !== undefined) return { kind: 'run', section: earliest };
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
