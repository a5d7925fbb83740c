import { isAlias, isMap, isScalar, isSeq, type Document, type ParsedNode } from 'yaml';
import { limits } from '../base/limits.ts';
import type { Span } from '../base/span.ts';
import { isForbiddenKey } from './forbidden-keys.ts';
import { losesDigits } from './loses-digits.ts';
import type { Problems } from './problems.ts';
import type { Entry, MapNode, Node, ScalarNode } from './tree.ts';

/** One expanded file may not hold more values than this, however its aliases multiply. */
const nodesMax = 100_000;

type Built = { readonly node: Node; readonly size: number };

/** Turns yaml's nodes into ours, refusing what a checklist has no use for. */
export class TreeBuilder {
  readonly #contents: ParsedNode | null;
  readonly #text: string;
  readonly #place: (start: number, end: number) => Span;
  readonly #problems: Problems;
  readonly #anchors = new Map<string, Built | 'open'>();
  #aliases = 0;

  constructor(
    document: Document.Parsed,
    text: string,
    place: (start: number, end: number) => Span,
    problems: Problems,
  ) {
    this.#contents = document.contents;
    this.#text = text;
    this.#place = place;
    this.#problems = problems;
  }

  build(): Node | undefined {
    if (this.#contents === null) return undefined;
    const built = this.#convert(this.#contents);
    if (built.size <= nodesMax) return built.node;
    this.#problems.add(
      'E_YAML_ALIAS',
      built.node.at,
      `its aliases multiply to more than ${nodesMax} values`,
      'write the values out',
    );
    return undefined;
  }

  #convert(node: ParsedNode): Built {
    const at = this.#place(node.range[0], node.range[1]);
    if (isAlias(node)) return this.#alias(node.source, at);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, 'open');
    if (node.tag !== undefined) {
      this.#problems.add(
        'E_YAML_TAG',
        at,
        'YAML tags ("!…") are not used here',
        'remove the tag; put text in quotes where needed',
      );
    }
    const built = isScalar(node)
      ? this.#scalar(node, at)
      : isMap(node)
        ? this.#map(node, at)
        : isSeq(node)
          ? this.#list(node.items, at)
          : empty(at);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, built);
    return built;
  }

  #alias(name: string, at: Span): Built {
    this.#aliases += 1;
    if (this.#aliases === limits.yamlAliases + 1) {
      this.#problems.add(
        'E_YAML_ALIAS',
        at,
        `more than ${limits.yamlAliases} aliases in one file`,
        'use a flow for what repeats',
      );
    }
    const target = this.#anchors.get(name);
    if (target !== undefined && target !== 'open' && this.#aliases <= limits.yamlAliases) return target;
    if (target === undefined)
      this.#problems.add(
        'E_YAML_ALIAS',
        at,
        `no anchor "&${name}" comes before this alias`,
        `mark the value with &${name} first`,
      );
    if (target === 'open')
      this.#problems.add('E_YAML_ALIAS', at, `the value marked "&${name}" would contain itself`, 'write the value out');
    return empty(at);
  }

  #scalar(
    node: ParsedNode & { readonly value?: unknown; readonly source?: string; readonly range: readonly number[] },
    at: Span,
  ): Built {
    const { value, source = '' } = node;
    const start = node.range[0] ?? 0;
    if (typeof value === 'number' && losesDigits(value, source)) {
      this.#problems.add('E_NUMBER', at, `${source} would be read as ${value}`, `put it in quotes: "${source}"`);
      // Kept as text, so that the same slip is not told again as a wrong type.
      return { node: { kind: 'scalar', value: source, at, textColumn: null }, size: 1 };
    }
    if (typeof value === 'string')
      return { node: { kind: 'scalar', value, at, textColumn: this.#textColumn(value, start, at) }, size: 1 };
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      return { node: { kind: 'scalar', value, at, textColumn: null }, size: 1 };
    }
    return empty(at);
  }

  #textColumn(value: string, start: number, at: Span): number | null {
    if (at.line !== at.endLine || value === '') return null;
    for (const quote of [0, 1]) {
      if (this.#text.startsWith(value, start + quote)) return at.column + quote;
    }
    return null;
  }

  #list(items: readonly ParsedNode[], at: Span): Built {
    const built = items.map((item) => this.#convert(item));
    return { node: { kind: 'list', items: built.map((each) => each.node), at }, size: sizeOf(built) };
  }

  #map(
    node: { readonly items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[] },
    at: Span,
  ): Built {
    const entries: Entry[] = [];
    const sizes: Built[] = [];
    const merged: MapNode[] = [];
    const seen = new Map<string, Span>();
    let split = false;
    for (const pair of node.items) {
      const key = this.#key(pair.key);
      if (key === undefined) continue;
      const built = pair.value === null ? empty(key.keyAt) : this.#convert(pair.value);
      sizes.push(built);
      if (pair.value === null && /^\d{3}$/.test(key.key) && entries.length > 0) {
        if (!split) this.#splitAmount(key.keyAt, entries.at(-1));
        split = true;
        continue;
      }
      const before = seen.get(key.key);
      if (before !== undefined) {
        this.#problems.add(
          'E_KEY_DUPLICATE',
          key.keyAt,
          `"${key.key}" already stands in line ${before.line}`,
          'keep one of the two',
        );
        continue;
      }
      seen.set(key.key, key.keyAt);
      if (key.key === '<<') {
        if (pair.value !== null && isAlias(pair.value) && built.node.kind === 'map') merged.push(built.node);
        else
          this.#problems.add(
            'E_YAML_MERGE',
            key.keyAt,
            '"<<" takes one alias of a map',
            'write "<<: *name", or write the keys out',
          );
      } else entries.push({ ...key, value: built.node });
    }
    const added = merged.flatMap((map) => map.entries.filter((entry) => !seen.has(entry.key)));
    return { node: { kind: 'map', entries: [...entries, ...added], at }, size: sizeOf(sizes) };
  }

  /** `{ shows: 12,000 }` is two entries in YAML; what was meant is one amount. */
  #splitAmount(at: Span, before: Entry | undefined): void {
    const value = before?.value.kind === 'scalar' ? String(before.value.value) : '';
    this.#problems.add(
      'E_NUMBER',
      at,
      `a comma begins a new entry here, so the amount would be cut to ${value}`,
      'put the whole amount in quotes, or write it without commas',
    );
  }

  #key(node: ParsedNode): { readonly key: string; readonly keyAt: Span } | undefined {
    const keyAt = this.#place(node.range[0], node.range[1]);
    if (!isScalar(node) || typeof node.value === 'object') {
      this.#problems.add('E_YAML_SYNTAX', keyAt, 'a key must be plain text', 'write "key: value"');
      return undefined;
    }
    if (node.anchor !== undefined || node.tag !== undefined)
      this.#problems.add('E_YAML_TAG', keyAt, 'a key carries a tag or an anchor', 'remove it');
    const key = typeof node.value === 'string' ? node.value : (node.source ?? '');
    if (isForbiddenKey(key)) {
      this.#problems.add('E_KEY_FORBIDDEN', keyAt, `"${key}" is a reserved name and never a key`, 'use another name');
      return undefined;
    }
    return { key, keyAt };
  }
}

function empty(at: Span): Built {
  const node: ScalarNode = { kind: 'scalar', value: null, at, textColumn: null };
  return { node, size: 1 };
}

function sizeOf(parts: readonly Built[]): number {
  return parts.reduce((sum, part) => sum + part.size, 1);
}
