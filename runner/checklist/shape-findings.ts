import type { ErrorObject } from 'ajv';
import { isObject } from '../base/json.ts';
import { markKey } from '../model/marks.ts';
import { branches } from './schema-walk.ts';
import { findings } from './validator.ts';

/** One difference between a value and its schema, without the validator's words. */
export type Finding = { readonly path: readonly string[] } & (
  | { readonly kind: 'unknown-key'; readonly key: string; readonly schema: unknown }
  | { readonly kind: 'missing-key'; readonly key: string }
  | { readonly kind: 'not-allowed'; readonly allowed: readonly string[]; readonly value: unknown }
  | { readonly kind: 'wrong-value'; readonly expected: string; readonly value: unknown; readonly mark: string | null }
);

/** Everything in which a value differs from its schema; of a choice, the branch that the author most likely meant. */
export function differences(value: unknown, schema: unknown, path: readonly string[] = []): readonly Finding[] {
  const errors = findings(value, schema);
  const choices = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const outer = choices.filter((error) => !choices.some((other) => other !== error && isInside(error, other)));
  const plain = errors.filter((error) => !choices.some((choice) => choice === error || isInside(error, choice)));
  return [...plain.flatMap((error) => explain(error, path)), ...outer.flatMap((error) => choose(error, path))];
}

function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  const deeper = error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`);
  return deeper && (error.schemaPath.startsWith(`${choice.schemaPath}/`) || error.schemaPath.startsWith('#/$defs/'));
}

function segments(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function choose(error: ErrorObject, outer: readonly string[]): readonly Finding[] {
  const path = [...outer, ...segments(error.instancePath)];
  const options: readonly unknown[] = Array.isArray(error.schema) ? error.schema : [];
  const value: unknown = error.data;
  if (isObject(value) || Array.isArray(value)) {
    const type = Array.isArray(value) ? 'array' : 'object';
    const fitting = options.filter((option) =>
      branches(option).some((branch) => branch['type'] === type || isObject(branch['properties'])),
    );
    const tried = fitting.map((option) => differences(value, option, path)).sort((a, b) => a.length - b.length);
    if (tried[0] !== undefined && tried[0].length > 0) return tried[0];
  }
  return [
    {
      path,
      kind: 'wrong-value',
      expected: either(options.map((option) => describe(option))),
      value,
      mark: markIn(error.parentSchema),
    },
  ];
}

function explain(error: ErrorObject, outer: readonly string[]): readonly Finding[] {
  const path = [...outer, ...segments(error.instancePath)];
  const value: unknown = error.data;
  const params: { readonly [name: string]: unknown } = error.params;
  if (error.keyword === 'additionalProperties') {
    return [{ path, kind: 'unknown-key', key: String(params['additionalProperty']), schema: error.parentSchema }];
  }
  if (error.keyword === 'required') return [{ path, kind: 'missing-key', key: String(params['missingProperty']) }];
  if (error.keyword === 'enum' || error.keyword === 'const') {
    const allowed: readonly unknown[] = Array.isArray(error.schema) ? error.schema : [error.schema];
    return [{ path, kind: 'not-allowed', allowed: allowed.map(String), value }];
  }
  if (error.keyword === 'if' || error.keyword === 'not')
    return [{ path, kind: 'wrong-value', expected: 'another combination of keys', value, mark: null }];
  return [
    {
      path,
      kind: 'wrong-value',
      expected: describe(error.parentSchema, error.keyword === 'type' ? 'type' : 'whole'),
      value,
      mark: markIn(error.parentSchema),
    },
  ];
}

function markIn(schema: unknown): string | null {
  const mark = isObject(schema) ? schema[markKey] : undefined;
  return typeof mark === 'string' ? mark : null;
}

const typeWords: { readonly [type: string]: string } = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map (key: value)',
  array: 'a list',
  null: 'nothing',
};

/** What a schema wants, in words. */
export function describe(schema: unknown, how: 'whole' | 'type' = 'whole'): string {
  if (!isObject(schema)) return 'another value';
  const mark = schema[markKey];
  if (mark === 'duration') return 'a duration such as 500ms, 10s or 2m';
  if (mark === 'amount') return 'whole KRW such as 12000 or "12,000"';
  if (mark === 'actions' || mark === 'expectations') return `a list of ${mark}`;
  if (mark === 'flow') return 'the name of a file in flows/, without folder and ending';
  if (mark === 'locator' || schema['$ref'] === '#/$defs/locator') return 'a locator';
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return `one of ${schema['enum'].join(', ')}`;
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(options)) return either(options.map((option: unknown) => describe(option)));
  const pattern = schema['pattern'];
  if (pattern === '^\\$\\{.+\\}$') return 'a "${…}"';
  const hint = schema['x-hint'] ?? (typeof pattern === 'string' ? schema['description'] : undefined);
  if (typeof hint === 'string') return hint;
  const type = typeof schema['type'] === 'string' ? (typeWords[schema['type']] ?? 'another value') : 'another value';
  return how === 'type' ? type : `${type}${range(schema)}`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function range(schema: { readonly [key: string]: unknown }): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  if (typeof minimum === 'number' && typeof maximum === 'number') return ` from ${minimum} to ${maximum}`;
  if (typeof minimum === 'number') return ` (${minimum} or more)`;
  if (typeof maximum === 'number') return ` (${maximum} or less)`;
  if (typeof maxLength === 'number') return ` of at most ${maxLength} characters`;
  if (minLength === 1) return ' (not empty)';
  if (typeof maxItems === 'number') return ` of at most ${maxItems}`;
  return minItems === 1 ? ' (not empty)' : '';
}
