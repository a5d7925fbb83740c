import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CompactSign } from 'jose';
import type { KnobWish } from '../../fixtures/gateway/client.ts';
import { systemClock } from '../../runner/base/clock.ts';
import type { Routes } from './word-bench.ts';

/** How a shop is wired to its gateway, in lies and in truth. */
export type Wiring = {
  readonly name: string;
  /** The mode of the key that the checkout page shows, of the one that it pays with, and of the server that confirms. */
  readonly shows: Mode;
  readonly pays: Mode;
  readonly confirms: Mode;
  /** What the server signs before and after the press. */
  readonly signs: readonly [before: Mode, after: Mode];
  readonly savedCards: number;
  /** The large payment is one above the card's limit, which must be declined. */
  readonly isOverLimit: boolean;
  readonly knobs: KnobWish;
};
export type Mode = 'test' | 'live';

// Put together at run time, so that no file of ours holds what looks like a live key.
/** A key of the demo's gateway. */
export const keyOf = (mode: Mode, kind: 'ck' | 'sk'): string =>
  `${mode}_${kind}_demo_${mode === 'live' ? 'FAKE' : 'sandbox'}`;

const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** What the shop's attestations are checked with. */
export const attestationKey = JSON.stringify(signing.publicKey.export({ format: 'jwk' }));
let orders = 0;

/** The routes of a shop of one page, wired like this. */
export function wiredShop(wiring: Wiring, { shopUrl, gatewayUrl }: { shopUrl: string; gatewayUrl: string }): Routes {
  let isPressed = false;
  const queryOf = (request: IncomingMessage) => new URL(request.url ?? '/', shopUrl).searchParams;
  return {
    '/checkout': (request, response) => {
      isPressed = false;
      orders += 1;
      const amount = queryOf(request).get('amount') ?? '0';
      html(response, checkoutPage({ gatewayUrl, shopUrl, amount, wiring, order: orders }));
    },
    '/prepare': (_request, response) => {
      isPressed = true;
      json(response, { clientKey: keyOf(wiring.pays, 'ck') });
    },
    '/holdings': (_request, response) => json(response, { savedCards: wiring.savedCards }),
    '/attestation': (request, response) => {
      const mode = wiring.signs[isPressed ? 1 : 0];
      void signed(mode, queryOf(request).get('nonce')).then((jws) => response.end(jws));
    },
    '/success': (request, response) => {
      void confirmed(gatewayUrl, wiring.confirms, queryOf(request)).then((page) => html(response, page));
    },
    '/fail': '<h1>결제에 실패했습니다</h1>',
  };
}

function signed(mode: Mode, nonce: string | null): Promise<string> {
  const keyPrefix = keyOf(mode, 'sk').slice(0, 8);
  const who = { mode, pg: 'toss', mid: null, keyPrefix, deployId: 'b1', configHash: 'c1' };
  const claims = { ...who, nonce, time: systemClock.now() };
  const jws = new CompactSign(new TextEncoder().encode(JSON.stringify(claims)));
  return jws.setProtectedHeader({ alg: 'ES256' }).sign(signing.privateKey);
}

function confirmed(gatewayUrl: string, mode: Mode, query: URLSearchParams): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from(`${keyOf(mode, 'sk')}:`).toString('base64')}`,
  };
  const body = JSON.stringify({ ...Object.fromEntries(query), amount: Number(query.get('amount')) });
  return fetch(`${gatewayUrl}/v1/payments/confirm`, { method: 'POST', headers, body }).then(
    async (told) => (told.ok ? '<h1>주문이 완료되었습니다</h1>' : `<h1>결제에 실패했습니다</h1>${await told.text()}`),
    // A shop whose gateway hangs up says that it does not know.
    () => '<h1>결제 결과를 확인하지 못했습니다</h1>',
  );
}

function checkoutPage(the: {
  gatewayUrl: string;
  shopUrl: string;
  amount: string;
  wiring: Wiring;
  order: number;
}): string {
  const { gatewayUrl, shopUrl, amount, wiring, order } = the;
  return `<meta name="client-key" content="${keyOf(wiring.shows, 'ck')}"><script src="${gatewayUrl}/v2/standard"></script>
<button>결제하기</button><script>
document.querySelector('button').onclick = async () => {
  const { clientKey } = await (await fetch('/prepare')).json();
  await TossPayments(clientKey).payment({ customerKey: 'tester01' }).requestPayment({ method: 'CARD',
    amount: { currency: 'KRW', value: ${amount} }, orderId: 'ORDER-LAYER-${order}', orderName: '시험',
    successUrl: '${shopUrl}/success', failUrl: '${shopUrl}/fail' });
};</script>`;
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
