import { Composer, isScalar, LineCounter, Parser, type CST, type Document } from 'yaml';
import type { Span } from '../base/span.ts';
import { limits } from '../base/limits.ts';
import { TreeBuilder } from './build-tree.ts';
import type { Problems } from './problems.ts';
import { startOf, type Node } from './tree.ts';
import { plainYamlError } from './yaml-errors.ts';

/** YAML text as a tree with places; undefined when it cannot be read at all. YAML is hostile: everything is limited here. */
export function parseYaml(text: string, file: string, problems: Problems): Node | undefined {
  const lineCounter = new LineCounter();
  const tokens = [...new Parser(lineCounter.addNewLine).parse(text)];
  const place = placer(lineCounter, file);
  const deepAt = tooDeep(tokens);
  if (deepAt !== null) {
    problems.add(
      'E_YAML_DEPTH',
      place(deepAt, deepAt + 1),
      `nested deeper than ${limits.yamlDepth} levels`,
      'flatten it; a flow can hold repeated steps',
    );
    return undefined;
  }
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive !== undefined) {
    problems.add(
      'E_YAML_DOCUMENTS',
      place(directive.offset, directive.offset + directive.source.length),
      'YAML directives are not used here',
      'remove this line',
    );
    return undefined;
  }
  const document = compose(text, file, { tokens, place, problems });
  return document === undefined ? undefined : new TreeBuilder(document, text, place, problems).build();
}

type Place = (start: number, end: number) => Span;

/** Offsets of a text as places that people count: from 1. */
function placer(lineCounter: LineCounter, file: string): Place {
  return (start, end) => {
    const from = lineCounter.linePos(start);
    const to = lineCounter.linePos(Math.max(start, end));
    return {
      file,
      line: Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
    };
  };
}

type Composing = { readonly tokens: CST.Token[]; readonly place: Place; readonly problems: Problems };

/** The one document of a text; undefined, with its problem told, when there is none that can be read. */
function compose(text: string, file: string, { tokens, place, problems }: Composing): Document.Parsed | undefined {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const second = documents[1];
  if (second !== undefined) {
    problems.add(
      'E_YAML_DOCUMENTS',
      place(second.range[0], second.range[0] + 3),
      'a second document begins here',
      'keep one document a file; remove the "---"',
    );
    return undefined;
  }
  const document = documents[0];
  // One slip makes the parser stumble several times; only the first place helps.
  const error = document?.errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];
  if (error !== undefined) {
    const { what, fix } = plainYamlError(
      error.code,
      error.message,
      text
        .slice(0, error.pos[0] + 1)
        .split('\n')
        .at(-1) ?? '',
    );
    const start = slipAt(error.message, error.pos[0], tokens, text);
    problems.add('E_YAML_SYNTAX', place(start, start + 1), what, fix);
  }
  if (document === undefined || document.errors.length > 0) return undefined;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    problems.add(
      'E_YAML_EMPTY',
      startOf(file),
      'this file holds nothing but comments',
      'see the examples in checklists/',
    );
    return undefined;
  }
  return document;
}

/** Offset of a token that is nested too deep. */
function tooDeep(tokens: readonly CST.Token[]): number | null {
  return allTokens(tokens).find(({ depth }) => depth > limits.yamlDepth)?.token.offset ?? null;
}

type Placed = { readonly token: CST.Token; readonly depth: number };

/** Tokens with their depth, down to one level too deep. Iterative, because the text may be written to overflow a stack. */
function allTokens(tokens: readonly CST.Token[]): readonly Placed[] {
  const all: Placed[] = [];
  const open: Placed[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    all.push(next);
    if (depth > limits.yamlDepth) continue;
    if (token.type === 'document' && token.value !== undefined) open.push({ token: token.value, depth });
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value !== undefined) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return all;
}

/** Where the slip most likely is: the quote that was never closed, or the first character of a badly indented line. */
function slipAt(message: string, told: number, tokens: readonly CST.Token[], text: string): number {
  if (!message.startsWith('Missing closing')) return told + (/^[ ]*(?=\S)/.exec(text.slice(told))?.[0].length ?? 0);
  const quotes = allTokens(tokens).filter(
    ({ token }) => token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar',
  );
  return quotes.reduce((latest, { token }) => (token.offset <= told ? Math.max(latest, token.offset) : latest), 0);
}
