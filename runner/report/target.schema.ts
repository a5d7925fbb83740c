import Type from 'typebox';

const text = Type.String();
const maybeText = Type.Union([text, Type.Null()]);
const maybeTime = Type.Union([
  Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$` }),
  Type.Null(),
]);

/** Where a run went, and what answered there. */
export const reportTarget = Type.Object(
  {
    id: text,
    title: text,
    baseUrl: text,
    fingerprintAtStart: maybeText,
    fingerprintAtEnd: maybeText,
    deployedAtStart: Type.Optional(maybeTime),
    deployedAtEnd: Type.Optional(maybeTime),
  },
  { additionalProperties: false },
);
