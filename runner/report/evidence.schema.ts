import Type from 'typebox';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const bilingual = Type.Object({ ko: text, en: text }, closed);

/** A file of the report's folder with its digest. */
export const file = Type.Object({ path: text, sha256, bytes: count }, closed);

/** What a step left for people to look at. */
export const evidence = Type.Union([
  Type.Object(
    { kind: Type.Literal('screenshot'), file, width: count, height: count, pageUrl: text, attempt: count },
    closed,
  ),
  Type.Object({ kind: Type.Literal('text'), label: text, file, attempt: count }, closed),
  Type.Object(
    {
      kind: Type.Literal('picture'),
      label: text,
      caption: bilingual,
      alarming: Type.Boolean(),
      file,
      width: count,
      height: count,
      attempt: count,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('missing'), what: text, why: text, attempt: count }, closed),
]);
