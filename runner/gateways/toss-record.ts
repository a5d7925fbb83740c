import { isObject } from '../base/json.ts';
import type { GatewayRecord } from '../model/gateway.ts';
import type { LedgerPayment } from '../model/payment.ts';
import { amountOf, objectOf, textOf, timeOf, type Fields } from './toss-answers.ts';

/** Everything in a Payment object that a person needs to cancel it by hand. What the gateway left out is null. */
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
    requestedAt: typeof fields['requestedAt'] === 'string' ? timeOf(fields, 'requestedAt') : null,
    suppliedKrw: won(fields, 'suppliedAmount'),
    vatKrw: won(fields, 'vat'),
    taxFreeKrw: won(fields, 'taxFreeAmount'),
    isPartialCancelable: typeof fields['isPartialCancelable'] === 'boolean' ? fields['isPartialCancelable'] : null,
    receiptUrl,
    card: card === null ? null : cardOf(card, approveNo),
    cancels: Array.isArray(fields['cancels']) ? fields['cancels'].map(cancelOf) : [],
  };
}

function cardOf(card: Fields, approveNo: string | null): GatewayRecord['card'] {
  const months = card['installmentPlanMonths'];
  return {
    issuerCode: text(card['issuerCode']),
    acquirerCode: text(card['acquirerCode']),
    number: maskedNumber(card['number']),
    installmentMonths: typeof months === 'number' && Number.isSafeInteger(months) ? months : null,
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

/** Signs of the mode in a record. None is the gateway's promise, so two that disagree prove nothing. */
function modeEvidence(signs: {
  readonly receiptUrl: string | null;
  readonly approveNo: string | null;
  readonly merchantId: string | null;
}): { readonly mode: GatewayRecord['mode']; readonly words: readonly string[] } {
  const host = signs.receiptUrl === null ? null : new URL(signs.receiptUrl).host;
  const test = [
    ...(host === 'dashboard-sandbox.tosspayments.com' ? [`receipt host ${host}`] : []),
    ...(signs.approveNo === '00000000' ? ['approval number 00000000'] : []),
    ...(/^(?:tvivarepublica|tgen_docs)/.test(signs.merchantId ?? '') ? [`merchant id ${signs.merchantId ?? ''}`] : []),
  ];
  const live = host === 'dashboard.tosspayments.com' ? [`receipt host ${host}`] : [];
  const mode = live.length > 0 ? 'live' : test.length > 0 ? 'test' : 'unknown';
  return { mode, words: [...test, ...live] };
}

/** First 6 and last 4 at most, whatever was sent: some gateways show eight. */
function maskedNumber(value: unknown): string | null {
  if (typeof value !== 'string' || !/^[0-9*]{8,19}$/.test(value)) return null;
  return `${value.slice(0, 6)}${'*'.repeat(Math.max(0, value.length - 10))}${value.slice(Math.max(6, value.length - 4))}`;
}

function urlOf(value: unknown): string | null {
  const url = isObject(value) ? value['url'] : undefined;
  return typeof url === 'string' && url.startsWith('https://') && URL.canParse(url) ? url.slice(0, 500) : null;
}

function won(fields: Fields, key: string): bigint | null {
  return fields[key] === undefined || fields[key] === null ? null : amountOf(fields, key);
}

/** Printable text of a sensible length; anything else is as good as missing. */
function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value) ? value.slice(0, 300) : null;
}
