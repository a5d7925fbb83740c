import type { JsonValue } from '../base/json.ts';
import { dayInKorea } from '../base/date.ts';
import { startOf } from '../base/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { Variables } from '../model/verb.ts';

/**
 * Values by name with parents. A child keeps its own names (flow parameters, an `each` row) to itself; a new name is saved at
 * the root, so that what a flow saves is there for the steps after it.
 */
export function createVariables(
  values: { readonly [name: string]: JsonValue },
  parent: Variables | null = null,
): Variables {
  const own = new Map<string, JsonValue>(Object.entries(values));
  const self: Variables = {
    get: (name) => (own.has(name) ? own.get(name) : parent?.get(name)),
    set: (name, value) => {
      if (parent === null || own.has(name)) own.set(name, value);
      else parent.set(name, value);
    },
    child: (more) => createVariables(more, self),
    all: () => ({ ...parent?.all(), ...Object.fromEntries(own) }),
  };
  return self;
}

/** What every section starts with: the checklist's and the target's variables, `run` and `target`. */
export function baseVariables(plan: Plan, runId: string): Variables {
  return createVariables({
    ...plan.checklist.variables,
    ...plan.target.variables,
    run: { id: runId, short: runId.slice(-6), date: dayInKorea(startOf(runId)) },
    target: { id: plan.target.id, baseUrl: plan.target.baseUrl },
  });
}
