import { Type, type TProperties, type TSchema } from 'typebox';

/* Pieces of which the schemas of events are made. */

/** Unknown keys are errors: a journal line that says more than this version understands is not guessed at. */
export const strict = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

export const text = Type.String();
export const count = Type.Integer({ minimum: 0 });
export const bilingual = strict({ ko: text, en: text });
