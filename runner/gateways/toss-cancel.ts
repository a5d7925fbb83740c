import { limits } from '../base/limits.ts';
import { isObject } from '../base/json.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { CancelAnswer, CancelOrder } from '../model/gateway.ts';
import { askText, traceOf } from './ask.ts';
import type { TextAnswer } from './ask.ts';
import { isTossKey, parsePayment } from './toss-answers.ts';
import { classOfToss } from './toss-errors.ts';
import { parseCancels } from './toss-record.ts';
import { text } from './text.ts';

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
  'INVALID_REQUEST',
  'NOT_CANCELABLE_AMOUNT',
  'NOT_CANCELABLE_PAYMENT',
  'NOT_FOUND_PAYMENT',
  'REFUND_REJECTED',
];
const before: readonly string[] = ['ALREADY_CANCELED_PAYMENT', 'ALREADY_REFUND_PAYMENT'];
/** The gateway takes no longer reason. */
const reasonLengthMax = 200;
const messageLengthMax = 300;

/** Asks once for the whole amount back. The key makes a second asking harmless; the ledger has the last word. */
export async function cancelToss(access: Access, order: CancelOrder): Promise<CancelAnswer> {
  const { name } = access;
  const wrong = wrongIn(order);
  if (wrong !== null) return unasked('refused', text.cancelNotAsked({ name, field: wrong }).en);
  try {
    const answer = await askText({
      name,
      url: `${access.origin}/v1/payments/${encodeURIComponent(order.paymentKey)}/cancel`,
      headers: { ...access.headers, 'idempotency-key': order.idempotencyKey },
      fetch: access.fetch,
      timeoutMs: limits.gatewayCallMs,
      post: { cancelReason: Array.from(order.reason).slice(0, reasonLengthMax).join('') },
    });
    return read(answer, { name, order });
  } catch (error) {
    // Sent and not understood, or never sent: either way only the ledger can tell.
    return unasked('unknown', error instanceof GatewayTrouble ? error.text.en : String(error));
  }
}

/** What in the order would make another request of it, or none: a key with a slash is another address. */
function wrongIn({ paymentKey, idempotencyKey, reason }: CancelOrder): string | null {
  if (!isTossKey(paymentKey)) return 'paymentKey';
  if (!/^[\x21-\x7e]{1,300}$/.test(idempotencyKey)) return 'idempotencyKey';
  return reason.trim() === '' ? 'reason' : null;
}

function unasked(kind: 'refused' | 'unknown', message: string): CancelAnswer {
  return { kind, httpStatus: null, code: null, message, traceId: null };
}

function read(
  answer: TextAnswer,
  { name, order }: { readonly name: string; readonly order: CancelOrder },
): CancelAnswer {
  const { status, headers } = answer;
  const facts = { httpStatus: status, code: null, traceId: traceOf(headers) };
  const body = jsonOf(answer.text);
  if (body === undefined) return { kind: 'unknown', ...facts, message: text.notJson({ name, status }).en };
  if (status === 200) {
    const doubt = doubtOf(body, order);
    return doubt === null ? { kind: 'done', ...facts, message: '' } : { kind: 'unknown', ...facts, message: doubt };
  }
  const fields = isObject(body) ? body : {};
  const code = codeOf(fields['code']);
  return { kind: kindOf(status, code), ...facts, code, message: messageOf(fields['message']) };
}

/** Only a 4xx is the gateway's own no: behind a 5xx or a conflict the cancellation may have happened. */
function kindOf(status: number, code: string | null): CancelAnswer['kind'] {
  if (code === null || status < 400 || status >= 500 || status === 409) return 'unknown';
  if (before.includes(code)) return 'already';
  return refusals.includes(code) || classOfToss(code) === 'wiring' ? 'refused' : 'unknown';
}

/** Why this body does not prove that the whole amount of this very payment is back; null when it does. */
function doubtOf(body: unknown, { paymentKey }: CancelOrder): string | null {
  try {
    const payment = parsePayment(body);
    const cancels = parseCancels(body);
    const cancelledKrw = cancels.reduce((sum, { amountKrw }) => sum + amountKrw, 0n);
    if (payment.paymentKey !== paymentKey) return 'the answer is about another payment';
    if (payment.status !== 'CANCELED') return `the payment is ${payment.status}`;
    if (payment.balanceKrw !== 0n) return `${payment.balanceKrw} KRW are not cancelled`;
    if (cancels.some(({ status }) => status !== 'DONE')) return 'a cancellation is not DONE';
    if (cancelledKrw !== payment.amountKrw) return `the cancellations make ${cancelledKrw} KRW`;
    return null;
  } catch (error) {
    if (error instanceof GatewayTrouble) return error.text.en;
    throw error;
  }
}

function jsonOf(raw: string): unknown {
  try {
    const body: unknown = JSON.parse(raw);
    return body;
  } catch (error) {
    // A proxy's page or half an answer; undefined is nothing that JSON can say.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function codeOf(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Z0-9_]{1,100}$/.test(value) ? value : null;
}

function messageOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return Array.from(value.replaceAll(/\p{C}/gu, ' ').trim()).slice(0, messageLengthMax).join('');
}
