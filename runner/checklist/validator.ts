import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isObject } from '../base/json.ts';
import { LocatorSchema } from '../model/locator.ts';
import { markKey } from '../model/marks.ts';

/** Nested lists are read by the parser itself, so that every word is checked against its own schema only. */
const definitions = { locator: { $ref: 'postflight:locator' }, actions: {}, expectations: {} };

// The schemas are the product's own and tests hold them against the meta-schema; doing it in every run costs a tenth of a second.
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  meta: false,
  validateSchema: false,
  // What ajv saves in a validator by optimizing it is less than what the optimizing costs at every start.
  code: { optimize: false },
});
ajv.addKeyword(markKey);
// Compiled once for all words. Inside it, "#/$defs/locator" is itself.
ajv.addSchema({ ...LocatorSchema, $id: 'postflight:locator', $defs: { locator: { $ref: '#' } } });
const compiled = new WeakMap<object, ValidateFunction>();

/** ajv's findings about a plain value; each schema is compiled when it is first used. */
export function findings(value: unknown, schema: unknown): readonly ErrorObject[] {
  if (!isObject(schema)) return [];
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile({ ...schema, $defs: definitions });
    compiled.set(schema, validate);
  }
  const fits: unknown = validate(value);
  return fits === true ? [] : (validate.errors ?? []);
}
