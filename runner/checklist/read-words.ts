import { resolve } from 'node:path';
import type { Action, ActionArg, ActionArgs, Expectation } from '../model/checklist.ts';
import type { Mark } from '../model/marks.ts';
import { checkRules } from './check-rules.ts';
import { checkShape, type Subject } from './check-shape.ts';
import { checkExpression, checkPattern, checkTemplate, isText, readDuration } from './check-text.ts';
import type { Place, Reading } from './reading.ts';
import { branches, childSchemas, itemSchemas, keysOf, markOf, rulesOf, type SchemaNode } from './schema-walk.ts';
import { writtenOut } from './short-forms.ts';
import { child, entriesOf, itemsOf, textOf, toJson, type MapNode, type Node } from './tree.ts';
import { addRefusals } from './refusals.ts';
import { addUnknown, wordEntry, type Kind, type Word } from './word-entry.ts';

/** Words whose expressions see a response's fields, which are known only when it arrives. */
const wordsWithNamesOfTheirOwn: readonly string[] = ['http', 'json'];
/** Where a value goes into the page or over the wire and is not shown; parameters of flows lead to such places. */
const placesOfSecrets: { readonly [word: string]: readonly string[] } = {
  fill: ['value'],
  http: ['headers', 'json', 'form'],
  use: ['with'],
};

/** A list of actions; entries that cannot be read are left out after their diagnostics. */
export function readActions(reading: Reading, node: Node | undefined, place: Place): readonly Action[] {
  return items(reading, node, 'actions').flatMap((item) => {
    const found = readWord(reading, item, { words: reading.verbs, others: reading.expectations, kind: 'verb' }, place);
    return found === undefined ? [] : [{ verb: found.name, args: found.args, at: item.at }];
  });
}

/** A list of expectations; entries that cannot be read are left out after their diagnostics. */
export function readExpectations(reading: Reading, node: Node | undefined, place: Place): readonly Expectation[] {
  return items(reading, node, 'expectations').flatMap((item) => {
    const found = readWord(
      reading,
      item,
      { words: reading.expectations, others: reading.verbs, kind: 'expectation' },
      place,
    );
    return found === undefined ? [] : [{ matcher: found.name, args: found.args, at: item.at }];
  });
}

function items(reading: Reading, node: Node | undefined, what: string): readonly Node[] {
  if (node === undefined || node.kind === 'list') return itemsOf(node);
  reading.problems.add('E_VALUE', node.at, `this must be a list of ${what}`, 'begin each entry with "- "');
  return [];
}

function readWord(
  reading: Reading,
  item: Node,
  kind: Kind,
  place: Place,
): { readonly name: string; readonly args: ActionArgs } | undefined {
  const entry = wordEntry(reading, item, kind);
  if (entry === undefined) return undefined;
  const word = kind.words.get(entry.key);
  if (word === undefined) {
    addUnknown(reading, entry, kind);
    return undefined;
  }
  const schemas = branches(word.args);
  const subject = { name: `"${word.name}"`, keyAt: entry.keyAt };
  const node = writtenOut(reading, entry, word, schemas);
  if (node.kind !== 'map') {
    reading.problems.add(
      'E_ACTION_SHAPE',
      node.at,
      `"${word.name}" takes its arguments as a map`,
      `for example: ${word.example}`,
    );
    return undefined;
  }
  const filled = rulesOf(schemas).flatMap((rules) => rules.filled ?? []);
  const shape =
    filled.length === 0 ? node : { ...node, entries: node.entries.filter((each) => !filled.includes(each.key)) };
  checkShape(shape, word.args, subject, reading.problems, filled);
  rememberNames(reading, node);
  const inner = innerPlace(node, place);
  const args = readMap(reading, node, schemas, subject, { word, place: inner, key: null });
  if ('refuse' in word) addRefusals(reading.problems, entry, word.refuse?.(args) ?? []);
  const flow = node.entries.find((each) => markOf(childSchemas(schemas, each.key)) === 'flow');
  if (flow === undefined) return { name: word.name, args };
  return {
    name: word.name,
    args: { ...args, ...reading.useFlow(reading, { flow, given: child(node, 'with'), keyAt: entry.keyAt }) },
  };
}

