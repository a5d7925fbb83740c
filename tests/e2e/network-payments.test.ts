import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright';
import { systemClock } from '../../runner/base/clock.ts';
import { openSession, type Session } from '../../runner/engine/session.ts';
import type { RunEvent } from '../../runner/model/event.ts';
import type { PaymentWall } from '../../runner/model/payment-wall.ts';
import { createNetworkWall, type BrowserWall } from '../../runner/network/wall.ts';
import { launchChromium } from '../kit/chromium.ts';
import { target as demo } from '../kit/payment-world.ts';
import { urlOf } from '../kit/small-server.ts';

/*
 * The gateway is a listed host here: nothing but the payment door keeps a page from paying there.
 */

let browser: Browser;
let shop: Server;
let gateway: Server;
const atShop: string[] = [];
const atGateway: string[] = [];
let guarded: BrowserWall;
let session: Session;
let events: RunEvent[] = [];

before(async () => {
  shop = await listening(atShop);
  gateway = await listening(atGateway);
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  for (const server of [shop, gateway]) {
    server.closeAllConnections();
    server.close();
  }
});

beforeEach(async () => {
  events = [];
  const wall = createNetworkWall({
    target: targetOf(),
    record: (event) => void events.push(event),
    env: {},
    own: null,
  });
  guarded = await wall.guard(browser);
  session = await openSession(browser, { viewport: { width: 400, height: 600 } }, systemClock, guarded);
  session.wall?.beginSection({ hasPayment: true });
  await session.page.goto(urlOf(shop));
  session.wall?.beginStep('PAY-1');
  atShop.length = 0;
  atGateway.length = 0;
});
afterEach(async () => {
  await session.close();
  await guarded.lower();
});

/** A server that answers everything, redirects where `/to?at=` says, and notes what it was asked. */
async function listening(asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url !== '/favicon.ico') asked.push(`${request.method} ${request.url}`);
    const url = new URL(request.url ?? '/', 'http://x');
    const at = url.searchParams.get('at');
    if (url.pathname === '/to' && at !== null)
      return void response.writeHead(Number(url.searchParams.get('status')), { location: at }).end();
    if (url.pathname.endsWith('.js')) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return void response.end(`self.addEventListener('fetch', () => {})`);
    }
    response.writeHead(200, {
      'content-type': 'text/html',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
    });
    return void response.end('<!doctype html><title>x</title><body>page');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function targetOf(): typeof demo {
  const config = demo.gateway;
  assert.ok(config !== null);
  return {
    ...demo,
    baseUrl: urlOf(shop),
    allowedHosts: [],
    unknownHosts: 'refuse',
    gateway: { ...config, baseUrl: urlOf(gateway) },
  };
}

function payments(): PaymentWall {
  assert.ok(session.wall !== null);
  return session.wall.payments;
}

/** Runs in the shop's page; `pay` is the gateway's address. */
async function inPage(body: string): Promise<void> {
  const add = `const add = (tag, set) => document.body.appendChild(Object.assign(document.createElement(tag), set));`;
  const script = `(async () => { const pay = ${JSON.stringify(`${urlOf(gateway)}/window`)}; ${add} ${body} })()`;
  await session.page.evaluate(script).catch(() => undefined);
}

