import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, Parser, type CST, type Document, type ParsedNode } from 'yaml';
import type { Span } from '../base/span.ts';
import { isForbiddenKey } from './forbidden-keys.ts';
import { limits } from '../base/limits.ts';
import type { Problems } from './problems.ts';
import { startOf, type Entry, type MapNode, type Node, type ScalarNode } from './tree.ts';
import { plainYamlError } from './yaml-errors.ts';

/** One expanded file may not hold more values than this, however its aliases multiply. */
const nodesMax = 100_000;

/** YAML text as a tree with places; undefined when it cannot be read at all. YAML is hostile: everything is limited here. */
export function parseYaml(text: string, file: string, problems: Problems): Node | undefined {
  const lineCounter = new LineCounter();
  const tokens = [...new Parser(lineCounter.addNewLine).parse(text)];
  const place = (start: number, end: number): Span => {
    const from = lineCounter.linePos(start);
    const to = lineCounter.linePos(Math.max(start, end));
    return { file, line: Math.max(1, from.line), column: Math.max(1, from.col), endLine: Math.max(1, to.line), endColumn: Math.max(1, to.col) };
  };
  const deepAt = tooDeep(tokens);
  if (deepAt !== null) {
    problems.add('E_YAML_DEPTH', place(deepAt, deepAt + 1), `nested deeper than ${limits.yamlDepth} levels`, 'flatten it; a flow can hold repeated steps');
    return undefined;
  }
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive !== undefined) {
    problems.add('E_YAML_DOCUMENTS', place(directive.offset, directive.offset + directive.source.length), 'YAML directives are not used here', 'remove this line');
    return undefined;
  }
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens, true, text.length)];
  const second = documents[1];
  if (second !== undefined) {
    problems.add('E_YAML_DOCUMENTS', place(second.range[0], second.range[0] + 3), 'a second document begins here', 'keep one document a file; remove the "---"');
    return undefined;
  }
  const document = documents[0];
  // One slip makes the parser stumble several times; only the first place helps.
  const error = document?.errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];
  if (error !== undefined) {
    const { what, fix } = plainYamlError(error.code, error.message);
    problems.add('E_YAML_SYNTAX', place(error.pos[0], error.pos[1]), what, fix);
  }
  if (document === undefined || document.errors.length > 0) return undefined;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    problems.add('E_YAML_EMPTY', startOf(file), 'this file holds nothing but comments', 'see the examples in checklists/');
    return undefined;
  }
  return new TreeBuilder(document, text, place, problems).build();
}

/** Offset of the first token that is nested too deep. Iterative, because this text may be written to overflow a stack. */
function tooDeep(tokens: readonly CST.Token[]): number | null {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limits.yamlDepth) return token.offset;
    if (token.type === 'document' && token.value !== undefined) open.push({ token: token.value, depth });
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value !== undefined) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}

type Built = { readonly node: Node; readonly size: number };

/** Turns yaml's nodes into ours, refusing what a checklist has no use for. */
class TreeBuilder {
  readonly #contents: ParsedNode | null;
  readonly #text: string;
  readonly #place: (start: number, end: number) => Span;
  readonly #problems: Problems;
  readonly #anchors = new Map<string, Built | 'open'>();
  #aliases = 0;

  constructor(document: Document.Parsed, text: string, place: (start: number, end: number) => Span, problems: Problems) {
    this.#contents = document.contents;
    this.#text = text;
    this.#place = place;
    this.#problems = problems;
  }

