import type { Span } from '../base/span.ts';
import type { Step } from '../model/checklist.ts';
import type { Refusal } from '../model/verb.ts';
import type { NestedFacts } from './nested.ts';
import type { Problems } from './problems.ts';
import { entryOf, itemsOf, type Entry, type Node } from './tree.ts';

/** The word's own mistakes stand where their argument stands. */
export function addRefusals(problems: Problems, entry: Entry, refusals: readonly Refusal[]): void {
  for (const { path, what, fix } of refusals) problems.add('E_ARGUMENTS', placeAt(entry, path), what, fix);
}

function placeAt(entry: Entry, path: readonly (string | number)[]): Span {
  let [node, at]: [Node | undefined, Span] = [entry.value, entry.keyAt];
  for (const step of path) {
    const found: Entry | undefined = typeof step === 'number' ? undefined : entryOf(node, step);
    node = typeof step === 'number' ? itemsOf(node)[step] : found?.value;
    if (node === undefined) return at;
    at = found?.keyAt ?? node.at;
  }
  return at;
}

/** Words that must not stand in a section that pays, wherever in it they stand. */
export function checkBesidePayments(problems: Problems, facts: NestedFacts, steps: readonly Step[]): void {
  const paying = steps.find(({ effect }) => effect === 'money');
  if (paying === undefined) return;
  for (const step of steps)
    for (const { action, why } of facts.ofAll([...step.do, ...step.defer]).notBesidePayments)
      problems.add(
        'E_REWRITE_PAYS',
        action.at,
        `${why}, and step "${paying.id}" of this section pays`,
        'move it into a section without payments',
      );
}
