import Type, { type TSchema } from 'typebox';
import type { Action, Expectation } from './checklist.ts';
import type { LocatorArgs } from './locator.ts';

/**
 * Marks on schema properties that the parser understands, so that a word's file alone says what its
 * arguments hold: `x-postflight: actions | expectations | locator | expression | pattern | path | flow | amount | duration`.
 */
export type Mark =
  | 'actions'
  | 'expectations'
  | 'locator'
  | 'expression'
  | 'pattern'
  | 'path'
  | 'flow'
  | 'amount'
  | 'duration';

export const markKey = 'x-postflight';

/** A nested list of actions; parsed to Action[]. */
export const Actions = Type.Unsafe<readonly Action[]>({ $ref: '#/$defs/actions', [markKey]: 'actions' });

/** A nested list of expectations; parsed to Expectation[]. */
export const Expectations = Type.Unsafe<readonly Expectation[]>({
  $ref: '#/$defs/expectations',
  [markKey]: 'expectations',
});

/** A locator in a property of its own; a bare string is the visible text, exact. */
export const LocatorArg = Type.Unsafe<LocatorArgs>({ $ref: '#/$defs/locator', [markKey]: 'locator' });

/** A JSONata expression, syntax-checked when the file is read; not a template. */
export const Expression = Type.String({ minLength: 1, [markKey]: 'expression' });

/** An RE2 pattern, compiled when the file is read. */
export const Pattern = Type.String({ minLength: 1, maxLength: 500, [markKey]: 'pattern' });

/** A file inside the checklist's folder. */
export const FilePath = Type.String({ minLength: 1, [markKey]: 'path' });

/** Whole KRW: an integer, digits with commas or underscores in a string, or a `${…}` template. At run time a bigint-safe decimal string or integer. */
export const Amount = Type.Unsafe<string | number>({
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: '^(\\d[\\d,_]*|\\$\\{.+\\})$' },
  ],
  [markKey]: 'amount',
});

/** `500ms`, `10s`, `2m`; parsed to milliseconds by the word with base/duration.ts. */
export const Duration = Type.String({ pattern: '^\\d+(ms|s|m)$', [markKey]: 'duration' });

/** Allows a whole-string `${…}` template where the schema wants a number or boolean; checked again after the value is known. */
export function templated<S extends TSchema>(schema: S): ReturnType<typeof Type.Unsafe<import('typebox').Static<S>>> {
  return Type.Unsafe<import('typebox').Static<S>>({ anyOf: [schema, { type: 'string', pattern: '^\\$\\{.+\\}$' }] });
}

/** Name of a file in `flows/`. The parser reads it and fills the word's `do` and `expect` with the flow's own. */
export const FlowName = Type.String({ minLength: 1, pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]*$', [markKey]: 'flow' });

/**
 * Rules over several keys, as `x-postflight: { … }` on the root of a word's arguments (or of an object in them). JSON Schema
 * words them badly, so they are annotations that the parser turns into diagnostics; words hold them again at run time.
 */
export type KeyRules = {
  /** Of each list exactly one key is written. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** The keys spread a locator: it must say where to look, or may be left out as a whole. */
  readonly locator?: 'required' | 'optional';
  /** Keys that only the parser fills; for authors they do not exist. */
  readonly filled?: readonly string[];
  /** A single key that is no property here and names an expectation is parsed into a list of one under this key. */
  readonly inline?: string;
};

/** Options of an object schema: no other keys, and these rules over them. */
export function keyRules(rules: KeyRules): { readonly additionalProperties: false; readonly [markKey]: KeyRules } {
  return { additionalProperties: false, [markKey]: rules };
}
