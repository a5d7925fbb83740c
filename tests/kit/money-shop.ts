import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactSign } from 'jose';
import type { KnobWish } from '../../fixtures/gateway/client.ts';
import { systemClock } from '../../runner/base/clock.ts';
import { environmentRedactor } from '../../runner/engine/secrets.ts';
import { createGateProvider } from '../../runner/engine/gate-provider.ts';
import { openJournal } from '../../runner/journal/store.ts';
import type { Guard } from '../../runner/model/guard.ts';
import type { PaymentGate } from '../../runner/model/payment.ts';
import type { Target } from '../../runner/model/target.ts';
import { startGateway } from './gateway-window.ts';
import { planOf, target as demo } from './payment-world.ts';
import { routeWall } from './route-wall.ts';
import { run, startBench } from './word-bench.ts';

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
type Mode = 'test' | 'live';

/** Which layers stand: the guards that are asked, and whether a redirect can be held. */
export type Standing = { readonly guards: readonly Guard[]; readonly canHold: boolean };

export type Paid = {
  readonly liveKrw: number;
  readonly testApprovals: number;
  /** What stopped each of the two payments, canary and large; null: it went through. */
  readonly stopped: readonly (string | null)[];
};

// Put together at run time, so that no file of ours holds what looks like a live key.
const keyOf = (mode: Mode, kind: 'ck' | 'sk'): string => `${mode}_${kind}_demo_${mode === 'live' ? 'FAKE' : 'sandbox'}`;

/** A shop of one page and the demo's gateway, in front of a real browser; the caller closes them. */
export async function startMoneyShop() {
  const [bench, gateway] = await Promise.all([startBench(), startGateway()]);
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const folder = mkdtempSync(join(tmpdir(), 'postflight-layers-'));
  let orders = 0;

  const target: Target = {
    ...demo,
    baseUrl: bench.url,
    allowedHosts: [new URL(gateway.url).host],
    account: { path: '/holdings', holdsNothing: 'savedCards', unchanged: null },
    gateway: {
      kind: 'toss',
      baseUrl: gateway.url,
      secretKeyName: 'TOSS_TEST_KEY',
      lane: 'sandbox',
      ceilings: { stepKrw: 3_000_000n, runKrw: 5_000_000n, hourKrw: null, hourCount: null },
      merchantId: null,
      attestation: { path: '/attestation', publicKey: JSON.stringify(keys.publicKey.export({ format: 'jwk' })) },
      canaryFromKrw: 1_000_000n,
      confirmPath: '/success',
    },
  };

  const serve = (wiring: Wiring): void => {
    let isPressed = false;
    bench.serve({
      '/blank': '<p>…</p>',
      '/checkout': (request, response) => {
        isPressed = false;
        const amount = new URL(request.url ?? '/', bench.url).searchParams.get('amount') ?? '0';
        html(
          response,
          checkoutPage({ gatewayUrl: gateway.url, shopUrl: bench.url, amount, wiring, order: (orders += 1) }),
        );
      },
      '/prepare': (_request, response) => {
        isPressed = true;
        json(response, { clientKey: keyOf(wiring.pays, 'ck') });
      },
      '/holdings': (_request, response) => json(response, { savedCards: wiring.savedCards }),
      '/attestation': (request, response) => void attest(request, response, wiring.signs[isPressed ? 1 : 0]),
      '/success': (request, response) => void confirm(request, response, wiring.confirms),
      '/fail': '<h1>결제에 실패했습니다</h1>',
    });
  };
  const attest = async (request: IncomingMessage, response: ServerResponse, mode: Mode): Promise<void> => {
    const nonce = new URL(request.url ?? '/', bench.url).searchParams.get('nonce');
    const keyPrefix = keyOf(mode, 'sk').slice(0, 8);
    const claims = {
      mode,
      pg: 'toss',
      mid: null,
      keyPrefix,
      deployId: 'b1',
      configHash: 'c1',
      nonce,
      time: systemClock.now(),
    };
    const jws = new CompactSign(new TextEncoder().encode(JSON.stringify(claims)));
    response.end(await jws.setProtectedHeader({ alg: 'ES256' }).sign(keys.privateKey));
  };
  const confirm = async (request: IncomingMessage, response: ServerResponse, mode: Mode): Promise<void> => {
    const query = new URL(request.url ?? '/', bench.url).searchParams;
    const headers = {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${keyOf(mode, 'sk')}:`).toString('base64')}`,
    };
    const body = JSON.stringify({ ...Object.fromEntries(query), amount: Number(query.get('amount')) });
    // A shop whose gateway hangs up says that it does not know.
    const answer = await fetch(`${gateway.url}/v1/payments/confirm`, { method: 'POST', headers, body }).then(
      async (told) => (told.ok ? '<h1>주문이 완료되었습니다</h1>' : `<h1>결제에 실패했습니다</h1>${await told.text()}`),
      () => '<h1>결제 결과를 확인하지 못했습니다</h1>',
    );
    html(response, answer);
  };

  const pay = async (wiring: Wiring, { guards, canHold }: Standing): Promise<Paid> => {
    await gateway.control.reset();
    await gateway.control.turn(wiring.knobs);
    serve(wiring);
    const own = mkdtempSync(join(folder, 'run-'));
    const journal = openJournal(join(own, 'journal.sqlite'), { clock: systemClock, redactor: environmentRedactor({}) });
    const secrets = { get: () => keyOf('test', 'sk') };
    const plan = { ...planOf([]), target };
    const env = {};
    const gates = createGateProvider({
      journal,
      runId: 'run-1',
      plan,
      secrets,
      clock: systemClock,
      env,
      lockFolder: own,
      guards,
    });
    const before = await gateway.control.meters();
    const gate: { now: PaymentGate | null } = { now: null };
    const passOn: PaymentGate = {
      pay: (intent, press) => (gate.now === null ? Promise.reject(new Error('no gate')) : gate.now.pay(intent, press)),
    };
    const world = await bench.world('', { gate: passOn, target, budgetMs: 60_000 });
    const context = world.page.context();
    gates.watch(context, canHold ? await routeWall(context) : null);
    gate.now = gates.gateFor(world.page, () => 30_000);
    const stopped: (string | null)[] = [];
    try {
      for (const [id, amount, canary] of [
        ['PAY-01', 1_234, true],
        ['PAY-02', 2_000_000, false],
      ] as const) {
        await world.page.goto(`${bench.url}/checkout?amount=${amount}`);
        const expected = wiring.isOverLimit && !canary ? declined : approved;
        const args = { amount, canary, ...expected };
        const step = { ...world, step: { ...world.step, id } };
        stopped.push(await run(step, 'submit-payment', args).then(() => null, String));
      }
    } finally {
      await context.close();
      journal.close();
    }
    const after = await gateway.control.meters();
    return {
      liveKrw: after.live.approvedKrw - before.live.approvedKrw,
      testApprovals: after.test.approvals - before.test.approvals,
      stopped,
    };
  };

  const close = async (): Promise<void> => {
    await bench.close();
    gateway.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { pay, close };
}

const approved = { card: 'unissuable-approved', expect: 'approved' } as const;
const declined = {
  card: 'unissuable-over-limit',
  expect: 'declined',
  decline: { source: 'magic-card', code: 'REJECT_CARD_PAYMENT' },
} as const;

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
