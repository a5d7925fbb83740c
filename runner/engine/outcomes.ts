import type { Section } from '../model/checklist.ts';
import type { Status } from '../model/outcome.ts';

/** How the steps of a run have ended so far, as `needs` ask for it. */
export type Outcomes = {
  note(step: string, status: Status, conditionFalse?: 'condition'): void;
  /** `met`, `unmet`, or `open` while the needed step or section has not ended. */
  need(id: string): 'met' | 'unmet' | 'open';
};

/** Only these let a dependent step run; everything else means the thing it needs is not there. */
const enough: ReadonlySet<Status> = new Set(['passed', 'flaky', 'known', 'waived']);

/** Answers needs by step id or section id; a section is met when each of its steps is, or was switched off by its own condition. */
export function trackOutcomes(sections: readonly Section[]): Outcomes {
  const met = new Map<string, boolean>();
  const stepsOf = new Map(sections.map((section) => [section.id, section.steps.map((step) => step.id)]));
  const one = (id: string): 'met' | 'unmet' | 'open' => {
    const known = met.get(id);
    if (known === undefined) return 'open';
    return known ? 'met' : 'unmet';
  };
  return {
    note(step, status, conditionFalse) {
      met.set(step, enough.has(status) || conditionFalse === 'condition');
    },
    need(id) {
      const steps = stepsOf.get(id);
      if (steps === undefined) return one(id);
      const states = steps.map(one);
      if (states.includes('unmet')) return 'unmet';
      return states.includes('open') ? 'open' : 'met';
    },
  };
}
