import { dirname, resolve } from 'node:path';
import type { Files, ReadFile } from './files.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problems } from './problems.ts';
import { didYouMean } from './suggest.ts';
import {
  child,
  entriesOf,
  entryOf,
  itemsOf,
  overlaid,
  textOf,
  textsOf,
  without,
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
} from './tree.ts';

/** The checklist with its bases underneath: one map, in which every node still knows its own file. */
export function resolveOverlays(
  root: MapNode,
  file: ReadFile,
  files: Files,
  problems: Problems,
  chain: readonly string[] = [],
): MapNode {
  const reference = entryOf(root, 'extends');
  const path = textOf(reference?.value);
  if (reference === undefined || path === undefined) {
    for (const key of ['change', 'remove']) {
      const entry = entryOf(root, key);
      if (entry !== undefined)
        problems.add(
          'E_OVERLAY',
          entry.keyAt,
          `"${key}" has no base to work on`,
          'add "extends: ./base.yaml", or remove it',
        );
    }
    return root;
  }
  const at = reference.value.at;
  const absolute = resolve(dirname(file.absolute), path);
  if ([...chain, file.absolute].includes(absolute)) {
    const circle = [...chain, file.absolute, absolute].map((each) => files.display(each)).join(' → ');
    problems.add('E_EXTENDS_CYCLE', at, `this checklist would extend itself: ${circle}`, 'break the circle');
    return root;
  }
  const base = files.read({ path: absolute, named: path, at, within: files.workingDirectory });
  const tree = base === undefined ? undefined : parseYaml(base.text, base.display, problems);
  if (base === undefined || tree === undefined) return root;
  if (tree.kind !== 'map') {
    problems.add('E_VALUE', at, `"${path}" is no checklist`, 'name a checklist file');
    return root;
  }
  return applyOverlay(resolveOverlays(tree, base, files, problems, [...chain, file.absolute]), root, problems);
}

function applyOverlay(base: MapNode, over: MapNode, problems: Problems): MapNode {
  const removed = textsOf(child(over, 'remove'));
  const changes = entriesOf(child(over, 'change'));
  checkTargets(base, { removed, changes }, problems);
  const gone = new Set(removed.map((each) => each.text));
  const kept = itemsOf(child(base, 'sections')).flatMap((section) =>
    changedSection(section, { gone, changes, removed }, problems),
  );
  const own = without(over, [
    'extends',
    'change',
    'remove',
    'sections',
    'variables',
    'defaults',
    'known-issues',
    'mask',
  ]);
  const sections = [...kept, ...itemsOf(child(over, 'sections'))];
  const issues = [...itemsOf(child(base, 'known-issues')), ...itemsOf(child(over, 'known-issues'))];
  // An overlay adds to what must not be shown; it never uncovers.
  const masks = [...itemsOf(child(base, 'mask')), ...itemsOf(child(over, 'mask'))];
  const joined: Entry[] = [
    ...(masks.length === 0 ? [] : list('mask', masks, base, over)),
    ...list('sections', sections, base, over),
    ...(issues.length === 0 ? [] : list('known-issues', issues, base, over)),
    ...['variables', 'defaults'].flatMap((key) => mergedMaps(key, base, over)),
  ];
  const top = overlaid(without(base, ['sections', 'known-issues', 'variables', 'defaults', 'mask']), own);
  return { ...top, entries: [...top.entries, ...joined], at: over.at };
}

function list(key: string, items: readonly Node[], base: MapNode, over: MapNode): readonly Entry[] {
  const entry = entryOf(over, key) ?? entryOf(base, key);
  if (entry === undefined) return [];
  const value: ListNode = { kind: 'list', items, at: entry.value.at };
  // A value that is no list stays, so that its shape is reported.
  return [{ ...entry, value: entry.value.kind === 'list' ? value : entry.value }];
}

function mergedMaps(key: string, base: MapNode, over: MapNode): readonly Entry[] {
  const below = entryOf(base, key);
  const above = entryOf(over, key);
  if (below?.value.kind !== 'map' || above?.value.kind !== 'map')
    return [above ?? below].flatMap((entry) => (entry === undefined ? [] : [entry]));
  return [{ ...above, value: overlaid(below.value, above.value) }];
}

type Removed = readonly { readonly text: string; readonly at: Node['at'] }[];

function checkTargets(
  base: MapNode,
  asked: { readonly removed: Removed; readonly changes: readonly Entry[] },
  problems: Problems,
): void {
  const ids = itemsOf(child(base, 'sections'))
    .flatMap((section) => [section, ...itemsOf(child(section, 'steps'))])
    .flatMap((node) => textOf(child(node, 'id')) ?? []);
  for (const { text, at } of asked.removed) {
    if (!ids.includes(text))
      problems.add(
        'E_OVERLAY_UNKNOWN',
        at,
        `the base has no section or step "${text}" to remove`,
        didYouMean(text, ids, 'ids'),
      );
  }
  for (const { key, keyAt, value } of asked.changes) {
    if (!ids.includes(key))
      problems.add(
        'E_OVERLAY_UNKNOWN',
        keyAt,
        `the base has no section or step "${key}" to change`,
        didYouMean(key, ids, 'ids'),
      );
    if (asked.removed.some((each) => each.text === key))
      problems.add('E_OVERLAY', keyAt, `"${key}" is changed and removed`, 'keep one of the two');
    const id = entryOf(value, 'id');
    if (id !== undefined)
      problems.add('E_OVERLAY', id.keyAt, 'an overlay cannot change an id', 'remove the old step and add a new one');
    if (value.kind !== 'map')
      problems.add(
        'E_VALUE',
        keyAt,
        `"${key}" must be a map of the keys to replace`,
        'for example { severity: minor }',
      );
  }
}

type Asked = { readonly gone: ReadonlySet<string>; readonly changes: readonly Entry[]; readonly removed: Removed };

function changedSection(section: Node, asked: Asked, problems: Problems): readonly Node[] {
  const id = textOf(child(section, 'id'));
  if (id !== undefined && asked.gone.has(id)) return [];
  const changed = changedMap(section, asked.changes);
  if (changed.kind !== 'map') return [changed];
  const steps = child(changed, 'steps');
  if (steps?.kind !== 'list') return [changed];
  const kept = steps.items.filter((step) => !asked.gone.has(textOf(child(step, 'id')) ?? ''));
  const last = asked.removed.findLast((each) => steps.items.some((step) => textOf(child(step, 'id')) === each.text));
  if (kept.length === 0 && last !== undefined) {
    problems.add(
      'E_OVERLAY',
      last.at,
      `this removes the last step of section "${id ?? ''}"`,
      `remove the section: [${id ?? ''}]`,
    );
    return [];
  }
  const items = kept.map((step) => changedMap(step, asked.changes));
  return [
    {
      ...changed,
      entries: changed.entries.map((entry) =>
        entry.key === 'steps' ? { ...entry, value: { ...steps, items } } : entry,
      ),
    },
  ];
}

function changedMap(node: Node, changes: readonly Entry[]): Node {
  const id = textOf(child(node, 'id'));
  const change = changes.find((entry) => entry.key === id)?.value;
  return node.kind === 'map' && change?.kind === 'map' ? overlaid(node, without(change, ['id'])) : node;
}
