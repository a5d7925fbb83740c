import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, request as ask, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { openProxy, type Ask, type OpenProxy, type ProxyOptions } from './proxy.ts';

let shop: Server;
before(async () => {
  shop = createServer((request, response) => {
    if (request.url === '/slow') return void setTimeout(() => response.end('late'), 1_500);
    if (request.url === '/stream')
      return response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    if (request.url === '/cut') return void request.socket.destroy();
    return void response.writeHead(200, { 'content-type': 'text/plain' }).end(`${request.method} ${request.url}`);
  });
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
});
after(() => {
  shop.closeAllConnections();
  shop.close();
});

const port = (server: Server): number => {
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
};

const everything: ProxyOptions = {
  judge: () => ({ out: true, listed: true }),
  upstream: () => null,
  unreachable: () => undefined,
};

async function through(
  options: Partial<ProxyOptions>,
  use: (proxy: OpenProxy, port: number) => Promise<void>,
): Promise<void> {
  const proxy = await openProxy({ ...everything, ...options });
  try {
    await use(proxy, Number(new URL(proxy.settings.server).port));
  } finally {
    await proxy.close();
  }
}

/** Asks a proxy as a browser does: with the whole address. */
async function fetchBy(proxyPort: number, url: string, method = 'GET'): Promise<{ status: number; body: string }> {
  const request = ask({ host: '127.0.0.1', port: proxyPort, path: url, method, headers: { host: new URL(url).host } });
  request.end();
  const [response]: IncomingMessage[] = await once(request, 'response');
  assert.ok(response !== undefined);
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode ?? 0, body };
}

/** Asks for a tunnel and returns the first line of the answer. */
async function tunnelBy(
  proxyPort: number,
  to: string,
): Promise<{ line: string; ended: Promise<unknown>; close: () => void }> {
  const socket = connect(proxyPort, '127.0.0.1');
  socket.write(`CONNECT ${to} HTTP/1.1\r\nhost: ${to}\r\nuser-agent: x\r\n\r\n`);
  const [data] = await once(socket, 'data');
  return { line: String(data).split('\r\n')[0] ?? '', ended: once(socket, 'close'), close: () => socket.destroy() };
}

test('what the judge lets out arrives unchanged, also when it takes longer than a connection is kept', async () => {
  await through({}, async (_proxy, at) => {
    assert.deepEqual(await fetchBy(at, `http://127.0.0.1:${port(shop)}/x?y=1`), { status: 200, body: 'GET /x?y=1' });
    assert.deepEqual(await fetchBy(at, `http://127.0.0.1:${port(shop)}/slow`), { status: 200, body: 'late' });
  });
});

test('the head of a stream of events is passed on before its first event', async () => {
  await through({}, async (_proxy, at) => {
    const request = get({ host: '127.0.0.1', port: at, path: `http://127.0.0.1:${port(shop)}/stream` });
    const [response] = await once(request, 'response');
    assert.equal(response.headers['content-type'], 'text/event-stream');
    request.destroy();
  });
});

test('what is refused reaches nobody and says in both languages why', async () => {
  const message = { ko: '막음', en: 'not listed' };
  await through({ judge: () => ({ out: false, message }) }, async (_proxy, at) => {
    const { status, body } = await fetchBy(at, `http://127.0.0.1:${port(shop)}/x`);
    assert.equal(status, 403);
    assert.match(body, /막음[\s\S]*not listed/);
    assert.match((await tunnelBy(at, `127.0.0.1:${port(shop)}`)).line, /^HTTP\/1.1 403 /);
  });
});

test('the judge is told the canonical place, whatever way it was written', async () => {
  const places: string[] = [];
  const judge = ({ place }: Ask) => {
    places.push(`${place.host}:${place.port}`);
    return { out: false, message: { ko: '', en: '' } } as const;
  };
  await through({ judge }, async (_proxy, at) => {
    for (const url of ['http://SHOP.example/', 'http://shop.example.:80/', 'http://0x7f.1:81/', 'http://[0:0::1]:82/'])
      await fetchBy(at, url);
    for (const to of ['Shop.Example.:443', '2130706433:444', 'user@shop.example:445']) await tunnelBy(at, to);
  });
  assert.deepEqual(places, [
    'shop.example:80',
    'shop.example:80',
    '127.0.0.1:81',
    '[::1]:82',
    'shop.example:443',
    '127.0.0.1:444',
    'shop.example:445',
  ]);
});

test('where nobody answers, a reading page sees a broken connection, an acting one an error that is not sent again', async () => {
  const told: string[] = [];
  const gone = createServer();
  gone.listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const nowhere = `http://127.0.0.1:${port(gone)}/`;
  gone.close();
  await once(gone, 'close');
  await through({ unreachable: (host, why) => void told.push(`${host} ${why}`) }, async (_proxy, at) => {
    await assert.rejects(fetchBy(at, nowhere), { code: 'ECONNRESET' });
    await assert.rejects(fetchBy(at, `http://127.0.0.1:${port(shop)}/cut`), { code: 'ECONNRESET' });
    assert.equal((await fetchBy(at, nowhere, 'POST')).status, 594);
  });
  assert.equal(told.length, 3);
  assert.match(told[0] ?? '', /connection refused/);
  assert.match(told[1] ?? '', /connection reset/);
});

test('connections to places that nobody listed are ended on demand, the others live on', async () => {
  const listed = port(shop);
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  await through({ judge: ({ place }) => ({ out: true, listed: place.port === listed }) }, async (proxy, at) => {
    const kept = await tunnelBy(at, `127.0.0.1:${listed}`);
    const cut = await tunnelBy(at, `127.0.0.1:${port(other)}`);
    let isCut = false;
    void kept.ended.then(() => (isCut = true));
    proxy.cutUnlisted();
    await cut.ended;
    assert.equal(isCut, false);
    kept.close();
  });
  other.closeAllConnections();
  other.close();
});

test("a company's proxy is passed on to, for http and for tunnels", async () => {
  const seen: string[] = [];
  const company = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('by the company');
  });
  company.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 200 OK\r\n\r\n');
  });
  company.listen(0, '127.0.0.1');
  await once(company, 'listening');
  await through({ upstream: () => `http://127.0.0.1:${port(company)}` }, async (_proxy, at) => {
    assert.equal((await fetchBy(at, 'http://shop.example/a')).body, 'by the company');
    assert.match((await tunnelBy(at, 'shop.example:443')).line, / 200 /);
  });
  assert.deepEqual(seen, ['GET http://shop.example/a', 'CONNECT shop.example:443']);
  company.closeAllConnections();
  company.close();
});