  build(): Node | undefined {
    if (this.#contents === null) return undefined;
    const built = this.#convert(this.#contents);
    if (built.size <= nodesMax) return built.node;
    this.#problems.add('E_YAML_ALIAS', built.node.at, `its aliases multiply to more than ${nodesMax} values`, 'write the values out');
    return undefined;
  }

  #convert(node: ParsedNode): Built {
    const at = this.#place(node.range[0], node.range[1]);
    if (isAlias(node)) return this.#alias(node.source, at);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, 'open');
    if (node.tag !== undefined) {
      this.#problems.add('E_YAML_TAG', at, 'YAML tags ("!…") are not used here', 'remove the tag; put text in quotes where needed');
    }
    const built = isScalar(node) ? this.#scalar(node, at) : isMap(node) ? this.#map(node, at) : isSeq(node) ? this.#list(node.items, at) : empty(at);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, built);
    return built;
  }

  #alias(name: string, at: Span): Built {
    this.#aliases += 1;
    if (this.#aliases === limits.yamlAliases + 1) {
      this.#problems.add('E_YAML_ALIAS', at, `more than ${limits.yamlAliases} aliases in one file`, 'use a flow for what repeats');
    }
    const target = this.#anchors.get(name);
    if (target !== undefined && target !== 'open' && this.#aliases <= limits.yamlAliases) return target;
    if (target === undefined) this.#problems.add('E_YAML_ALIAS', at, `no anchor "&${name}" comes before this alias`, `mark the value with &${name} first`);
    if (target === 'open') this.#problems.add('E_YAML_ALIAS', at, `the value marked "&${name}" would contain itself`, 'write the value out');
    return empty(at);
  }

  #scalar(node: ParsedNode & { readonly value?: unknown; readonly source?: string; readonly range: readonly number[] }, at: Span): Built {
    const { value, source = '' } = node;
    const start = node.range[0] ?? 0;
    if (typeof value === 'number' && losesDigits(value, source)) {
      this.#problems.add('E_NUMBER', at, `${source} would be read as ${value}`, `put it in quotes: "${source}"`);
    }
    if (typeof value === 'string') return { node: { kind: 'scalar', value, at, textColumn: this.#textColumn(value, start, at) }, size: 1 };
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

  #map(node: { readonly items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[] }, at: Span): Built {
    const entries: Entry[] = [];
    const sizes: Built[] = [];
    const merged: MapNode[] = [];
    const seen = new Map<string, Span>();
    for (const pair of node.items) {
      const key = this.#key(pair.key);
      if (key === undefined) continue;
      const built = pair.value === null ? empty(key.keyAt) : this.#convert(pair.value);
      sizes.push(built);
      const before = seen.get(key.key);
      if (before !== undefined) {
        this.#problems.add('E_KEY_DUPLICATE', key.keyAt, `"${key.key}" already stands in line ${before.line}`, 'keep one of the two');
        continue;
      }
      seen.set(key.key, key.keyAt);
      if (key.key === '<<') {
        if (pair.value !== null && isAlias(pair.value) && built.node.kind === 'map') merged.push(built.node);
        else this.#problems.add('E_YAML_MERGE', key.keyAt, '"<<" takes one alias of a map', 'write "<<: *name", or write the keys out');
      } else entries.push({ ...key, value: built.node });
    }
    const added = merged.flatMap((map) => map.entries.filter((entry) => !seen.has(entry.key)));
    return { node: { kind: 'map', entries: [...entries, ...added], at }, size: sizeOf(sizes) };
  }

  #key(node: ParsedNode): { readonly key: string; readonly keyAt: Span } | undefined {
    const keyAt = this.#place(node.range[0], node.range[1]);
    if (!isScalar(node) || typeof node.value === 'object') {
      this.#problems.add('E_YAML_SYNTAX', keyAt, 'a key must be plain text', 'write "key: value"');
      return undefined;
    }
    if (node.anchor !== undefined || node.tag !== undefined) this.#problems.add('E_YAML_TAG', keyAt, 'a key carries a tag or an anchor', 'remove it');
    const key = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
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

/** Telephone numbers lose a leading zero, long numbers their last digits, `.nan` is no number at all. */
function losesDigits(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return true;
  if (/^[-+]?0\d/.test(source)) return true;
  return Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
