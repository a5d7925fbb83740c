import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../../../runner/base/json.ts';

/** What a press asks of the shop. */
export type PressWish = { readonly orderId: string; readonly amount: number; readonly card: string };
export type ShopAnswer = { readonly kind: 'approved' | 'declined' | 'unknown'; readonly code: string | null };

export type SmallShop = {
  readonly url: string;
  /** How often each order's pay button was pressed. */
  readonly presses: ReadonlyMap<string, number>;
  /** Ends when every press that was begun has its end: the shop goes on although the runner is dead. */
  settled(): Promise<void>;
  close(): void;
};

/** A shop in one function: a press opens the gateway's window, proves the card there and confirms, each a little later. */
export async function startSmallShop(gatewayUrl: string, delayMs: () => number): Promise<SmallShop> {
  const presses = new Map<string, number>();
  const ends = new Map<string, Promise<ShopAnswer>>();
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (pathname === '/press') {
        const wish = readWish(await bodyOf(request));
        presses.set(wish.orderId, (presses.get(wish.orderId) ?? 0) + 1);
        ends.set(wish.orderId, buy(gatewayUrl, wish, delayMs));
        response.writeHead(202).end();
        return;
      }
      const end = await ends.get(pathname.slice(1));
      response.writeHead(end === undefined ? 404 : 200).end(JSON.stringify(end ?? null));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    presses,
    settled: async () => void (await Promise.all(ends.values())),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function buy(gatewayUrl: string, wish: PressWish, delayMs: () => number): Promise<ShopAnswer> {
  const post = async (
    path: string,
    body: object,
  ): Promise<{ ok: boolean; fields: { readonly [key: string]: unknown } }> => {
    await sleep(delayMs());
    const headers = {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('test_sk_demo_sandbox:').toString('base64')}`,
    };
    const response = await fetch(`${gatewayUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const fields: unknown = JSON.parse(await response.text());
    return { ok: response.ok, fields: isObject(fields) ? fields : {} };
  };
  try {
    const { fields } = await post('/v2/sessions', sessionOf(wish));
    const form = { number: wish.card, expiry: '1230', password: '12', birth: '900101', installment: 0, agreed: true };
    const proved = await post(`${String(fields['url'])}/pay`, form);
    const back = new URL(String(proved.fields['redirect'])).searchParams;
    if (back.get('paymentKey') === null) return { kind: 'declined', code: back.get('code') };
    const { orderId, amount } = wish;
    const confirmed = await post('/v1/payments/confirm', { paymentKey: back.get('paymentKey'), orderId, amount });
    return confirmed.ok
      ? { kind: 'approved', code: null }
      : { kind: 'unknown', code: String(confirmed.fields['code']) };
  } catch (error) {
    // A connection that broke is what a shop shows as an error page.
    return { kind: 'unknown', code: error instanceof Error ? error.name : 'broken' };
  }
}

function sessionOf({ orderId, amount }: PressWish): object {
  return {
    clientKey: 'test_ck_demo_sandbox',
    customerKey: 'ANONYMOUS',
    method: 'CARD',
    amount: { currency: 'KRW', value: amount },
    orderId,
    orderName: '점검 상품',
    successUrl: 'http://127.0.0.1:9/success',
    failUrl: 'http://127.0.0.1:9/fail',
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function readWish(text: string): PressWish {
  const json: unknown = JSON.parse(text);
  const fields = isObject(json) ? json : {};
  return { orderId: String(fields['orderId']), amount: Number(fields['amount']), card: String(fields['card']) };
}
