import Type from 'typebox';
import type { JsonObject } from '../base/json.ts';
import { Amount, keyRules } from '../model/marks.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });

/** A target file's keys. */
export const TargetShape = Type.Object(
  {
    target: Type.String({ minLength: 1, description: 'Title' }),
    'base-url': Text,
    deployment: Type.Optional(
      Type.Object(
        {
          endpoint: Type.Optional(Text),
          value: Type.Optional(Text),
          header: Type.Optional(Text),
          meta: Type.Optional(Text),
          path: Type.Optional(Text),
        },
        keyRules({ exactlyOne: [['endpoint', 'header', 'meta']] }),
      ),
    ),
    'allowed-hosts': Type.Optional(Type.Array(Text)),
    gateway: Type.Optional(
      Type.Object(
        {
          kind: Text,
          'base-url': Text,
          'secret-key': Type.String({
            pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
            description: 'the name of a secret, such as TOSS_TEST_KEY',
          }),
          lane: Type.Enum(['sandbox', 'none']),
          ceilings: Type.Object({ step: Amount, run: Amount }, closed),
        },
        closed,
      ),
    ),
    variables: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object' })),
  },
  closed,
);
