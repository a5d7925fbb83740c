import { Type, type TSchema } from 'typebox';
import { bilingual, count, nullable, strict, text } from './event-parts.ts';
import { ticketStates, type MoneyEvent, type RunMoneyEvent } from './money-event.ts';
import { paymentStates } from './payment.ts';

/** What each kind of event about money looks like, in the streams of runs and of targets. */
export const moneyEventSchemas = {
  'guards.armed': strict({
    kind: Type.Literal('guards.armed'),
    guards: Type.Array(
      strict({ guard: text, layer: text, state: Type.Enum(['armed', 'not-applicable']), reason: nullable(bilingual) }),
    ),
  }),
  'network.refused': strict({
    kind: Type.Literal('network.refused'),
    step: nullable(text),
    by: Type.Enum(['proxy', 'fetch', 'recorded']),
    host: text,
    what: text,
    message: bilingual,
  }),
  'network.compared': strict({
    kind: Type.Literal('network.compared'),
    hosts: Type.Array(strict({ host: text, allowed: Type.Boolean(), byProxy: count, byListeners: count })),
    missing: Type.Array(strict({ host: text, seenBy: text, notSeenBy: text })),
  }),
  'canary.proof': strict({
    kind: Type.Literal('canary.proof'),
    proof: text,
    state: Type.Enum(['made', 'used', 'void']),
    payment: text,
    facts: Type.Record(Type.String(), text),
  }),
  'money.standing': strict({
    kind: Type.Literal('money.standing'),
    at: Type.Enum(['start', 'end']),
    halts: Type.Array(
      strict({ halt: text, at: text, runId: nullable(text), payment: nullable(text), message: bilingual }),
    ),
    lifted: Type.Array(strict({ halt: text, at: text, person: text, reason: text })),
    tickets: Type.Array(
      strict({
        ticket: text,
        state: Type.Enum(ticketStates),
        openedAt: text,
        runId: text,
        payment: text,
        orderId: text,
        amountKrw: text,
        gateway: text,
        complete: Type.Boolean(),
        mail: Type.Enum(['sent', 'unsent', 'none']),
        next: bilingual,
      }),
    ),
  }),
  'money.reserved': strict({
    kind: Type.Literal('money.reserved'),
    runId: text,
    payment: text,
    step: text,
    amountKrw: Type.String({ pattern: '^[0-9]{1,20}$' }),
  }),
  'money.settled': strict({
    kind: Type.Literal('money.settled'),
    runId: text,
    payment: text,
    state: Type.Enum(paymentStates),
  }),
  'money.halted': strict({
    kind: Type.Literal('money.halted'),
    halt: text,
    runId: nullable(text),
    payment: nullable(text),
    message: bilingual,
  }),
  'money.halt-lifted': strict({ kind: Type.Literal('money.halt-lifted'), halt: text, person: text, reason: text }),
  'money.swept': strict({
    kind: Type.Literal('money.swept'),
    from: text,
    to: text,
    rows: count,
    unknown: Type.Array(text),
  }),
  'ticket.moved': strict({
    kind: Type.Literal('ticket.moved'),
    ticket: text,
    state: Type.Enum(ticketStates),
    person: nullable(text),
    facts: Type.Record(Type.String(), text),
  }),
} as const satisfies { readonly [K in (RunMoneyEvent | MoneyEvent)['kind']]: TSchema };
