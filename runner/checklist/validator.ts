import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { isObject } from '../base/json.ts';
import { surelyFits } from '../base/surely-fits.ts';
import { LocatorSchema } from '../model/locator.ts';
import { markKey } from '../model/marks.ts';

/** Nested lists are read by the parser itself, so that every word is checked against its own schema only. */
const definitions = { locator: { $ref: 'postflight:locator' }, actions: {}, expectations: {} };

/** How the shapes of files and words are compiled; the build does it with less to say. */
export function shapeAjv(more: Options): Ajv {
  // The schemas are the product's own and tests hold them against the meta-schema; doing it in every run costs a tenth of a second.
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    meta: false,
    validateSchema: false,
    ...more,
  });
  ajv.addKeyword(markKey);
  // Compiled once for all words. Inside it, "#/$defs/locator" is itself.
  ajv.addSchema({ ...LocatorSchema, $id: 'postflight:locator', $defs: { locator: { $ref: '#' } } });
  return ajv;
}

/** A schema with what its references mean. */
export function withDefinitions(schema: object): object {
  return { ...schema, $defs: definitions };
}

let ajv: Ajv | undefined;
const compiled = new WeakMap<object, ValidateFunction>();

/** ajv's findings about a plain value; each schema is compiled when something does not fit it, or when no build did so. */
export function findings(value: unknown, schema: unknown): readonly ErrorObject[] {
  if (!isObject(schema) || surelyFits(value, schema)) return [];
  let validate = compiled.get(schema);
  if (validate === undefined) {
    // What ajv saves in a validator by optimizing it is less than what the optimizing costs at every start.
    ajv ??= shapeAjv({ allErrors: true, verbose: true, code: { optimize: false } });
    validate = ajv.compile(withDefinitions(schema));
    compiled.set(schema, validate);
  }
  const fits: unknown = validate(value);
  return fits === true ? [] : (validate.errors ?? []);
}
