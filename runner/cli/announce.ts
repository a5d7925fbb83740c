import type { Plan } from '../model/plan.ts';
import type { Terminal } from './terminal.ts';
import { text } from './text.ts';

/** What will be run, and where, before it is. */
export function announce(plan: Plan, terminal: Terminal): void {
  const { checklist, target, scope } = plan;
  terminal.say(
    text.starting({ title: checklist.title, steps: scope.selectedSteps, target: target.title, url: target.baseUrl }),
  );
  if (scope.selectedSteps < scope.allSteps)
    terminal.say(text.partial({ selected: scope.selectedSteps, all: scope.allSteps }));
}
