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
  /** A code that is not in the gateway's table is `unknown`: it must be asked about, never believed. */
  classOf(code: string): GatewayErrorClass;
}

/** A kind of gateway that targets may name: one file in gateways/, one line in gateways/index.ts. */
export type GatewayKind = {
  readonly name: string;
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
