import { isJson, isObject, type JsonObject } from '../base/json.ts';
import { locatorProperties, LocatorSchema } from '../model/locator.ts';
import { markKey } from '../model/marks.ts';
import type { ExpectationWord, Verb, Vocabulary } from '../model/verb.ts';
import { branches, rulesOf } from './schema-walk.ts';
import { ChecklistShape, SectionShape, StepShape } from './shapes.ts';

/** The schema that editors complete checklists with (JSON Schema draft-07). It is looser than the parser, never stricter. */
export function checklistSchema(vocabulary: Vocabulary): JsonObject {
  const section = plain(SectionShape);
  const checklist = plain(ChecklistShape);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Postflight checklist',
    ...withProperty(checklist, 'sections', { type: 'array', items: { $ref: '#/$defs/section' } }),
    $defs: {
      section: withProperty(section, 'steps', { type: 'array', minItems: 1, items: { $ref: '#/$defs/step' } }),
      step: plain(StepShape),
      actions: { type: 'array', items: { $ref: '#/$defs/action' } },
      expectations: { type: 'array', items: { $ref: '#/$defs/expectation' } },
      action: entry(vocabulary.verbs, 'verb'),
      expectation: entry(vocabulary.expectations, 'expectation'),
      locator: { anyOf: [{ type: 'string' }, sharedKeys(plain(LocatorSchema))] },
      ...Object.fromEntries(
        Object.entries(locatorProperties).map(([key, schema]) => [`locator-${key}`, plain(schema)]),
      ),
      ...Object.fromEntries(vocabulary.verbs.map((word) => [`verb-${word.name}`, argumentsOf(word, vocabulary)])),
      ...Object.fromEntries(
        vocabulary.expectations.map((word) => [`expectation-${word.name}`, argumentsOf(word, vocabulary)]),
      ),
    },
  };
}

/** The schema file's text. */
export function renderSchema(vocabulary: Vocabulary): string {
  return `${JSON.stringify(checklistSchema(vocabulary), null, 2)}\n`;
}

/** One entry of a list: a map with one word, or a bare word that needs no arguments. */
function entry(words: readonly (Verb | ExpectationWord)[], kind: 'verb' | 'expectation'): JsonObject {
  const properties = Object.fromEntries(words.map((word) => [word.name, { $ref: `#/$defs/${kind}-${word.name}` }]));
  const map = { type: 'object', properties, additionalProperties: false, minProperties: 1, maxProperties: 1 };
  const bare = words.filter((word) => word.shorthand === null && mayBeEmpty(word)).map((word) => word.name);
  return bare.length === 0 ? map : { anyOf: [map, { enum: bare }] };
}

function mayBeEmpty(word: Verb | ExpectationWord): boolean {
  const schemas = branches(word.args);
  const required = schemas.some((schema) => Array.isArray(schema['required']) && schema['required'].length > 0);
  return (
    !required && !rulesOf(schemas).some((rules) => rules.locator === 'required' || (rules.exactlyOne ?? []).length > 0)
  );
}

function argumentsOf(word: Verb | ExpectationWord, vocabulary: Vocabulary): JsonObject {
  const rules = rulesOf(branches(word.args));
  const filled = rules.flatMap((rule) => rule.filled ?? []);
  const inline = rules.some((rule) => rule.inline !== undefined);
  const args = sharedKeys(plain(word.args));
  const own = isObject(args['properties'])
    ? Object.entries(args['properties']).filter(([key]) => !filled.includes(key))
    : [];
  const expectations = inline
    ? vocabulary.expectations.map((each) => [each.name, { $ref: `#/$defs/expectation-${each.name}` }])
    : [];
  const properties = plain(Object.fromEntries([...own, ...expectations]));
  const described = {
    ...args,
    properties,
    description: `${word.summary.en}\n${word.summary.ko}`,
    examples: [word.example],
  };
  const short = shortForm(word);
  return short === null ? described : { description: described.description, anyOf: [described, short] };
}

function shortForm(word: Verb | ExpectationWord): JsonObject | null {
  if (word.shorthand === null) return mayBeEmpty(word) ? { type: 'null' } : null;
  if (Object.hasOwn(locatorProperties, word.shorthand)) return { type: 'string' };
  const properties = plain(word.args)['properties'];
  const schema = isObject(properties) ? properties[word.shorthand] : undefined;
  return isObject(schema) ? plain(schema) : { type: ['string', 'number', 'boolean'] };
}

/** Keys of a locator are stated once and referred to, or the file would hold them forty times. */
function sharedKeys(schema: JsonObject): JsonObject {
  const own: unknown = schema['properties'];
  if (!isObject(own)) return schema;
  const entries = Object.entries(own).map(([key, value]) => {
    const shared: unknown = Object.entries(locatorProperties).find(([name]) => name === key)?.[1];
    const same = isObject(shared) && JSON.stringify(plain(shared)) === JSON.stringify(value);
    return [key, same ? { $ref: `#/$defs/locator-${key}` } : value];
  });
  return { ...schema, properties: plain(Object.fromEntries(entries)) };
}

/** A plain copy without our marks; draft-07 ignores what stands beside `$ref`, so that is left out. */
function plain(schema: object): JsonObject {
  const copy = unmarked(schema);
  return isObject(copy) && isJson(copy) && !Array.isArray(copy) ? copy : {};
}

function unmarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmarked);
  if (!isObject(value)) return value;
  if (typeof value['$ref'] === 'string') return { $ref: value['$ref'] };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === markKey ? [] : [[key, unmarked(inner)]])),
  );
}

function withProperty(schema: JsonObject, key: string, value: JsonObject): JsonObject {
  const properties = schema['properties'];
  return isObject(properties) ? { ...schema, properties: { ...properties, [key]: value } } : schema;
}
