import Type from 'typebox';
import type { JsonObject } from '../base/json.ts';
import { Amount } from '../model/marks.ts';
import { languages } from './on-call-words.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'a KST time such as "22:30"' });
const Wait = Type.String({ pattern: '^\\d{1,6}(s|m|h|d)$', description: 'a time such as 30s, 5m, 12h or 7d' });
const Open = Type.Unsafe<JsonObject>({ type: 'object', minProperties: 1 });

const Contact = Type.Object({ who: Text, by: Type.Array(Text, { minItems: 1 }) }, closed);
const Contacts = Type.Array(Contact, { minItems: 1 });

/** An on-call file's keys. People, rotas and channels are maps whose entries are checked one by one. */
export const OnCallShape = Type.Object(
  {
    'on-call': Type.String({ minLength: 1, description: 'Title' }),
    people: Open,
    rotas: Type.Optional(Open),
    channels: Open,
    'ladder-owner': Type.Optional(Type.String({ pattern: '^(self|channel:.+)$', description: 'self or channel:<id>' })),
    ladder: Type.Array(Type.Object({ after: Wait, notify: Contacts }, closed), { minItems: 1, maxItems: 20 }),
    'second-path': Type.Optional(
      Type.Object(
        { 'accepted-within': Type.Optional(Wait), 'acknowledged-within': Type.Optional(Wait), notify: Contacts },
        closed,
      ),
    ),
    'tool-owners': Contacts,
    audience: Type.Optional(Contacts),
    'public-url': Type.Optional(Text),
    heartbeats: Type.Optional(
      Type.Array(
        Type.Object({ channel: Text, on: Type.Array(Type.Enum(['start', 'end', 'stalled']), { minItems: 1 }) }, closed),
      ),
    ),
    schedule: Type.Optional(
      Type.Object(
        {
          days: Type.Array(Type.Enum(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']), { minItems: 1 }),
          at: Time,
          grace: Type.Optional(Wait),
          'stalled-after': Type.Optional(Wait),
        },
        closed,
      ),
    ),
    'loss-per-minute': Type.Optional(Amount),
    'status-every': Type.Optional(Wait),
    'proven-within': Type.Optional(Wait),
  },
  closed,
);

export const PersonShape = Type.Object(
  {
    name: Text,
    language: Type.Optional(Type.Enum(languages)),
    phone: Type.Optional(Text),
    addresses: Type.Unsafe<JsonObject>({ type: 'object', additionalProperties: Text }),
    quiet: Type.Optional(Type.Object({ from: Time, until: Time }, closed)),
  },
  closed,
);

export const ShiftsShape = Type.Array(Type.Object({ from: Text, person: Text }, closed), { minItems: 1 });

/** What every channel has; its kind says what else. */
export const ChannelShape = Type.Object({ kind: Text });
