import type { Section } from '../model/checklist.ts';

/** A payment passes through the shop, the gateway's window and its ledger: about three ordinary steps. */
const moneyStepWeight = 3;
/** A chain is begun a little before it would have to be, because steps are not equally long. */
const headStart = 1.25;

/**
 * Of the sections that could start now, the one that may not wait: what must follow it one after another (its lock's other
 * sections, the sections that need it) is already as long as what each track has left. Undefined when all of them can wait.
 */
export function urgentSection(
  ready: readonly Section[],
  pending: readonly Section[],
  tracks: number,
): Section | undefined {
  // On one track nothing gets shorter by another order.
  if (tracks < 2) return undefined;
  const share = sum(pending) / tracks;
  const [longest] = ready
    .map((section) => ({ section, length: chainLength(section, pending) }))
    .sort((one, other) => other.length - one.length);
  const isChain = longest !== undefined && longest.length > weight(longest.section);
  return isChain && longest.length * headStart >= share ? longest.section : undefined;
}

/** The longer of: all waiting sections that share one of its locks; the longest line of sections that need it. */
function chainLength(section: Section, pending: readonly Section[]): number {
  const byLock = section.locks.map((lock) => sum(pending.filter((one) => one.locks.includes(lock))));
  return Math.max(needLength(section, pending, new Set()), ...byLock);
}

function needLength(section: Section, pending: readonly Section[], seen: ReadonlySet<string>): number {
  const names = new Set([section.id, ...section.steps.map((step) => step.id)]);
  const after = pending.filter(
    (one) => !seen.has(one.id) && one.id !== section.id && one.needs.some((need) => names.has(need)),
  );
  const deeper = new Set([...seen, section.id]);
  return weight(section) + Math.max(0, ...after.map((one) => needLength(one, pending, deeper)));
}

function sum(sections: readonly Section[]): number {
  return sections.reduce((total, section) => total + weight(section), 0);
}

function weight(section: Section): number {
  return section.steps.reduce((total, step) => total + (step.effect === 'money' ? moneyStepWeight : 1), 0);
}
