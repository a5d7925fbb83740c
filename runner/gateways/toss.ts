import { limits } from '../base/limits.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { GatewayKind, LedgerTransaction } from '../model/gateway.ts';
import type { LedgerPayment } from '../model/payment.ts';
import { checkAddress, checkTestKey } from './access.ts';
import { ask, traceOf } from './ask.ts';
import type { RawAnswer } from './ask.ts';
import { text } from './text.ts';
import { isTossKey, parseErrorCode, parsePayment, parseTransactions } from './toss-answers.ts';
import { cancelToss } from './toss-cancel.ts';
import { classOfToss } from './toss-errors.ts';
import { parseRecord } from './toss-record.ts';

const name = 'toss';
const access = { name, hosts: ['api.tosspayments.com'], testKey: /^test_g?sk_\w+$/ } as const;

/** Toss Payments, read with a test secret key. Its one host serves both modes, so the key alone says which ledger answers. */
export const toss: GatewayKind = {
  name,
  browserHosts: ['*.tosspayments.com', 'static.toss.im'],
  open({ baseUrl, secretKey, fetch: fetchNow = fetch }) {
    const origin = checkAddress(baseUrl, access);
    checkTestKey(secretKey, access);
    const headers = { authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}` };
    const get = (path: string) =>
      ask({ name, url: `${origin}${path}`, headers, fetch: fetchNow, timeoutMs: limits.gatewayCallMs });
    return {
      name,
      classOf: classOfToss,
      async findByOrder(orderId) {
        if (!/^[A-Za-z0-9_=-]{6,64}$/.test(orderId)) throw new GatewayTrouble('unknown', text.orderIdRefused({ name }));
        const payment = paymentOf(await get(`/v1/payments/orders/${encodeURIComponent(orderId)}`));
        if (payment !== null && payment.orderId !== orderId) throw mixedUp('orderId');
        return payment;
      },
      findByKey: async (paymentKey) => (await getByKey(get, paymentKey)).payment,
      async readRecord(paymentKey) {
        const { payment, answer } = await getByKey(get, paymentKey);
        return payment === null ? null : parseRecord(payment, answer.body);
      },
      cancel: (order) => cancelToss({ name, origin, headers, fetch: fetchNow }, order),
      listTransactions: (span) => listAll(get, span),
    };
  },
};

type Get = (path: string) => Promise<RawAnswer>;

async function getByKey(
  get: Get,
  paymentKey: string,
): Promise<{ readonly payment: LedgerPayment | null; readonly answer: RawAnswer }> {
  if (!isTossKey(paymentKey)) throw new GatewayTrouble('unknown', text.paymentKeyRefused({ name }));
  const answer = await get(`/v1/payments/${encodeURIComponent(paymentKey)}`);
  const payment = paymentOf(answer);
  if (payment !== null && payment.paymentKey !== paymentKey) throw mixedUp('paymentKey');
  return { payment, answer };
}

/** Page after page until one is empty: a page that is merely short says nothing about the next. */
async function listAll(get: Get, span: { fromMs: number; toMs: number }): Promise<readonly LedgerTransaction[]> {
  const rows = new Map<string, LedgerTransaction>();
  let after: string | undefined;
  for (let page = 1; page <= limits.gatewayPages; page++) {
    const query = new URLSearchParams({
      // Whole seconds outwards, so that no row at the edge is left out.
      startDate: toKst(Math.floor(span.fromMs / 1000) * 1000),
      endDate: toKst(Math.ceil(span.toMs / 1000) * 1000),
      limit: String(limits.gatewayRowsPerPage),
      ...(after === undefined ? {} : { startingAfter: after }),
    });
    const answer = await get(`/v1/transactions?${query}`);
    if (answer.status !== 200) throw troubleOf(answer);
    const found = parseTransactions(answer.body);
    if (found.length === 0) return [...rows.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    for (const row of found) {
      // A gateway that forgot where the page begins would be read in circles.
      if (rows.has(row.transactionKey)) throw mixedUp('transactionKey');
      rows.set(row.transactionKey, row);
    }
    after = found.at(-1)?.transactionKey;
  }
  throw new GatewayTrouble('unknown', text.listTooLong({ name, rows: rows.size }));
}

/** Only the gateway's own word for "no such payment" means absent; another 404 may come from a proxy or a wrong address. */
function paymentOf(answer: RawAnswer): LedgerPayment | null {
  if (answer.status === 200) return parsePayment(answer.body);
  if (answer.status === 404 && parseErrorCode(answer.body) === 'NOT_FOUND_PAYMENT') return null;
  throw troubleOf(answer);
}

function troubleOf({ status, body, headers }: RawAnswer): GatewayTrouble {
  const code = parseErrorCode(body);
  const kind = classOfToss(code) === 'wiring' ? 'wiring' : 'unknown';
  return new GatewayTrouble(kind, text.refused({ name, status, code }), { traceId: traceOf(headers) });
}

function mixedUp(field: string): GatewayTrouble {
  return new GatewayTrouble('unknown', text.badAnswer({ name, field, expected: 'what was asked for' }));
}

function toKst(epochMs: number): string {
  return new Date(epochMs + 9 * 60 * 60 * 1000).toISOString().slice(0, 19);
}
