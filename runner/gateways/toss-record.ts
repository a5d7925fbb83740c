import { isObject } from '../base/json.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { GatewayRecord } from '../model/gateway.ts';
import type { LedgerPayment } from '../model/payment.ts';
import { amountOf, bad, objectOf, textOf, timeOf, type Fields } from './toss-answers.ts';

const textLengthMax = 300;
const urlLengthMax = 500;

/**
 * Everything in a Payment object that a person needs to cancel it by hand. What the gateway left out or spoilt is null: a ticket
 * without the tax is still a ticket. The cancellations alone are read strictly, because they decide what is still owed.
 */
export function parseRecord(payment: LedgerPayment, body: unknown): GatewayRecord {
  const fields = objectOf(body, 'payment');
  const receiptUrl = urlOf(fields['receipt']);
  const card = isObject(fields['card']) ? fields['card'] : null;
  const approveNo = card === null ? null : text(card['approveNo']);
  const merchantId = text(fields['mId']);
  const evidence = modeEvidence({ receiptUrl, approveNo, merchantId });
  return {
    payment,
    mode: evidence.mode,
    modeEvidence: evidence.words,
    merchantId,
    lastTransactionKey: text(fields['lastTransactionKey']),
    orderName: text(fields['orderName']),
    method: text(fields['method']),
    requestedAt: orNull(() => timeOf(fields, 'requestedAt')),
    suppliedKrw: orNull(() => amountOf(fields, 'suppliedAmount')),
    vatKrw: orNull(() => amountOf(fields, 'vat')),
    taxFreeKrw: orNull(() => amountOf(fields, 'taxFreeAmount')),
    isPartialCancelable: typeof fields['isPartialCancelable'] === 'boolean' ? fields['isPartialCancelable'] : null,
    receiptUrl,
    card: card === null ? null : cardOf(card, approveNo),
    cancels: parseCancels(body),
  };
}

/** The cancellations of a Payment object; a list that cannot be read whole is trouble. */
export function parseCancels(body: unknown): GatewayRecord['cancels'] {
  const rows = objectOf(body, 'payment')['cancels'];
  if (rows === null || rows === undefined) return [];
  if (!Array.isArray(rows)) throw bad('payment.cancels', 'a list');
  return rows.map(cancelOf);
}

function cardOf(card: Fields, approveNo: string | null): GatewayRecord['card'] {
  const months = card['installmentPlanMonths'];
  return {
    issuerCode: text(card['issuerCode']),
    acquirerCode: text(card['acquirerCode']),
    number: maskedNumber(card['number']),
    installmentMonths: typeof months === 'number' && Number.isSafeInteger(months) && months >= 0 ? months : null,
    approveNo,
    cardType: text(card['cardType']),
    ownerType: text(card['ownerType']),
    acquireStatus: text(card['acquireStatus']),
  };
}

function cancelOf(row: unknown): GatewayRecord['cancels'][number] {
  const fields = objectOf(row, 'cancel');
  return {
    transactionKey: textOf(fields, 'transactionKey'),
    reason: text(fields['cancelReason']) ?? '',
    at: timeOf(fields, 'canceledAt'),
    amountKrw: amountOf(fields, 'cancelAmount'),
    status: text(fields['cancelStatus']) ?? '',
  };
}

/**
 * Signs of the mode in a record. None is the gateway's promise. One sign of live outweighs every sign of test: to be wrong
 * towards live costs somebody a look, to be wrong towards test costs money.
 */
function modeEvidence(signs: {
  readonly receiptUrl: string | null;
  readonly approveNo: string | null;
  readonly merchantId: string | null;
}): { readonly mode: GatewayRecord['mode']; readonly words: readonly string[] } {
  const host = signs.receiptUrl === null ? null : new URL(signs.receiptUrl).host;
  const test = [
    ...(host === 'dashboard-sandbox.tosspayments.com' ? [`receipt host ${host}`] : []),
    ...(signs.approveNo === '00000000' ? ['approval number 00000000'] : []),
    ...(/^(?:tvivarepublica\d*|tgen_docs)$/.test(signs.merchantId ?? '')
      ? [`merchant id ${signs.merchantId ?? ''}`]
      : []),
  ];
  const live = host === 'dashboard.tosspayments.com' ? [`receipt host ${host}`] : [];
  const mode = live.length > 0 ? 'live' : test.length > 0 ? 'test' : 'unknown';
  return { mode, words: [...test, ...live] };
}

/** First 6 and last 4 at most, whatever was sent: some gateways show eight. What has not the length of a card is not shown at all. */
function maskedNumber(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const number = value.replaceAll(/[ -]/g, '');
  if (!/^[0-9*]{13,19}$/.test(number)) return null;
  return `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`;
}

function urlOf(value: unknown): string | null {
  const address = isObject(value) ? value['url'] : undefined;
  if (typeof address !== 'string' || address.length > urlLengthMax || !URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}

/** A field that must have one form and does not is as good as missing. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof GatewayTrouble) return null;
    throw error;
  }
}

/** Printable text of a sensible length; anything else is as good as missing. Marks that turn the direction of writing are left out. */
function text(value: unknown): string | null {
  if (typeof value !== 'string' || /\p{Cc}|\p{Cs}/u.test(value)) return null;
  const plain = value.replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return plain === '' ? null : Array.from(plain).slice(0, textLengthMax).join('');
}
