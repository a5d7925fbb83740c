import { isObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Dialect } from './escape.ts';
import { bare, filterOf, written, type Filter, type Passing } from './filters.ts';
import { cutTo } from './measure.ts';
import { templateText } from './text.ts';
import { viewPaths, type View, type ViewPath } from './view.ts';

/*
 * `{{path|filter|filter}}` and nothing else: no conditions, no loops, no code. What a template names is checked when the file is read,
 * so that it cannot fail at night. A body in JSON is a tree whose texts are templates: a value can never become structure.
 */

export type Template = { readonly parts: readonly Part[] };

type Part =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'value'; readonly path: ViewPath; readonly filters: readonly Filter[] };

/** Reads a template; throws SetupError for a name or filter that there is not. */
export function readTemplate(source: string): Template {
  const parts: Part[] = [];
  let from = 0;
  for (;;) {
    const start = source.indexOf('{{', from);
    if (start === -1) break;
    const end = source.indexOf('}}', start);
    if (end === -1) throw new SetupError(templateText.notClosed({ template: source.slice(start, start + 60) }));
    parts.push({ kind: 'words', words: source.slice(from, start) }, readValue(source.slice(start + 2, end)));
    from = end + 2;
  }
  parts.push({ kind: 'words', words: source.slice(from) });
  return { parts: parts.filter((part) => part.kind === 'value' || part.words !== '') };
}

function readValue(source: string): Part {
  const [name = '', ...filters] = source.split('|');
  const path = name.trim();
  const known = Object.keys(viewPaths);
  if (!isPath(path)) throw new SetupError(templateText.pathUnknown({ path, known: known.join(', ') }));
  return { kind: 'value', path, filters: filters.map((filter) => filterOf(filter, path)) };
}

function isPath(text: string): text is ViewPath {
  return Object.hasOwn(viewPaths, text);
}

/** The template as running text of that markup. */
export function renderText({ parts }: Template, view: View, dialect: Dialect): string {
  return parts
    .map((part) => (part.kind === 'words' ? part.words : written(pass(part, view, dialect), dialect)))
    .join('');
}

/** The template as part of an address: every value is encoded, so that none can leave its place. */
export function renderUrl({ parts }: Template, view: View): string {
  return parts
    .map((part) => {
      if (part.kind === 'words') return part.words;
      const value = pass(part, view, 'none');
      return value.kind === 'ready' && value.isEncoded ? value.text : encodeURIComponent(bare(value));
    })
    .join('');
}

/** The template as a header: one line of printable ASCII, other signs as MIME words (RFC 2047). */
export function renderHeader(template: Template, view: View): string {
  const line = renderText(template, view, 'none')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  if (/^[\x20-\x7e]*$/.test(line)) return line;
  const short = cutTo(line, { limit: headerBytes, size: (text) => Buffer.byteLength(text, 'utf8') });
  return `=?UTF-8?B?${Buffer.from(short, 'utf8').toString('base64')}?=`;
}

const headerBytes = 500;

/** A tree of templates. */
export type Tree =
  | { readonly kind: 'leaf'; readonly template: Template }
  | { readonly kind: 'value'; readonly value: null | boolean | number }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Tree])[] };

/** Reads a JSON value whose texts are templates. */
export function readTree(value: JsonValue): Tree {
  if (typeof value === 'string') return { kind: 'leaf', template: readTemplate(value) };
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return { kind: 'value', value };
  if (isList(value)) return { kind: 'list', items: value.map(readTree) };
  return { kind: 'object', members: Object.entries(value).map(([key, member]) => [key, readTree(member)] as const) };
}

/** The tree with every template filled in. `|omit` takes its key away, `|need` the list item around it. */
export function renderTree(tree: Tree, view: View, dialect: Dialect): JsonValue {
  const rendered = render(tree, view, dialect);
  return rendered.kind === 'here' ? rendered.value : null;
}

type Rendered =
  | { readonly kind: 'here'; readonly value: JsonValue }
  | { readonly kind: 'gone'; readonly with: 'key' | 'item' };

function render(tree: Tree, view: View, dialect: Dialect): Rendered {
  if (tree.kind === 'value') return { kind: 'here', value: tree.value };
  if (tree.kind === 'leaf') return renderLeaf(tree.template, view, dialect);
  if (tree.kind === 'list') {
    const items = tree.items.map((item) => render(item, view, dialect));
    return { kind: 'here', value: items.flatMap((item) => (item.kind === 'here' ? [item.value] : [])) };
  }
  const members = tree.members.map(([key, member]) => [key, render(member, view, dialect)] as const);
  const lost = members.find(([, member]) => member.kind === 'gone' && member.with === 'item');
  if (lost !== undefined) return { kind: 'gone', with: 'item' };
  const value: JsonObject = Object.fromEntries(
    members.flatMap(([key, member]) => (member.kind === 'here' ? [[key, member.value]] : [])),
  );
  return { kind: 'here', value };
}

function renderLeaf(template: Template, view: View, dialect: Dialect): Rendered {
  const [only, ...more] = template.parts;
  const passed = template.parts.flatMap((part) => (part.kind === 'value' ? [pass(part, view, dialect)] : []));
  const gone = passed.find((value) => value.kind === 'gone');
  if (gone !== undefined) return gone;
  if (only?.kind === 'value' && more.length === 0) {
    const [value] = passed;
    if (value?.kind === 'json') return { kind: 'here', value: value.value };
    // An address that is a value of its own is not running text.
    if (value?.kind === 'url') return { kind: 'here', value: value.url };
  }
  return { kind: 'here', value: renderText(template, view, dialect) };
}

function pass(part: Extract<Part, { kind: 'value' }>, view: View, dialect: Dialect): Passing {
  const value = view[part.path];
  let passing: Passing = value ?? { kind: 'text', text: '' };
  for (const filter of part.filters) passing = filter(passing, dialect);
  return passing;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value) && !isObject(value);
}