async function until(what: () => boolean): Promise<void> {
  const endMs = systemClock.elapsed() + 60_000;
  while (!what()) {
    assert.ok(systemClock.elapsed() < endMs, 'it did not come to pass within a minute');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const plainWays: { readonly [name: string]: string } = {
  'a link': `add('a', { href: pay, textContent: 'x' }).click()`,
  'a link to a new tab': `add('a', { href: pay, target: '_blank', rel: 'noopener', textContent: 'x' }).click()`,
  'location.assign': `location.assign(pay)`,
  'a popup': `window.open(pay)`,
  'an iframe': `add('iframe', { src: pay })`,
  'an object': `add('object', { data: pay })`,
  'a form': `add('form', { action: pay, method: 'get' }).submit()`,
  'a posted form': `add('form', { action: pay, method: 'post' }).submit()`,
  'a form into an iframe': `add('iframe', { name: 'inner' }); add('form', { action: pay, method: 'post', target: 'inner' }).submit()`,
  'a redirect 302': `location.assign('/to?status=302&at=' + encodeURIComponent(pay))`,
  'a redirect 303': `location.assign('/to?status=303&at=' + encodeURIComponent(pay))`,
  'a redirect 307 of a form': `add('form', { action: '/to?status=307&at=' + encodeURIComponent(pay), method: 'post' }).submit()`,
  'a meta refresh': `add('meta', { httpEquiv: 'refresh', content: '0;url=' + pay })`,
  'a fetch': `fetch(pay, { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})`,
  'a fetch with a question first': `fetch(pay, { method: 'PUT', headers: { 'x-a': '1' } }).catch(() => {})`,
  'a request': `const x = new XMLHttpRequest(); x.open('POST', pay); x.send('x')`,
  'a synchronous request': `const x = new XMLHttpRequest(); x.open('POST', pay, false); try { x.send('x') } catch (e) { void e }`,
  'a beacon': `navigator.sendBeacon(pay, 'x')`,
  'a ping': `add('a', { href: '#', ping: pay, textContent: 'x' }).click()`,
  'a worker': `new Worker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(pay) + ', { method: "POST", mode: "no-cors" }).catch(() => {})'])))`,
  'a shared worker': `new SharedWorker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(pay) + ', { method: "POST", mode: "no-cors" }).catch(() => {})'])))`,
  'a redirected fetch': `fetch('/to?status=307&at=' + encodeURIComponent(pay), { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})`,
};

for (const [name, body] of Object.entries(plainWays)) {
  test(`without an armed payment ${name} does not get to the gateway, and the step says so`, async () => {
    await inPage(body);
    await until(() => session.wall?.stopped() !== null);
    assert.match(session.wall?.stopped()?.en ?? '', /Payments are made with submit-payment only/);
    const told = events.flatMap((event) => (event.kind === 'network.refused' ? [event] : []));
    assert.deepEqual([told[0]?.by, told[0]?.host], ['fetch', new URL(urlOf(gateway)).host]);
    assert.deepEqual(
      atGateway.filter((line) => !line.startsWith('OPTIONS')),
      [],
    );
  });
}

test("the gateway's script is loaded before a payment, and nothing is stopped by that", async () => {
  await inPage(`add('script', { src: pay + '/sdk.js' })`);
  await until(() => atGateway.length > 0);
  assert.deepEqual(atGateway, ['GET /window/sdk.js']);
  assert.equal(session.wall?.stopped() ?? null, null);
});

test('an armed payment opens the way for its own session alone, and disarming shuts it', async () => {
  const other = await openSession(browser, { viewport: { width: 400, height: 600 } }, systemClock, guarded);
  await other.page.goto(urlOf(shop));
  await payments().armPayment();
  await other.page.evaluate((pay) => window.open(pay), `${urlOf(gateway)}/other`);
  await until(() => other.wall?.stopped() !== null);
  await inPage(
    `fetch(pay, { method: 'POST', mode: 'no-cors' }).catch(() => {}); add('iframe', { src: pay + '/frame' })`,
  );
  await until(() => atGateway.length === 2);
  await payments().disarm();
  await inPage(`window.open(pay + '/late')`);
  await until(() => session.wall?.stopped() !== null);
  assert.deepEqual(atGateway.toSorted(), ['GET /window/frame', 'POST /window']);
  await other.close();
});

const confirm = '/checkout/success?paymentKey=k1&orderId=o-1&amount=1000';
const toConfirm = (status: number): string =>
  `${urlOf(gateway)}/to?status=${status}&at=${encodeURIComponent(urlOf(shop) + confirm)}`;
const confirms = (): readonly string[] =>
  atShop.filter((line) => /paymentKey|payment%4Bey/.test(line) && !line.startsWith('GET /to'));

const confirmWays: { readonly [name: string]: () => Promise<void> } = {
  'location.assign': () => inPage(`location.assign(${JSON.stringify(confirm)})`),
  'names written in another way': () =>
    inPage(`location.assign('/checkout/success?payment%4Bey=k1&orderId=o-1&%61mount=1000')`),
  'a redirect 302 of the shop': () =>
    inPage(`location.assign('/to?status=302&at=' + encodeURIComponent(${JSON.stringify(confirm)}))`),
  'a fetch': () => inPage(`fetch(${JSON.stringify(confirm)}).catch(() => {})`),
  'a popup': () => inPage(`window.open(${JSON.stringify(confirm)})`),
  'an iframe': () => inPage(`add('iframe', { src: ${JSON.stringify(confirm)} })`),
  'a picture': () => inPage(`new Image().src = ${JSON.stringify(confirm)}`),
};

for (const [name, go] of Object.entries(confirmWays)) {
  test(`without an armed payment the shop is not told to confirm: ${name}`, async () => {
    await go();
    await until(() => session.wall?.stopped() !== null);
    assert.match(session.wall?.stopped()?.en ?? '', /confirms a payment was stopped/);
    assert.deepEqual(confirms(), []);
  });
}

for (const [word, arrived] of [
  ['release', 1],
  ['drop', 0],
] as const) {
  for (const status of [302, 303, 307]) {
    test(`a ${word} of a ${status} from the gateway lets ${arrived} confirmation through, and a second never`, async () => {
      await payments().armPayment();
      const asked: string[] = [];
      await payments().holdConfirm?.({
        matches: (url) => url.searchParams.has('paymentKey'),
        decide: async ({ url }) => {
          asked.push(new URL(url).search);
          assert.deepEqual(confirms(), [], 'the shop hears of it before the decision');
          return word;
        },
      });
      await inPage(`location.assign(${JSON.stringify(toConfirm(status))})`);
      await until(() => asked.length === 1);
      if (arrived === 1) await until(() => confirms().length === 1);
      else await until(() => events.length > 0);
      const tab = await session.context.newPage();
      await tab.goto(`${urlOf(shop)}${confirm}`).catch(() => undefined);
      assert.equal(confirms().length, arrived);
    });
  }
}

test('a decision that throws, and a gate that nobody set, drop', async () => {
  await payments().armPayment();
  await session.page.goto(`${urlOf(shop)}${confirm}`).catch(() => undefined);
  await payments().holdConfirm?.({ matches: () => true, decide: () => Promise.reject(new Error('broken')) });
  await session.page.goto(`${urlOf(shop)}${confirm}`).catch(() => undefined);
  assert.deepEqual(confirms(), []);
  const told = events.flatMap((event) => (event.kind === 'network.refused' ? [event.message.en] : []));
  assert.match(told.join('\n'), /no confirm gate was set[\s\S]*could not decide \(broken\)/);
});

test('what the released answer page itself asks for with the same numbers is let through', async () => {
  await payments().armPayment();
  await payments().holdConfirm?.({ matches: () => true, decide: () => Promise.resolve('release') });
  await session.page.goto(`${urlOf(shop)}${confirm}`);
  await inPage(`await fetch('/api/confirm?paymentKey=k1&orderId=o-1&amount=1000')`);
  await inPage(`await fetch('/api/confirm?paymentKey=k2&orderId=o-1&amount=1000').catch(() => {})`);
  assert.deepEqual(confirms(), [`GET ${confirm}`, 'GET /api/confirm?paymentKey=k1&orderId=o-1&amount=1000']);
});

for (const scheme of [
  'intent://pay#Intent;scheme=ispmobile;end',
  'kakaotalk://pay',
  'supertoss://pay',
  'market://details',
]) {
  test(`an app is not opened, and the step says so: ${scheme}`, async () => {
    await inPage(`location.assign(${JSON.stringify(scheme)})`);
    await until(() => session.wall?.stopped() !== null);
    assert.match(session.wall?.stopped()?.en ?? '', /tried to open an app/);
  });
}

test('a telephone number is recorded and fails nothing', async () => {
  await inPage(`location.assign('tel:0212345678')`);
  await until(() => events.length === 1);
  assert.equal(session.wall?.stopped() ?? null, null);
});

test('a confirm address is not opened ahead of time', async () => {
  const rules = { prerender: [{ source: 'list', urls: [confirm] }] };
  await inPage(`add('script', { type: 'speculationrules', textContent: ${JSON.stringify(JSON.stringify(rules))} })`);
  await until(() => events.length > 0);
  assert.deepEqual(confirms(), []);
});

test('a gateway page that was fetched ahead of time is not opened by a click either', async () => {
  const rules = { prefetch: [{ source: 'list', urls: [`${urlOf(gateway)}/window`] }] };
  await inPage(`add('script', { type: 'speculationrules', textContent: ${JSON.stringify(JSON.stringify(rules))} })`);
  await until(() => events.length > 0);
  await inPage(`location.assign(pay)`);
  await until(() => session.wall?.stopped() !== null);
  assert.deepEqual(atGateway, []);
});
