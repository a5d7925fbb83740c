import { limits } from '../base/limits.ts';
import { isObject } from '../base/json.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { CancelAnswer, CancelOrder } from '../model/gateway.ts';
import { ask } from './ask.ts';
import type { RawAnswer } from './ask.ts';

type Access = {
  readonly name: string;
  readonly origin: string;
  readonly headers: { readonly [name: string]: string };
  readonly fetch: typeof fetch;
};

/** The gateway says no and will say so again; everything else that is no plain yes is unknown. */
const refusals: readonly string[] = [
  'EXCEED_CANCEL_LIMIT',
  'EXCEED_MAX_REFUND_DUE',
  'NOT_CANCELABLE_AMOUNT',
  'NOT_CANCELABLE_PAYMENT',
  'REFUND_REJECTED',
  'UNAUTHORIZED_KEY',
  'NOT_FOUND_PAYMENT',
];
const before: readonly string[] = ['ALREADY_CANCELED_PAYMENT', 'ALREADY_REFUND_PAYMENT'];

/** Asks once for the whole amount back. The key makes a second asking harmless; the ledger has the last word. */
export async function cancelToss(access: Access, order: CancelOrder): Promise<CancelAnswer> {
  try {
    const answer = await ask({
      name: access.name,
      url: `${access.origin}/v1/payments/${encodeURIComponent(order.paymentKey)}/cancel`,
      headers: { ...access.headers, 'idempotency-key': order.idempotencyKey },
      fetch: access.fetch,
      timeoutMs: limits.gatewayCallMs,
      post: { cancelReason: order.reason },
    });
    return read(answer);
  } catch (error) {
    const message = error instanceof GatewayTrouble ? error.text.en : String(error);
    return { kind: 'unknown', httpStatus: null, code: null, message, traceId: null };
  }
}

function read({ status, body, headers }: RawAnswer): CancelAnswer {
  const fields = isObject(body) ? body : {};
  const code = plain(fields['code'], /^[A-Z0-9_]{1,100}$/);
  const traceId = plain(headers.get('x-tosspayments-trace-id'), /^[\w-]{1,100}$/);
  const message = typeof fields['message'] === 'string' ? fields['message'].slice(0, 300) : '';
  const facts = { httpStatus: status, code, message, traceId };
  if (status === 200 && fields['status'] === 'CANCELED') return { kind: 'done', ...facts };
  if (code !== null && before.includes(code)) return { kind: 'already', ...facts };
  return { kind: code !== null && refusals.includes(code) ? 'refused' : 'unknown', ...facts };
}

function plain(value: unknown, form: RegExp): string | null {
  return typeof value === 'string' && form.test(value) ? value : null;
}
