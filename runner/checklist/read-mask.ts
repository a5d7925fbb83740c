import type { JsonObject } from '../base/json.ts';
import { LocatorSchema } from '../model/locator.ts';
import { checkRules } from './check-rules.ts';
import { checkShape, type Subject } from './check-shape.ts';
import { isText } from './check-text.ts';
import type { Problems } from './problems.ts';
import { entryOf, itemsOf, toJsonObject, type MapNode, type Node } from './tree.ts';

/** What no picture may show: the locators of `mask` at a checklist, a section or a step. Those that cannot be read are left out after their diagnostics. */
export function readMask(node: Node, problems: Problems): readonly JsonObject[] {
  const entry = entryOf(node, 'mask');
  if (entry === undefined) return [];
  if (entry.value.kind !== 'list' || entry.value.items.length === 0) {
    problems.add(
      'E_VALUE',
      entry.value.at,
      '"mask" must be a list of locators',
      'for example: mask: [{ testid: card-number }]',
    );
    return [];
  }
  return itemsOf(entry.value).flatMap((item) => readLocator(item, problems));
}

function readLocator(item: Node, problems: Problems): readonly JsonObject[] {
  refuseTemplates(item, problems);
  if (isText(item)) return item.value === '' ? refused(item, problems) : [{ text: item.value, exact: true }];
  if (item.kind !== 'map') return refused(item, problems);
  const subject = { name: '"mask"', keyAt: item.at };
  const before = problems.count;
  checkShape(item, LocatorSchema, subject, problems);
  checkComplete(item, subject, problems);
  return problems.count === before ? [toJsonObject(item)] : [];
}

/** Says where to look, and so do the locators inside it. */
function checkComplete(node: MapNode, subject: Subject, problems: Problems): void {
  checkRules(node, [{ locator: 'required' }], () => [], subject, problems);
  for (const { key, keyAt, value } of node.entries)
    if (value.kind === 'map') checkComplete(value, { name: `"${key}"`, keyAt }, problems);
}

function refused(item: Node, problems: Problems): readonly JsonObject[] {
  problems.add('E_VALUE', item.at, 'this is no locator', 'write { css: .card } or { testid: card-number }');
  return [];
}

/** A mask must hold whatever the values are: one that depends on them could cover something else. */
function refuseTemplates(node: Node, problems: Problems): void {
  if (node.kind === 'map') for (const { value } of node.entries) refuseTemplates(value, problems);
  else if (node.kind === 'list') for (const item of node.items) refuseTemplates(item, problems);
  else if (isText(node) && node.value.includes('${'))
    problems.add('E_VALUE', node.at, 'a mask cannot hold "${…}"', 'point at the element by what does not change');
}
