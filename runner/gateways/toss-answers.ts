import { isObject } from '../base/json.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { LedgerTransaction } from '../model/gateway.ts';
import type { LedgerPayment } from '../model/payment.ts';
import { text } from './text.ts';

const name = 'toss';

const statuses = [
  'READY',
  'IN_PROGRESS',
  'WAITING_FOR_DEPOSIT',
  'DONE',
  'CANCELED',
  'PARTIAL_CANCELED',
  'ABORTED',
  'EXPIRED',
] as const;

export type Fields = { readonly [key: string]: unknown };

/** Reads a Payment object; anything that is not exactly one is trouble, not a guess. */
export function parsePayment(body: unknown): LedgerPayment {
  const fields = objectOf(body, 'payment');
  if (fields['currency'] !== 'KRW') throw bad('payment.currency', 'KRW');
  const amountKrw = amountOf(fields, 'totalAmount');
  const balanceKrw = amountOf(fields, 'balanceAmount');
  if (balanceKrw > amountKrw) throw bad('payment.balanceAmount', 'at most totalAmount');
  const status = statusOf(fields);
  // Nobody may take a payment for given back while some of it is not.
  if (status === 'CANCELED' && balanceKrw !== 0n) throw bad('payment.balanceAmount', '0 of a cancelled payment');
  return {
    paymentKey: textOf(fields, 'paymentKey'),
    orderId: textOf(fields, 'orderId'),
    status,
    amountKrw,
    balanceKrw,
    approvedAt: fields['approvedAt'] === null ? null : timeOf(fields, 'approvedAt'),
  };
}

/** Reads one page of the transaction list. */
export function parseTransactions(body: unknown): readonly LedgerTransaction[] {
  if (!Array.isArray(body)) throw bad('transactions', 'a list');
  return body.map((row: unknown) => {
    const fields = objectOf(row, 'transaction');
    if (fields['currency'] !== 'KRW') throw bad('transaction.currency', 'KRW');
    return {
      transactionKey: textOf(fields, 'transactionKey'),
      paymentKey: textOf(fields, 'paymentKey'),
      orderId: textOf(fields, 'orderId'),
      status: statusOf(fields),
      amountKrw: amountOf(fields, 'amount'),
      at: timeOf(fields, 'transactionAt'),
    };
  });
}

/** The code of an error answer. */
export function parseErrorCode(body: unknown): string {
  const fields = objectOf(body, 'error');
  const code = fields['code'];
  if (typeof code === 'string' && /^[A-Z0-9_]{1,100}$/.test(code)) return code;
  throw bad('error.code', 'an error code');
}

/** True for a text that is one step of an address and nothing else. */
export function isTossKey(paymentKey: string): boolean {
  return /^[A-Za-z0-9_=-]{1,200}$/.test(paymentKey);
}

export function objectOf(body: unknown, what: string): Fields {
  if (isObject(body)) return body;
  throw bad(what, 'an object');
}

export function textOf(fields: Fields, key: string): string {
  const value = fields[key];
  // Printable ASCII alone: keys and order numbers are shown to people and put into addresses.
  if (typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value)) return value;
  throw bad(key, 'a text of 1 to 200 printable characters');
}

function statusOf(fields: Fields): string {
  const status = statuses.find((each) => each === fields['status']);
  if (status === undefined) throw bad('status', `one of ${statuses.join(', ')}`);
  return status;
}

export function amountOf(fields: Fields, key: string): bigint {
  const value = fields[key];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  throw bad(key, 'a whole amount of KRW');
}

export function timeOf(fields: Fields, key: string): string {
  const value = fields[key];
  const isTime =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2}$/.test(value);
  const epochMs = isTime ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(epochMs)) throw bad(key, 'a time with its offset');
  return new Date(epochMs).toISOString();
}

export function bad(field: string, expected: string): GatewayTrouble {
  return new GatewayTrouble('unknown', text.badAnswer({ name, field, expected }));
}