/** `as` and `save` give a value a name, whatever the word. */
function rememberNames(reading: Reading, node: MapNode): void {
  const as = textOf(child(node, 'as'));
  const save = child(node, 'save');
  for (const name of [as, textOf(save), ...entriesOf(save).map((entry) => entry.key)]) {
    if (name !== undefined) reading.definedNames.add(name);
  }
}

function innerPlace(node: MapNode, place: Place): Place {
  const as = textOf(child(node, 'as'));
  return as === undefined ? place : { ...place, names: new Set([...place.names, as]) };
}

/** `key` is the argument of the word that is being read. */
type Context = { readonly word: Word; readonly place: Place; readonly key: string | null };

function readMap(
  reading: Reading,
  node: MapNode,
  schemas: readonly SchemaNode[],
  subject: Subject,
  context: Context,
): ActionArgs {
  checkRules(node, rulesOf(schemas), () => keysOf(schemas), subject, reading.problems);
  return Object.fromEntries(
    node.entries.map((entry) => [
      entry.key,
      readValue(
        reading,
        entry.value,
        childSchemas(schemas, entry.key),
        { name: `"${entry.key}"`, keyAt: entry.keyAt },
        { ...context, key: context.key ?? entry.key },
      ),
    ]),
  );
}

function readValue(
  reading: Reading,
  node: Node,
  schemas: readonly SchemaNode[],
  subject: Subject,
  context: Context,
): ActionArg {
  const mark = markOf(schemas);
  if (mark === 'actions') return readActions(reading, node, context.place);
  if (mark === 'expectations') return readExpectations(reading, node, context.place);
  if (node.kind === 'map') {
    if (mark === 'locator') checkRules(node, [{ locator: 'required' }], () => [], subject, reading.problems);
    // Nested maps hold values only; lists of actions stand at the top of a word's arguments.
    readMap(reading, node, schemas, subject, context);
    return toJson(node);
  }
  if (node.kind === 'list') {
    for (const item of node.items)
      readValue(reading, item, itemSchemas(schemas), { name: `an item of ${subject.name}`, keyAt: item.at }, context);
    return toJson(node);
  }
  if (isText(node)) checkMarked(reading, node, mark, subject, context);
  return node.value;
}

function checkMarked(
  reading: Reading,
  node: Parameters<typeof checkTemplate>[1],
  mark: Mark | null,
  subject: Subject,
  context: Context,
): void {
  const { word, place, key } = context;
  const names = wordsWithNamesOfTheirOwn.includes(word.name) ? 'own' : 'checked';
  if (mark === 'expression') {
    checkExpression(reading, node, place, { names });
    return;
  }
  if (mark === 'pattern') checkPattern(reading, node);
  if (mark === 'duration') readDuration(reading, node, subject.name);
  if (mark === 'path' || mark === 'flow') {
    if (node.value.includes('${'))
      reading.problems.add(
        'E_VALUE',
        node.at,
        `${subject.name} is a file and cannot hold "\${…}"`,
        'write the file name out; use "when" to choose between files',
      );
    else if (mark === 'path') checkPath(reading, node.value, node, place);
    return;
  }
  checkTemplate(reading, node, place, { secrets: secretsAllowed(word, key) ? 'allowed' : 'refused' });
}

function secretsAllowed(word: Word, key: string | null): boolean {
  const keys = Object.hasOwn(placesOfSecrets, word.name) ? placesOfSecrets[word.name] : undefined;
  return key !== null && (keys ?? []).includes(key);
}

/** Scripts are frozen with the report, because they are part of what was checked. */
function checkPath(reading: Reading, named: string, node: Node, place: Place): void {
  const path = resolve(place.folder, named);
  const request = { path, named, at: node.at, within: place.folder };
  if (/\.[cm]?[jt]s$/.test(named)) reading.files.read(request);
  else reading.files.check(request);
}
