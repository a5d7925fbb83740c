import { locatorProperties } from '../model/locator.ts';
import type { Reading } from './reading.ts';
import { childSchemas, itemSchemas, keysOf, markOf, rulesOf, type SchemaNode } from './schema-walk.ts';
import { textOf, type Entry, type ListNode, type MapNode, type Node } from './tree.ts';
import type { Word } from './word-entry.ts';

/** The arguments of a word as its schema states them: everything that authors may shorten, written out. */
export function writtenOut(reading: Reading, entry: Entry, word: Word, schemas: readonly SchemaNode[]): Node {
  return normal(inlined(rooted(entry, word, schemas), schemas, reading), schemas);
}

/** The arguments as a map: a bare value fills the word's short form; a bare name or text of a locator is exact. */
function rooted(entry: Entry, word: Word, schemas: readonly SchemaNode[]): Node {
  const { value } = entry;
  if (value.kind === 'map') return value;
  if (value.kind === 'scalar' && value.value === null) return { kind: 'map', entries: [], at: entry.keyAt };
  if (value.kind !== 'scalar' || word.shorthand === null) return value;
  const spreads =
    rulesOf(schemas).some((rules) => rules.locator !== undefined) && Object.hasOwn(locatorProperties, word.shorthand);
  return shortForm(value, word.shorthand, spreads);
}

function shortForm(value: Node, key: string, exact: boolean): MapNode {
  const entries: Entry[] = [{ key, keyAt: value.at, value }];
  if (exact)
    entries.push({
      key: 'exact',
      keyAt: value.at,
      value: { kind: 'scalar', value: true, at: value.at, textColumn: null },
    });
  return { kind: 'map', entries, at: value.at };
}

/** `wait-for: { visible: … }` is written without the list that it means. */
function inlined(node: Node, schemas: readonly SchemaNode[], reading: Reading): Node {
  const into = rulesOf(schemas).find((rules) => rules.inline !== undefined)?.inline;
  if (into === undefined || node.kind !== 'map') return node;
  const own = keysOf(schemas);
  const outer = node.entries.filter((entry) => own.includes(entry.key) || !reading.expectations.has(entry.key));
  const inner = node.entries.filter((entry) => !outer.includes(entry));
  if (inner.length === 0) return node;
  const list: ListNode = {
    kind: 'list',
    at: node.at,
    items: inner.map((entry) => ({
      kind: 'map',
      entries: [entry],
      at: { ...entry.keyAt, endLine: entry.value.at.endLine, endColumn: entry.value.at.endColumn },
    })),
  };
  return { ...node, entries: [...outer, { key: into, keyAt: inner[0]?.keyAt ?? node.at, value: list }] };
}

/** Writes out what authors may shorten inside the arguments: a text that stands for a locator. */
function normal(node: Node, schemas: readonly SchemaNode[]): Node {
  const mark = markOf(schemas);
  if (mark === 'actions' || mark === 'expectations') return node;
  if (mark === 'locator' && textOf(node) !== undefined) return shortForm(node, 'text', true);
  if (node.kind === 'map')
    return {
      ...node,
      entries: node.entries.map((entry) => ({
        ...entry,
        value: normal(entry.value, childSchemas(schemas, entry.key)),
      })),
    };
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => normal(item, itemSchemas(schemas))) };
  return node;
}
