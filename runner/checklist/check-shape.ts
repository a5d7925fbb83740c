import type { Span } from '../base/span.ts';
import type { Problems } from './problems.ts';
import { branches, childSchemas, itemSchemas, keysOf, type SchemaNode } from './schema-walk.ts';
import { differences, type Finding } from './shape-findings.ts';
import { didYouMean, nearest } from './suggest.ts';
import { toJson, type Node } from './tree.ts';

/** What is checked: its name in messages, and the place that stands for it when something is missing. */
export type Subject = { readonly name: string; readonly keyAt: Span };

/** Checks a node against a schema and adds a diagnostic at the exact key or value of every difference. True when it fits. */
export function checkShape(
  node: Node,
  schema: unknown,
  subject: Subject,
  problems: Problems,
  filled: readonly string[] = [],
): boolean {
  const found = differences(toJson(node), schema).filter(
    (one) => !(one.kind === 'missing-key' && filled.includes(one.key)),
  );
  if (found.length === 0) return true;
  const shown = found.filter((one) => !isMissingBecauseMisspelt(one, found, branches(schema)));
  for (const one of shown) report(one, node, schema, subject, problems);
  return shown.length === 0;
}

/** `valu` is unknown and `value` is missing: one slip, told once. */
function isMissingBecauseMisspelt(one: Finding, all: readonly Finding[], root: readonly SchemaNode[]): boolean {
  if (one.kind !== 'missing-key') return false;
  return all.some(
    (other) =>
      other.kind === 'unknown-key' &&
      samePath(one, other) &&
      nearest(other.key, keysOf(schemasAt(root, other.path))) === one.key,
  );
}

function samePath(a: Finding, b: Finding): boolean {
  return a.path.join('/') === b.path.join('/');
}

function schemasAt(root: readonly SchemaNode[], path: readonly string[]): readonly SchemaNode[] {
  return path.reduce((schemas, key) => [...childSchemas(schemas, key), ...itemSchemas(schemas)], root);
}

type Found = { readonly node: Node; readonly keyAt: Span; readonly name: string };

function follow(node: Node, path: readonly string[], subject: Subject): Found {
  let found: Found = { node, keyAt: subject.keyAt, name: subject.name };
  for (const key of path) {
    if (found.node.kind === 'map') {
      const entry = found.node.entries.find((each) => each.key === key);
      if (entry !== undefined) found = { node: entry.value, keyAt: entry.keyAt, name: `"${key}"` };
    } else if (found.node.kind === 'list') {
      const item = found.node.items[Number(key)];
      if (item !== undefined) found = { node: item, keyAt: item.at, name: `item ${Number(key) + 1} of ${found.name}` };
    }
  }
  return found;
}

function report(one: Finding, root: Node, schema: unknown, subject: Subject, problems: Problems): void {
  const found = follow(root, one.path, subject);
  switch (one.kind) {
    case 'unknown-key': {
      const entry = found.node.kind === 'map' ? found.node.entries.find((each) => each.key === one.key) : undefined;
      const known = keysOf([...branches(one.schema), ...schemasAt(branches(schema), one.path)]);
      problems.add(
        'E_KEY_UNKNOWN',
        entry?.keyAt ?? found.keyAt,
        `${found.name} has no key "${one.key}"`,
        didYouMean(one.key, known, 'keys'),
      );
      return;
    }
    case 'missing-key':
      problems.add('E_KEY_MISSING', found.keyAt, `${found.name} needs a key "${one.key}"`, `add "${one.key}: …"`);
      return;
    case 'not-allowed':
      problems.add(
        'E_VALUE',
        found.node.at,
        `${found.name} cannot be ${show(one.value)}`,
        didYouMean(typeof one.value === 'string' ? one.value : show(one.value), one.allowed, 'one of'),
      );
      return;
    case 'wrong-value': {
      const code = one.mark === 'duration' ? 'E_DURATION' : 'E_VALUE';
      const at = found.node.kind === 'scalar' && found.node.value !== null ? found.node.at : found.keyAt;
      problems.add(
        code,
        at,
        `${found.name} must be ${one.expected}, not ${show(one.value)}`,
        fixFor(one.expected, one.value),
      );
    }
  }
}

function fixFor(expected: string, value: unknown): string {
  const wantsText = expected.startsWith('text');
  if (wantsText && (typeof value === 'number' || typeof value === 'boolean'))
    return `put it in quotes: "${String(value)}"`;
  if (expected.startsWith('a list') && typeof value === 'string') return `write [${value}]`;
  if (typeof value === 'string' && /^-?\d+$/.test(value) && expected.includes('number'))
    return 'write it without quotes';
  return value === null ? `write ${expected} after the key` : `write ${expected}`;
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
