import type { Bilingual } from '../base/bilingual.ts';
import type { Gateway, LedgerPayment } from './payment.ts';

/** What an error code of a gateway means for a test payment (reference: docs/payments.md). */
export const gatewayErrorClasses = ['declined', 'unknown', 'wiring', 'cancel'] as const;
export type GatewayErrorClass = (typeof gatewayErrorClasses)[number];

/** One approval or cancellation in the gateway's own list. */
export type LedgerTransaction = {
  readonly transactionKey: string;
  readonly paymentKey: string;
  readonly orderId: string;
  readonly status: string;
  readonly amountKrw: bigint;
  /** ISO 8601 UTC. */
  readonly at: string;
};

/** A gateway whose ledger can be read in every way that closing a payment needs. */
export interface LedgerGateway extends Gateway {
  findByKey(paymentKey: string): Promise<LedgerPayment | null>;
  /** Every row of the span, oldest first; throws rather than leaving rows out. */
  listTransactions(span: { readonly fromMs: number; readonly toMs: number }): Promise<readonly LedgerTransaction[]>;
  /** Everything the gateway's own record says, for a person who cancels by hand. */
  readRecord(paymentKey: string): Promise<GatewayRecord | null>;
  /**
   * Asks once for the whole amount back. The same `idempotencyKey` never cancels twice. Never throws: an answer that did not
   * come is `unknown`, and the ledger must be asked.
   */
  cancel(order: CancelOrder): Promise<CancelAnswer>;
  /** A code that is not in the gateway's table is `unknown`: it must be asked about, never believed. */
  classOf(code: string): GatewayErrorClass;
}

export type CancelOrder = {
  readonly paymentKey: string;
  readonly reason: string;
  readonly idempotencyKey: string;
};

export type CancelAnswer = {
  /** `done`: the gateway says cancelled; `already`: it was before; `refused`: it will not; `unknown`: ask the ledger. */
  readonly kind: 'done' | 'already' | 'refused' | 'unknown';
  readonly httpStatus: number | null;
  readonly code: string | null;
  readonly message: string;
  /** The gateway's number for its support desk. */
  readonly traceId: string | null;
};

/** What a gateway needs to find and cancel a payment, from its own record. Null: the gateway did not say. */
export type GatewayRecord = {
  readonly payment: LedgerPayment;
  readonly mode: 'test' | 'live' | 'unknown';
  /** What in the record says so, for people. */
  readonly modeEvidence: readonly string[];
  readonly merchantId: string | null;
  readonly lastTransactionKey: string | null;
  readonly orderName: string | null;
  readonly method: string | null;
  /** ISO 8601 UTC. */
  readonly requestedAt: string | null;
  readonly suppliedKrw: bigint | null;
  readonly vatKrw: bigint | null;
  readonly taxFreeKrw: bigint | null;
  readonly isPartialCancelable: boolean | null;
  readonly receiptUrl: string | null;
  readonly card: {
    readonly issuerCode: string | null;
    readonly acquirerCode: string | null;
    /** First 6 and last 4 at most; never more, whatever the gateway sent. */
    readonly number: string | null;
    readonly installmentMonths: number | null;
    readonly approveNo: string | null;
    readonly cardType: string | null;
    readonly ownerType: string | null;
    readonly acquireStatus: string | null;
  } | null;
  readonly cancels: readonly {
    readonly transactionKey: string;
    readonly reason: string;
    readonly at: string;
    readonly amountKrw: bigint;
    readonly status: string;
  }[];
};

/** A kind of gateway that targets may name: one file in gateways/, one line in gateways/index.ts. */
export type GatewayKind = {
  readonly name: string;
  /** Hosts that a buyer's browser talks to at this gateway, besides the target's `gateway.baseUrl`; `*.` in front means any below. */
  readonly browserHosts: readonly string[];
  /** Throws SetupError for a key that is not a test key and for a host that is neither the gateway's nor loopback. */
  open(access: { readonly baseUrl: string; readonly secretKey: string; readonly fetch?: typeof fetch }): LedgerGateway;
};

/**
 * The gateway could not be asked or its answer could not be understood. Never means that a payment failed.
 * `wiring`: asking again cannot help (key, terminal); `unknown`: it may.
 */
export class GatewayTrouble extends Error {
  override readonly name = 'GatewayTrouble';
  readonly kind: 'unknown' | 'wiring';
  readonly text: Bilingual;
  /** The gateway's number for its support desk. */
  readonly traceId: string | null;
  constructor(
    kind: 'unknown' | 'wiring',
    text: Bilingual,
    facts: { readonly traceId?: string | null; readonly cause?: unknown } = {},
  ) {
    super(text.en, { cause: facts.cause });
    this.kind = kind;
    this.text = text;
    this.traceId = facts.traceId ?? null;
  }
}
