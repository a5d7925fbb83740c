import { evaluate } from '../checklist/expression.ts';
import type { Condition, Step } from '../model/checklist.ts';
import type { Reason, Status } from '../model/outcome.ts';
import type { Variables } from '../model/verb.ts';
import type { Door } from './door.ts';
import { text } from './text.ts';

export type LeftOut = { readonly status: Status; readonly reason: Reason };

/** Why a step is not run, or null when it is: a waiver, a need that did not pass, its own condition. */
export async function leftOut(door: Door, step: Step, variables: Variables): Promise<LeftOut | null> {
  if (step.waiver !== null) {
    const { person, reason, approvedBy } = step.waiver;
    const message = text.waived({ person, reason, approvedBy });
    return { status: 'waived', reason: { kind: 'waived', person, reason, approvedBy, message } };
  }
  const need = step.needs.find((id) => door.outcomes.need(id) !== 'met');
  if (need !== undefined) return blockedBy(need);
  return conditionUnmet(step.when, variables);
}

export function blockedBy(need: string): LeftOut {
  return { status: 'blocked', reason: { kind: 'need', need, message: text.needFailed({ need }) } };
}

/** Null when the condition holds or there is none. A condition that cannot be told is our trouble, never a silent no. */
export async function conditionUnmet(condition: Condition | null, variables: Variables): Promise<LeftOut | null> {
  if (condition === null) return null;
  const { expression } = condition;
  try {
    const value = await evaluate(expression, variables.all());
    if (value === true) return null;
    if (value === false) {
      const message = text.conditionFalse({ condition: expression });
      return { status: 'not-run', reason: { kind: 'condition', condition: expression, message } };
    }
    return toolError(text.conditionNotBoolean({ condition: expression, value: JSON.stringify(value) ?? 'undefined' }));
  } catch (error) {
    return toolError(text.toolError({ why: error instanceof Error ? error.message : String(error) }));
  }
}

function toolError(message: Reason['message']): LeftOut {
  return { status: 'tool-error', reason: { kind: 'tool', message } };
}
