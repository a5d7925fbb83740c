import { limits } from '../base/limits.ts';
import type { Action, Step } from '../model/checklist.ts';
import { readActions } from './read-words.ts';
import type { Place } from './reading.ts';
import type { Sections } from './sections.ts';
import { child, entryOf, itemsOf, type Node } from './tree.ts';

/** A step says when it pays, can fail, and is not too large. */
export function checkStep(all: Sections, node: Node, step: Step): void {
  const { problems } = all.reading;
  const facts = all.facts.ofAll(step.do);
  const idAt = child(node, 'id')?.at ?? node.at;
  const effect = entryOf(node, 'effect');
  if (facts.pays && step.effect !== 'money') {
    const saysNow = effect === undefined ? 'does not say so' : `says "effect: ${step.effect}"`;
    problems.add(
      'E_EFFECT_MONEY',
      effect?.value.at ?? idAt,
      `step "${step.id}" pays, but ${saysNow}`,
      'write "effect: money": a machine will then never repeat it',
    );
  }
  checkSize(all, step.do, child(node, 'do'));
  // Entries that could not be read may have been what makes the step fail; their own mistake is told already.
  const lost = itemsOf(child(node, 'do')).length > step.do.length || itemsOf(child(node, 'expect')).length > 0;
  if (step.expect.length > 0 || facts.looks || lost) return;
  if (step.do.some((action) => action.verb === 'use' && !('do' in action.args))) return;
  problems.add(
    'E_STEP_CANNOT_FAIL',
    idAt,
    `step "${step.id}" expects nothing, so it could never fail`,
    'add "expect:" with at least one expectation',
  );
}

function checkSize(all: Sections, actions: readonly Action[], node: Node | undefined): void {
  const { problems } = all.reading;
  for (const [index, action] of actions.entries()) {
    const { depth } = all.facts.ofAll([action]);
    if (depth <= nestingMax) continue;
    problems.add(
      'E_NESTING',
      itemsOf(node)[index]?.at ?? action.at,
      `${depth} levels of nested actions; ${nestingMax} is the limit`,
      'flatten the flows that it uses',
    );
  }
  const { count } = all.facts.ofAll(actions);
  if (count > limits.actionsPerStep && node !== undefined) {
    problems.add(
      'E_TOO_MANY',
      node.at,
      `${count} actions with those of its flows; ${limits.actionsPerStep} is the limit`,
      'split it into several steps',
    );
  }
}

const nestingMax = 8;

/** Setup and clean-up run outside of any step's promise, so they may look and touch but never pay. */
export function outsideSteps(all: Sections, node: Node | undefined, place: Place, key: string): readonly Action[] {
  const actions = readActions(all.reading, node, place);
  checkSize(all, actions, node);
  const pays = actions.find((action) => all.facts.ofAll([action]).pays);
  if (pays !== undefined)
    all.reading.problems.add(
      'E_MONEY_PLACE',
      pays.at,
      `a payment cannot stand in "${key}"`,
      'move it into the "do" of a step with "effect: money"',
    );
  return actions;
}
