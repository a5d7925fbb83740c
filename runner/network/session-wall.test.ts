import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { target as demo } from '../../tests/kit/payment-world.ts';
import { allowListOf } from './allow-list.ts';
import type { Refusal } from './refusals.ts';
import { raiseSessionWall, type GuardedSession } from './session-wall.ts';
import { createTraffic } from './traffic.ts';

let shop: Server;
let other: Server;
before(async () => {
  [shop, other] = await Promise.all([serve(), serve()]);
});
after(() => {
  shop.close();
  other.close();
});

async function serve(): Promise<Server> {
  const server = createServer((_request, response) => response.writeHead(200, { connection: 'close' }).end('ok'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}

type Raised = {
  readonly wall: GuardedSession;
  readonly told: Refusal[];
  readonly status: (url: string) => Promise<number>;
};

async function raise(unknownHosts: 'refuse' | 'record', use: (raised: Raised) => Promise<void>): Promise<void> {
  const target = { ...demo, baseUrl: urlOf(shop), allowedHosts: [], gateway: null, unknownHosts };
  const told: Refusal[] = [];
  const shared = {
    target,
    allowList: allowListOf(target),
    traffic: createTraffic(),
    upstream: () => null,
    refuse: (refusal: Refusal) => void told.push(refusal),
  };
  const wall = await raiseSessionWall(shared, { hasPayment: true });
  const port = Number(new URL(wall.proxy.server).port);
  const status = async (url: string): Promise<number> => {
    const request = ask({ host: '127.0.0.1', port, path: url, agent: false });
    request.end();
    const [response]: IncomingMessage[] = await once(request, 'response');
    response?.resume();
    return response?.statusCode ?? 0;
  };
  try {
    await use({ wall, told, status });
  } finally {
    await wall.close();
  }
}

test('under "refuse" an unknown host is refused in every section, and the step and the line to add are named', async () => {
  await raise('refuse', async ({ wall, told, status }) => {
    wall.beginSection({ hasPayment: false });
    wall.beginStep('HOME-1');
    assert.equal(await status(`${urlOf(shop)}/`), 200);
    assert.equal(await status(`${urlOf(other)}/x`), 403);
    const host = new URL(urlOf(other)).host;
    assert.deepEqual(
      told.map(({ step, by, host: at, what }) => ({ step, by, at, what })),
      [{ step: 'HOME-1', by: 'proxy', at: host, what: 'GET /x' }],
    );
    assert.match(wall.notes()[0]?.en ?? '', new RegExp(`add "- ${host}" to allowed-hosts`));
    assert.equal(wall.stopped(), null);
  });
});

test('under "record" an unknown host is let out and told, but not in a section with a payment, and not before a section began', async () => {
  await raise('record', async ({ wall, told, status }) => {
    assert.equal(await status(`${urlOf(other)}/early`), 403);
    wall.beginSection({ hasPayment: false });
    assert.equal(await status(`${urlOf(other)}/x`), 200);
    wall.beginSection({ hasPayment: true });
    assert.equal(await status(`${urlOf(other)}/x`), 403);
    assert.deepEqual(
      told.map(({ by }) => by),
      ['proxy', 'recorded', 'proxy'],
    );
  });
});

test("what Chromium wants for itself is refused under either policy, and not called the shop's", async () => {
  for (const policy of ['refuse', 'record'] as const) {
    await raise(policy, async ({ wall, told, status }) => {
      wall.beginSection({ hasPayment: false });
      assert.equal(await status('http://update.googleapis.com/service/update2'), 403);
      assert.match(told[0]?.message.en ?? '', /Chromium itself/);
    });
  }
});

test('a step begins without the trouble of the one before', async () => {
  await raise('refuse', async ({ wall, status }) => {
    wall.beginStep('A');
    await status(`${urlOf(other)}/x`);
    assert.equal(wall.notes().length, 1);
    wall.beginStep('B');
    assert.deepEqual([wall.notes(), wall.stopped()], [[], null]);
  });
});

test('only a session without a payment reaches the shop past the proxy, and only over plain http and without a proxy of the company', async () => {
  const base = { ...demo, baseUrl: 'http://shop.example', allowedHosts: [], gateway: null };
  const bypassOf = async (changes: Partial<typeof base>, hasPayment: boolean, upstream: string | null = null) => {
    const target = { ...base, ...changes };
    const shared = { target, allowList: allowListOf(target), traffic: createTraffic(), refuse: () => undefined };
    const wall = await raiseSessionWall({ ...shared, upstream: () => upstream }, { hasPayment });
    await wall.close();
    return wall.proxy.bypass;
  };
  assert.equal(await bypassOf({}, false), '<-loopback>,shop.example:80');
  assert.equal(await bypassOf({}, true), '<-loopback>');
  assert.equal(await bypassOf({ baseUrl: 'https://shop.example' }, false), '<-loopback>');
  assert.equal(await bypassOf({}, false, 'http://proxy.company:3128'), '<-loopback>');
});
