import { isObject } from '../base/json.ts';
import { LocatorSchema } from '../model/locator.ts';
import { markKey, type KeyRules, type Mark } from '../model/marks.ts';

/** A JSON Schema node, looked at as data. */
export type SchemaNode = { readonly [key: string]: unknown };

const locatorRef = '#/$defs/locator';
const marks: readonly string[] = [
  'actions',
  'expectations',
  'locator',
  'expression',
  'pattern',
  'path',
  'flow',
  'amount',
  'duration',
] satisfies readonly Mark[];

/** Schemas never change, and every value of a checklist asks for its own: answers are kept as long as the schema lives. */
const knownBranches = new WeakMap<object, readonly SchemaNode[]>();

/** The schema and, where it offers a choice, every branch of it. */
export function branches(schema: unknown): readonly SchemaNode[] {
  if (!isObject(schema)) return [];
  const known = knownBranches.get(schema);
  if (known !== undefined) return known;
  const found = findBranches(schema);
  knownBranches.set(schema, found);
  return found;
}

function findBranches(schema: SchemaNode): readonly SchemaNode[] {
  const node = schema['$ref'] === locatorRef ? { ...LocatorSchema, [markKey]: 'locator' } : schema;
  const choices = [node['anyOf'], node['oneOf'], node['allOf']].flatMap((list: unknown) =>
    Array.isArray(list) ? list : [],
  );
  return [node, ...choices.flatMap(branches)];
}

/** Schemas that a key of an object may have. */
export function childSchemas(schemas: readonly SchemaNode[], key: string): readonly SchemaNode[] {
  return schemas.flatMap((schema) => {
    const { properties, additionalProperties, patternProperties } = schema;
    if (isObject(properties) && Object.hasOwn(properties, key)) return branches(properties[key]);
    const byPattern = isObject(patternProperties) ? Object.values(patternProperties).flatMap(branches) : [];
    return [...byPattern, ...branches(additionalProperties)];
  });
}

/** Schemas that an item of a list may have. */
export function itemSchemas(schemas: readonly SchemaNode[]): readonly SchemaNode[] {
  return schemas.flatMap((schema) => branches(schema['items']));
}

/** What a value holds beyond its JSON type, when its schema is marked. */
export function markOf(schemas: readonly SchemaNode[]): Mark | null {
  for (const schema of schemas) {
    const mark = schema[markKey];
    if (isMark(mark)) return mark;
  }
  return null;
}

/** Rules over the keys of an object. */
export function rulesOf(schemas: readonly SchemaNode[]): readonly KeyRules[] {
  return schemas.flatMap((schema) => {
    const rules = schema[markKey];
    return isObject(rules) ? [rules] : [];
  });
}

/** Names of the keys that authors may write. */
export function keysOf(schemas: readonly SchemaNode[]): readonly string[] {
  const filled = rulesOf(schemas).flatMap((rules) => rules.filled ?? []);
  const keys = schemas.flatMap((schema) => (isObject(schema['properties']) ? Object.keys(schema['properties']) : []));
  return [...new Set(keys)].filter((key) => !filled.includes(key));
}

function isMark(value: unknown): value is Mark {
  return typeof value === 'string' && marks.includes(value);
}
