import Type from 'typebox';
import type { JsonObject } from '../base/json.ts';
import { Amount, keyRules } from '../model/marks.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Path = Type.String({ pattern: '^/', description: 'A path on the target, such as /api/deployment' });

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
          'deployed-at': Type.Optional(Text),
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
          ceilings: Type.Object(
            {
              step: Amount,
              run: Amount,
              hour: Type.Optional(Amount),
              'hour-count': Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
            },
            closed,
          ),
          'merchant-id': Type.Optional(Text),
          attestation: Type.Optional(
            Type.Object(
              { path: Path, 'public-key': Type.String({ minLength: 1, description: 'ES256 public key: JWK or PEM' }) },
              closed,
            ),
          ),
          'canary-from': Type.Optional(Amount),
          'confirm-path': Type.Optional(Path),
        },
        closed,
      ),
    ),
    'unknown-hosts': Type.Optional(
      Type.Enum(['refuse', 'record'], { description: 'Outside payment sections; inside them it is always refuse' }),
    ),
    account: Type.Optional(Type.Object({ path: Path, 'holds-nothing': Text, unchanged: Type.Optional(Text) }, closed)),
    merchant: Type.Optional(
      Type.Object(
        {
          name: Text,
          'business-number': Type.Optional(Text),
          requester: Type.Optional(Text),
          contact: Type.Optional(Text),
          approver: Type.Optional(Text),
        },
        closed,
      ),
    ),
    mirror: Type.Optional(
      Type.String({ minLength: 1, description: 'A folder on another disk, or an http(s) address' }),
    ),
    tickets: Type.Optional(
      Type.Object(
        {
          to: Type.Array(Text, { minItems: 1 }),
          from: Text,
          smtp: Type.String({
            pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
            description: 'the name of a secret that holds an smtp:// or smtps:// address',
          }),
          'cut-off': Type.Optional(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })),
        },
        closed,
      ),
    ),
    'on-call': Type.Optional(
      Type.String({ minLength: 1, description: 'The file that says who is woken, such as ../on-call/shop.yaml' }),
    ),
    variables: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object' })),
  },
  closed,
);
