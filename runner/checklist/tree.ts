import type { JsonObject, JsonValue } from '../base/json.ts';
import type { Span } from '../base/span.ts';

/** A YAML file as data in which every key and value knows its place. Immutable; aliased nodes are shared. */
export type Node = MapNode | ListNode | ScalarNode;

export type MapNode = { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly at: Span };
export type ListNode = { readonly kind: 'list'; readonly items: readonly Node[]; readonly at: Span };
export type ScalarNode = {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  readonly at: Span;
  /** Column where the value's text starts when it is written as is on one line, so that places inside it are known. */
  readonly textColumn: number | null;
};

export type Entry = { readonly key: string; readonly keyAt: Span; readonly value: Node };

/** The value of a key of a map. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return entryOf(node, key)?.value;
}

/** The entry of a key of a map. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The text of a scalar that holds text. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The texts of a list (one text stands for a list of one); other items are left out. */
export function textsOf(node: Node | undefined): readonly { readonly text: string; readonly at: Span }[] {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, at: item.at }];
  });
}

/** The entries of a map; none for anything else. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The plain value. Keys that could reach a prototype were refused when the file was read. */
export function toJson(node: Node): JsonValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toJson);
  return toJsonObject(node);
}

/** The plain object of a map; empty for anything else. */
export function toJsonObject(node: Node | undefined): JsonObject {
  return Object.fromEntries(entriesOf(node).map((entry) => [entry.key, toJson(entry.value)]));
}

/** A map without some keys. */
export function without(node: MapNode, keys: readonly string[]): MapNode {
  return { ...node, entries: node.entries.filter((entry) => !keys.includes(entry.key)) };
}

/** A map in which `over`'s entries replace or follow `base`'s. */
export function overlaid(base: MapNode, over: MapNode): MapNode {
  const kept = base.entries.map((entry) => entryOf(over, entry.key) ?? entry);
  const added = over.entries.filter((entry) => entryOf(base, entry.key) === undefined);
  return { ...base, entries: [...kept, ...added] };
}

/** The place of a part of a scalar's text; the whole scalar when the text is not written as is. */
export function placeInside(node: ScalarNode, start: number, end: number): Span {
  if (node.textColumn === null) return node.at;
  return { ...node.at, column: node.textColumn + start, endColumn: node.textColumn + end };
}

/** The first character of a file. */
export function startOf(file: string): Span {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
