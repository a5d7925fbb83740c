import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { launchChromium } from '../../tests/kit/chromium.ts';
import { witnessContext } from './page-witness.ts';

// Put together at run time, so that no file of ours holds what looks like a live key.
const key = (mode: string) => [mode, 'ck', 'abcdef123456'].join('_');
const pages: Readonly<Record<string, { type: string; body: string }>> = {
  '/plain': { type: 'text/html', body: '<h1>no key</h1>' },
  '/html': { type: 'text/html', body: `<script>const k = "${key('test')}"</script>` },
  '/script': { type: 'text/html', body: '<script src="/test.js?v=1#x"></script><script src="/missing.js"></script>' },
  '/cached': { type: 'text/html', body: '<script src="/cached.js"></script><script src="/moved.js"></script>' },
  '/cached.js': { type: 'text/javascript', body: `window.k = "${key('test')}"` },
  '/live-script': { type: 'text/html', body: `<meta content="${key('test')}"><script src="/live.js"></script>` },
  '/frame': { type: 'text/html', body: `<meta content="${key('test')}"><iframe src="/live-html"></iframe>` },
  '/live-html': { type: 'text/html', body: `<p>${key('live')}</p>` },
  '/fetch': {
    type: 'text/html',
    body: '<script>fetch("/config.json").then((r) => r.json()).then(() => { document.title = "loaded" })</script>',
  },
  '/send': {
    type: 'text/html',
    body: `<script>fetch("/echo", { method: "POST", body: ["live", "ck", "abc"].join("_") }).then(() => { document.title = "loaded" })</script>`,
  },
  '/popup': { type: 'text/html', body: '<a href="/html" target="_blank">open</a>' },
  '/popup-send': { type: 'text/html', body: '<a href="/send" target="_blank">open</a>' },
  '/test.js': { type: 'text/javascript', body: `window.k = "${key('test')}"` },
  '/live.js': { type: 'text/javascript', body: `window.k = "${key('live')}"` },
  '/config.json': { type: 'application/json', body: `{"clientKey":"${key('test')}"}` },
  '/echo': { type: 'text/plain', body: 'ok' },
};

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const page = pages[new URL(request.url ?? '/', 'http://x').pathname];
  if (request.url === '/moved.js') {
    response.writeHead(302, { location: '/live.js' }).end();
    return;
  }
  // A script is asked for again by its tag, everything else is kept: both kinds of cache are met.
  const isScript = page?.type === 'text/javascript';
  if (isScript && request.headers['if-none-match'] === '"1"') {
    response.writeHead(304, { etag: '"1"' }).end();
    return;
  }
  const cache =
    request.url === '/cached.js' ? { etag: '"1"', 'cache-control': 'no-cache' } : { 'cache-control': 'max-age=600' };
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': page?.type ?? 'text/plain', ...cache });
  response.end(page?.body ?? 'not found');
});
let browser: Browser | null = null;
let origin = '';

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  origin = `http://127.0.0.1:${address.port}`;
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function withPage<T>(
  use: (
    page: Page,
    look: () => Promise<{ modes: readonly string[]; unread: readonly string[]; where: string }>,
  ) => Promise<T>,
): Promise<T> {
  assert.ok(browser !== null);
  const context = await browser.newContext();
  const witness = witnessContext(context);
  const page = await context.newPage();
  try {
    return await use(page, async () => {
      const { keys, unread } = await witness.of(page).look();
      const modes = [...new Set(keys.map(({ mode }) => mode))].toSorted();
      return { modes, unread, where: keys.map(({ where }) => where.replace(origin, '')).join(', ') };
    });
  } finally {
    await context.close();
  }
}

const looks: readonly (readonly [string, string, readonly string[], RegExp])[] = [
  ['a page without a key', '/plain', [], /^$/],
  ['a key in the page', '/html', ['test'], /page \/html/],
  ['a key in a script file', '/script', ['test'], /script \/test\.js/],
  ['a live key in a script file beside a test key in the page', '/live-script', ['live', 'test'], /script \/live\.js/],
  ['a live key in a frame', '/frame', ['live', 'test'], /page \/live-html/],
];
for (const [name, path, modes, where] of looks) {
  test(`${name} is told, and every script was read`, async () => {
    await withPage(async (page, look) => {
      await page.goto(`${origin}${path}`);
      const seen = await look();
      assert.deepEqual(seen.modes, modes);
      assert.match(seen.where, where);
      assert.deepEqual(seen.unread, []);
    });
  });
}

test('keys in loaded data and in what the page sent are told', async () => {
  for (const [path, mode, where] of [
    ['/fetch', 'test', /fetch \/config\.json/],
    ['/send', 'live', /request \/echo/],
  ] as const) {
    await withPage(async (page, look) => {
      await page.goto(`${origin}${path}`);
      await page.waitForFunction(() => document.title === 'loaded');
      const seen = await look();
      assert.ok(seen.modes.includes(mode), JSON.stringify(seen));
      assert.match(seen.where, where);
    });
  }
});

test('a new page must prove itself anew, but a live key stays seen', async () => {
  await withPage(async (page, look) => {
    await page.goto(`${origin}/html`);
    await page.goto(`${origin}/plain`);
    assert.deepEqual((await look()).modes, []);
    await page.goto(`${origin}/send`);
    await page.waitForFunction(() => document.title === 'loaded');
    await page.goto(`${origin}/plain`);
    assert.deepEqual((await look()).modes, ['live']);
  });
});

test('cached scripts and redirected ones are read on every page that runs them', async () => {
  await withPage(async (page, look) => {
    for (const path of ['/cached', '/plain', '/cached', '/cached']) {
      await page.goto(`${origin}${path}`);
      const seen = await look();
      assert.deepEqual(seen.unread, []);
      assert.deepEqual(seen.modes, path === '/plain' ? [] : ['live', 'test']);
    }
  });
});

test('a script that was loaded before anybody looked counts as unread', async () => {
  assert.ok(browser !== null);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/script`);
  const seen = await witnessContext(context).of(page).look();
  assert.ok(seen.unread.includes(`${origin}/test.js`), JSON.stringify(seen));
  await context.close();
});

test('a popup opened by the page does not break the witness', async () => {
  await withPage(async (page, look) => {
    await page.goto(`${origin}/popup`);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('a')]);
    await popup.waitForLoadState();
    assert.deepEqual((await look()).modes, []);
  });
});

test('a live key that a popup sent counts for the page that opened it', async () => {
  await withPage(async (page, look) => {
    await page.goto(`${origin}/popup-send`);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('a')]);
    await popup.waitForFunction(() => document.title === 'loaded');
    await popup.close();
    assert.deepEqual((await look()).modes, ['live']);
  });
});
