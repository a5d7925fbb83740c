import { Ajv, type ValidateFunction } from 'ajv';
import Type, { type Static } from 'typebox';

/*
 * A refund ticket is everything that a person needs to have one payment cancelled by hand, even when the shop has lost its orders.
 * The whole ticket stands in the journal as JSON; its forms (page, text, PDF) are made from it and from nothing else.
 */

const closed = { additionalProperties: false } as const;
const text = Type.String();
const maybe = Type.Union([text, Type.Null()]);
const time = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$` });
const maybeTime = Type.Union([time, Type.Null()]);
const won = Type.String({ pattern: '^[0-9]{1,20}$' });
const maybeWon = Type.Union([won, Type.Null()]);
const bilingual = Type.Object({ ko: text, en: text }, closed);

/** Why a payment has to be taken back by hand. */
export const ticketReasons = [
  'approved-by-mistake',
  'unverifiable',
  'double-charge',
  'paid-no-order',
  'cancel-failed',
  'orphaned',
] as const;
export type TicketReason = (typeof ticketReasons)[number];

const identity = Type.Object(
  {
    gateway: text,
    gatewayName: bilingual,
    merchantId: maybe,
    merchantName: maybe,
    businessNumber: maybe,
    mode: Type.Enum(['live', 'test', 'unknown']),
    modeEvidence: Type.Array(bilingual),
  },
  closed,
);

const party = Type.Object({ code: maybe, name: Type.Union([bilingual, Type.Null()]) }, closed);

const transaction = Type.Object(
  {
    paymentKey: maybe,
    lastTransactionKey: maybe,
    orderId: maybe,
    orderName: maybe,
    approveNo: maybe,
    approvedAt: maybeTime,
    requestedAt: maybeTime,
    /** When our pay button was pressed: the search window when nothing else is known. */
    pressedAt: maybeTime,
    amountKrw: maybeWon,
    /** `declared`: the gateway has not confirmed the amount; it is what the checklist was about to pay. */
    amountFrom: Type.Enum(['gateway', 'declared', 'none']),
    cancelKrw: maybeWon,
    suppliedKrw: maybeWon,
    vatKrw: maybeWon,
    taxFreeKrw: maybeWon,
    currency: Type.Literal('KRW'),
    installmentMonths: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    method: maybe,
    issuer: party,
    acquirer: party,
    /** First 6 and last 4 digits at most. */
    cardNumber: maybe,
    cardType: maybe,
    ownerType: maybe,
    acquireStatus: maybe,
    isPartialCancelable: Type.Union([Type.Boolean(), Type.Null()]),
    receiptUrl: maybe,
    ledgerStatus: maybe,
    balanceKrw: maybeWon,
  },
  closed,
);

/** One approval of the order; more than one is a double charge, and each must be taken back. */
const approval = Type.Object({ paymentKey: text, orderId: text, amountKrw: won, approvedAt: maybeTime }, closed);

const reason = Type.Object(
  { code: Type.Enum(ticketReasons), text: bilingual, requester: maybe, contact: maybe, approver: maybe, askedAt: time },
  closed,
);

const evidence = Type.Object(
  {
    step: text,
    stepTitle: maybe,
    build: Type.Object({ before: maybe, after: maybe }, closed),
    journal: Type.Array(Type.Object({ at: time, state: text, hash: text }, closed)),
    files: Type.Array(Type.Object({ path: text, sha256: text }, closed)),
    cancels: Type.Array(
      Type.Object(
        { at: time, kind: maybe, httpStatus: maybe, code: maybe, message: maybe, traceId: maybe, key: maybe },
        closed,
      ),
    ),
    shopOrder: Type.Enum(['present', 'missing', 'rolled-back', 'unknown']),
  },
  closed,
);

const missing = Type.Object({ field: text, name: bilingual, must: Type.Boolean(), where: bilingual }, closed);

export const ticketSchema = Type.Object(
  {
    schema: Type.Literal('https://postflight.dev/schema/ticket-1.json'),
    ticket: text,
    target: text,
    runId: text,
    payment: text,
    identity,
    transaction,
    approvals: Type.Array(approval),
    reason,
    evidence,
    missing: Type.Array(missing),
    completeness: Type.Object(
      {
        profile: Type.Enum(['toss', 'nice', 'inicis', 'offline']),
        complete: Type.Boolean(),
        known: Type.Integer({ minimum: 0 }),
        of: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
    /** Draft of what the customer is told, for a person to send; null when no customer paid. */
    notice: Type.Union([bilingual, Type.Null()]),
    /** Local KST time (HH:MM) of the acquisition run, after which a cancellation is dearer. */
    cutOff: maybe,
  },
  { ...closed, $id: 'https://postflight.dev/schema/ticket-1.json', title: 'Postflight refund ticket' },
);

export type Ticket = Static<typeof ticketSchema>;
export type Approval = Static<typeof approval>;
export type MissingField = Static<typeof missing>;
export type CancelAttempt = Ticket['evidence']['cancels'][number];

let validator: ValidateFunction<Ticket> | undefined;

/** Compiled when the first ticket is read: most runs have none, and their first step would wait for it. */
function isTicket(value: unknown): value is Ticket {
  validator ??= new Ajv({ strict: true, allowUnionTypes: true, code: { optimize: false } }).compile<Ticket>(
    ticketSchema,
  );
  return validator(value);
}

/** A ticket from the journal's text, or null when the text is none. */
export function parseTicket(json: string): Ticket | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  return isTicket(value) ? value : null;
}
