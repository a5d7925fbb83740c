import Type from 'typebox';
import { ticketStates } from '../model/money-event.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const maybe = Type.Union([text, Type.Null()]);
const count = Type.Integer({ minimum: 0 });
const time = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$` });
const bilingual = Type.Object({ ko: text, en: text }, closed);
const canaryState = Type.Enum(['made', 'used', 'void']);

const ticket = Type.Object(
  {
    ticket: text,
    state: Type.Enum([...ticketStates]),
    openedAt: text,
    runId: text,
    payment: text,
    orderId: text,
    amountKrw: text,
    gateway: text,
    complete: Type.Boolean(),
    mail: Type.Enum(['sent', 'unsent', 'none']),
    next: bilingual,
  },
  closed,
);

const standing = Type.Object(
  {
    at: time,
    halts: Type.Array(Type.Object({ halt: text, at: text, runId: maybe, payment: maybe, message: bilingual }, closed)),
    lifted: Type.Array(Type.Object({ halt: text, at: text, person: text, reason: text }, closed)),
    tickets: Type.Array(ticket),
  },
  closed,
);
const maybeStanding = Type.Union([standing, Type.Null()]);

/** The money part of report.json. */
export const reportMoney = Type.Object(
  {
    atStart: maybeStanding,
    atEnd: maybeStanding,
    guards: Type.Array(
      Type.Object(
        {
          guard: text,
          layer: text,
          state: Type.Enum(['armed', 'tripped', 'not-applicable']),
          reason: Type.Union([bilingual, Type.Null()]),
          trips: count,
        },
        closed,
      ),
    ),
    canaries: Type.Array(
      Type.Object(
        {
          proof: text,
          payment: text,
          state: canaryState,
          history: Type.Array(Type.Object({ state: canaryState, at: time, payment: text }, closed)),
          facts: Type.Record(text, text),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** The network part of report.json. */
export const reportNetwork = Type.Object(
  {
    requests: Type.Array(
      Type.Object(
        {
          at: time,
          step: maybe,
          by: Type.Enum(['proxy', 'fetch', 'recorded']),
          host: text,
          what: text,
          count,
          message: bilingual,
        },
        closed,
      ),
    ),
    compared: Type.Union([
      Type.Object(
        {
          hosts: Type.Array(
            Type.Object({ host: text, allowed: Type.Boolean(), byProxy: count, byListeners: count }, closed),
          ),
          missing: Type.Array(Type.Object({ host: text, seenBy: text, notSeenBy: text }, closed)),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
);
