import type { GatewayErrorClass } from '../model/gateway.ts';

/**
 * Toss Payments' error codes by what they mean for a test payment. Codes are verbatim from the gateway's documentation.
 * A code that is not here, any 5xx and any silence is `unknown`: ask the ledger, never believe it failed.
 */
export const tossErrors = {
  declined: [
    'EXCEED_MAX_AMOUNT',
    'EXCEED_MAX_DAILY_PAYMENT_COUNT',
    'EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT',
    'EXCEED_MAX_ONE_DAY_AMOUNT',
    'EXCEED_MAX_PAYMENT_AMOUNT',
    'FDS_ERROR',
    'INVALID_CARD_EXPIRATION',
    'INVALID_CARD_NUMBER',
    'INVALID_REJECT_CARD',
    'INVALID_STOPPED_CARD',
    'REJECT_CARD_COMPANY',
    'REJECT_CARD_PAYMENT',
  ],
  unknown: [
    'ALREADY_PROCESSED_PAYMENT',
    'CARD_PROCESSING_ERROR',
    'FAILED_INTERNAL_SYSTEM_PROCESSING',
    'FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING',
    'IDEMPOTENT_REQUEST_PROCESSING',
    'PROVIDER_ERROR',
    'UNAPPROVED_ORDER_ID',
    'UNKNOWN_PAYMENT_ERROR',
  ],
  wiring: [
    'FORBIDDEN_REQUEST',
    'INCORRECT_BASIC_AUTH_FORMAT',
    'INVALID_API_KEY',
    'NOT_FOUND_TERMINAL_ID',
    'UNAUTHORIZED_KEY',
  ],
  cancel: [
    'ALREADY_CANCELED_PAYMENT',
    'ALREADY_REFUND_PAYMENT',
    'COMMON_ERROR',
    'EXCEED_CANCEL_LIMIT',
    'EXCEED_MAX_REFUND_DUE',
    'FAILED_METHOD_HANDLING_CANCEL',
    'FAILED_PARTIAL_REFUND',
    'FAILED_REFUND_PROCESS',
    'FORBIDDEN_CONSECUTIVE_REQUEST',
    'NOT_CANCELABLE_AMOUNT',
    'NOT_CANCELABLE_PAYMENT',
    'REFUND_REJECTED',
  ],
} as const satisfies { readonly [C in GatewayErrorClass]: readonly string[] };

const classes: ReadonlyMap<string, GatewayErrorClass> = new Map(
  (['declined', 'unknown', 'wiring', 'cancel'] as const).flatMap((name) =>
    tossErrors[name].map((code) => [code, name] as const),
  ),
);

/** The class of a code; a code nobody listed is unknown. */
export function classOfToss(code: string): GatewayErrorClass {
  return classes.get(code) ?? 'unknown';
}
