import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright';
import { systemClock } from '../../runner/base/clock.ts';
import { findBrowser } from '../../runner/engine/browser.ts';
import { openSession, type Session } from '../../runner/engine/session.ts';
import type { RunEvent } from '../../runner/model/event.ts';
import { createNetworkWall } from '../../runner/network/wall.ts';
import { launchChromium } from '../kit/chromium.ts';
import { escapeRoutes, escapeTools, optionalRoutes, packetRoutes } from '../kit/escape-routes.ts';
import { startForbiddenHost, type ForbiddenHost } from '../kit/forbidden-host.ts';
import { target as demo } from '../kit/payment-world.ts';
import { urlOf } from '../kit/small-server.ts';

let shop: Server;
let browser: Browser;
before(async () => {
  shop = createServer(serveShop);
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  shop.closeAllConnections();
  shop.close();
});

function serveShop(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://shop');
  const at = url.searchParams.get('at') ?? '';
  request.resume();
  if (url.pathname === '/to')
    return void response.writeHead(Number(url.searchParams.get('status')), { location: at }).end();
  if (url.pathname === '/service-worker.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' });
    return void response.end(
      `self.addEventListener('install', (e) => e.waitUntil(fetch(${JSON.stringify(at)}, { mode: 'no-cors' }).catch(() => {})))`,
    );
  }
  const reporting =
    url.pathname === '/reporting' ? { 'content-security-policy': `img-src 'none'; report-uri ${at}` } : {};
  response.writeHead(200, { 'content-type': 'text/html', ...reporting });
  response.end('<!doctype html><title>shop</title><body>shop<img src="/x.png">');
}

/** Tries every route and returns those that left no sign of having been tried. What need not leave one is not waited for long. */
async function tryEverything(
  session: Session,
  host: ForbiddenHost,
  signs: () => number,
  quiet: readonly string[],
): Promise<readonly string[]> {
  const silent: string[] = [];
  let last: Page | null = null;
  for (const [name, body] of Object.entries(escapeRoutes)) {
    const page = await session.context.newPage();
    page.on('download', (download) => void download.cancel());
    await page.goto(`${urlOf(shop)}/`);
    const before = signs();
    const facts = { there: `${host.url}/${name}`, udp: `127.0.0.1:${host.packetPort}` };
    const script = `(async () => { const { there, udp } = ${JSON.stringify(facts)}; ${escapeTools} ${body} })()`;
    // A route that leaves the page takes its own answer away.
    await page.evaluate(script).catch(() => undefined);
    const looks = quiet.includes(name) ? 100 : 2_000;
    for (let look = 0; look < looks && signs() === before; look += 1) await delay(10);
    if (signs() === before && !optionalRoutes.includes(name)) silent.push(name);
    // A page that is just being left may not answer when it is closed at once.
    await last?.close();
    last = page;
  }
  return silent;
}

const options = { viewport: { width: 400, height: 600 } };

test('without the wall the same pages reach the forbidden host by every route', async () => {
  const host = await startForbiddenHost();
  // Started without the product's switches, too: they are a part of the wall.
  const { executable } = findBrowser({ headed: false, debug: false }, process.env);
  const bare = await chromium.launch({ executablePath: executable, chromiumSandbox: false });
  const session = await openSession(bare, options, systemClock);
  const silent = await tryEverything(session, host, () => host.arrived.length + host.connections(), optionalRoutes);
  await session.close();
  await bare.close();
  await host.close();
  assert.deepEqual(silent, []);
  assert.ok(Object.keys(escapeRoutes).length >= 60);
});

test('behind the wall nothing arrives at a host that is not listed, by any route', async () => {
  const host = await startForbiddenHost();
  const events: RunEvent[] = [];
  const wall = createNetworkWall({
    target: { ...demo, baseUrl: urlOf(shop), gateway: null, allowedHosts: [], unknownHosts: 'refuse' },
    record: (event) => void events.push(event),
    env: {},
    own: null,
  });
  const guarded = await wall.guard(browser);
  const session = await openSession(browser, options, systemClock, guarded);
  const refused = (): number =>
    wall.compared().hosts.reduce((sum, { allowed, byProxy }) => sum + (allowed ? 0 : byProxy), 0);
  const silent = await tryEverything(session, host, refused, [...optionalRoutes, ...packetRoutes]);
  await session.close();
  await guarded.lower();
  await host.close();
  assert.deepEqual([host.arrived, host.connections()], [[], 0]);
  // All the others were really tried: each asked the proxy and was refused there.
  assert.deepEqual(silent, packetRoutes);
  const told = events.flatMap((event) => (event.kind === 'network.refused' ? [event] : []));
  const hosts = told.map(({ host: at }) => at).filter((at) => !at.startsWith('b.'));
  assert.deepEqual(hosts.sort(), [`127.0.0.1:${host.port}`, `a.localhost:${host.port}`, `localhost:${host.port}`]);
  for (const { by, message, host: at } of told) {
    assert.equal(by, 'proxy');
    assert.match(message.en, new RegExp(`add "- ${at}" to allowed-hosts`));
  }
  assert.deepEqual(
    wall.compared().missing.filter(({ notSeenBy }) => notSeenBy === 'proxy'),
    [],
  );
});
