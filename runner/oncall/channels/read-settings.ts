import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { SetupError } from '../../model/trouble.ts';
import { secretsIn, type SecretsIn } from './secrets-in.ts';
import { channelText } from './text.ts';

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
});
const compiled = new WeakMap<object, ValidateFunction>();

export type Given = {
  readonly id: string;
  readonly settings: JsonObject;
  readonly secret: (name: string) => string;
};

/** The settings of one channel, checked; its secrets are filled in text by text. Throws SetupError in words, without any value. */
export function readSettings<S extends TSchema>(
  kind: string,
  schema: S,
  given: Given,
): { readonly settings: Static<S> } & SecretsIn {
  const settings: unknown = given.settings;
  const fits = validatorOf(schema);
  if (!holds<S>(fits, settings)) throw wrongSettings(kind, given.id, explain(fits.errors ?? [], schema));
  return { settings, ...secretsIn(given.id, given.secret) };
}

/** Only the check of it. */
export function checkSettings(kind: string, schema: TSchema, given: Given): void {
  readSettings(kind, schema, given);
}

function wrongSettings(kind: string, channel: string, why: string): SetupError {
  return new SetupError(channelText.settingsWrong({ channel, kind, why }));
}

function validatorOf(schema: TSchema): ValidateFunction {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

function holds<S extends TSchema>(validate: ValidateFunction, value: unknown): value is Static<S> {
  const fits: unknown = validate(value);
  return fits === true;
}

function explain(errors: readonly ErrorObject[], schema: TSchema): string {
  const known = Object.keys(propertiesOf(schema)).join(', ');
  const [first] = [...errors].sort((one, other) => weight(one) - weight(other));
  if (first === undefined) return 'they do not fit';
  const place = first.instancePath === '' ? '' : `${first.instancePath.slice(1).replaceAll('/', '.')}: `;
  const extra: unknown = first.params['additionalProperty'];
  if (typeof extra === 'string' && place === '') return channelText.keyUnknown({ key: extra, known });
  if (first.keyword === 'additionalProperties') return `${place}"${String(extra)}" is not known here`;
  if (first.keyword === 'required') return `${place}"${String(first.params['missingProperty'])}" is missing`;
  if (first.keyword === 'pattern' && String(first.params['pattern']).includes('secret:'))
    return `${place}must be \${secret:NAME}; a key never stands in a file`;
  return `${place}${first.message ?? 'does not fit'}`;
}

/** A misspelt name explains a missing one, so it comes first. */
function weight({ keyword }: ErrorObject): number {
  if (keyword === 'additionalProperties') return 0;
  return keyword === 'required' ? 1 : 2;
}

function propertiesOf(schema: TSchema): object {
  const properties: unknown = 'properties' in schema ? schema.properties : null;
  return typeof properties === 'object' && properties !== null ? properties : {};
}
