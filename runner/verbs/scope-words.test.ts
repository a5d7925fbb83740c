import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { action, expectation, failureOf, run, startBench, type Bench } from '../../tests/kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const soon = { budgetMs: 400 };

test('goto opens a path, holds its status and stays with allowed hosts', async () => {
  bench.serve({
    '/cart': '<h1>장바구니</h1>',
    '/gone': (_, response) => response.writeHead(410).end('gone'),
  });
  const world = await bench.world('<p>홈</p>');
  await run(world, 'goto', { url: '/cart' });
  assert.equal(await world.page.locator('h1').innerText(), '장바구니');
  const { text, observed } = await failureOf(run(world, 'goto', { url: '/gone' }));
  assert.match(text.ko, /HTTP 410/);
  assert.equal(observed, 'HTTP 410');
  await run(world, 'goto', { url: '/gone', status: 410 });
  assert.match((await failureOf(run(world, 'goto', { url: '/cart', status: 404 }))).expected ?? '', /404/);
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'http://127.0.0.1:1/']) {
    assert.match((await failureOf(run(world, 'goto', { url }))).text.en, /allowed-hosts/, url);
  }
});

test('goto tells a refused connection, a dropped one, a slow one and bad TLS apart', async () => {
  bench.serve({
    '/dropped': (request) => request.socket.destroy(),
    '/slow': () => undefined,
  });
  const world = await bench.world('<p>홈</p>', { budgetMs: 2_000 });
  const { target } = world;
  const closed = await closedHost();
  const other = await bench.world('<p>홈</p>', {
    target: { ...target, allowedHosts: [closed, 'no-such-host.invalid'] },
    budgetMs: 4_000,
  });
  assert.match((await failureOf(run(world, 'goto', { url: '/dropped' }))).text.en, /dropped before an answer/);
  assert.match((await failureOf(run(other, 'goto', { url: 'http://no-such-host.invalid/' }))).text.en, /DNS/);
  assert.match((await failureOf(run(other, 'goto', { url: `http://${closed}/` }))).text.en, /refused/);
  const tls = { ...target, allowedHosts: [new URL(bench.url).host] };
  const secure = await bench.world('<p>홈</p>', { target: tls, budgetMs: 2_000 });
  assert.match((await failureOf(run(secure, 'goto', { url: bench.url.replace('http:', 'https:') }))).text.en, /TLS/);
  bench.serve({ '/': '<p>홈</p>', '/slow': () => undefined });
  const slow = await bench.world('<p>홈</p>', soon);
  bench.serve({ '/slow': () => undefined });
  assert.match((await failureOf(run(slow, 'goto', { url: '/slow' }))).text.ko, /제한 시간 안에 응답하지 않았습니다/);
});

/** A host and port where nobody listens any more. */
async function closedHost(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

test('frame acts and expects inside an iframe, and a missing one is named', async () => {
  const inner = "<button onclick=&quot;this.textContent='눌림'&quot;>확인</button>";
  const world = await bench.world(`<button>확인</button><iframe title="배송 조회" srcdoc="${inner}"></iframe>`);
  await run(world, 'frame', {
    locator: { title: '배송 조회' },
    do: [action('click', { name: '확인' })],
    expect: [expectation('visible', { text: '눌림' })],
  });
  assert.equal(await world.page.locator('button').innerText(), '확인');
  const missing = await bench.world('<p>없음</p>', soon);
  assert.match(
    (await failureOf(run(missing, 'frame', { locator: { title: '배송 조회' } }))).text.en,
    /title="배송 조회" was not found/,
  );
});

test('frame sees what changes late inside the iframe', async () => {
  const inner = "<p id=p>준비</p><script>setTimeout(() => { p.textContent = '도착'; }, 150)</script>".replaceAll(
    '"',
    '&quot;',
  );
  const world = await bench.world(`<iframe title="조회" srcdoc="${inner}"></iframe>`);
  await run(world, 'frame', {
    locator: { title: '조회' },
    expect: [expectation('text', { css: 'p', equals: '도착' })],
  });
});

test('popup acts inside the new window and closes it', async () => {
  bench.serve({ '/receipt': '<h1>거래명세서</h1>' });
  const world = await bench.world('<a href="/receipt" target="_blank" rel="opener">영수증</a>');
  await run(world, 'popup', {
    open: [action('click', { name: '영수증' })],
    expect: [expectation('visible', { text: '거래명세서' })],
  });
  assert.equal(world.page.context().pages().length, 1);
  await run(world, 'popup', { open: [action('click', { name: '영수증' })], keep: true });
  assert.equal(world.page.context().pages().length, 2);
});

test('popup fails when no window opens, and closes one whose expectation fails', async () => {
  bench.serve({ '/receipt': '<h1>거래명세서</h1>' });
  const world = await bench.world('<button>영수증</button><a href="/receipt" target="_blank" rel="opener">열기</a>', {
    budgetMs: 700,
  });
  assert.match(
    (await failureOf(run(world, 'popup', { open: [action('click', { name: '영수증' })] }))).text.ko,
    /새 창이 열리지 않았습니다/,
  );
  const other = await bench.world('<a href="/receipt" target="_blank" rel="opener">열기</a>', { budgetMs: 900 });
  await failureOf(
    run(other, 'popup', {
      open: [action('click', { name: '열기' })],
      expect: [expectation('visible', { text: '없는 글' })],
    }),
  );
  assert.equal(other.page.context().pages().length, 1);
});

test('dialog declares how the next dialog is answered', async () => {
  const world = await bench.world('<button onclick="document.title = String(prompt(\'이름\'))">묻기</button>');
  await run(world, 'dialog', { accept: true, text: '홍길동', message: '이름' });
  await run(world, 'click', { name: '묻기' });
  assert.equal(await world.page.title(), '홍길동');
  await run(world, 'dialog', { accept: 'dismiss' });
  await run(world, 'click', { name: '묻기' });
  assert.equal(await world.page.title(), 'null');
});

test('wait-for waits for an expectation or a response', async () => {
  bench.serve({ '/api/stock': '{}' });
  const world = await bench.world(
    '<p id="p">준비</p><script>setTimeout(() => fetch("/api/stock?x=1").then(() => { p.textContent = "끝" }), 150)</script>',
  );
  await run(world, 'wait-for', { response: { url: '/api/stock', method: 'GET', status: 200 } });
  await run(world, 'wait-for', { expect: [expectation('text', { css: '#p', equals: '끝' })] });
  const never = await bench.world('<p>그대로</p>', soon);
  assert.match(
    (await failureOf(run(never, 'wait-for', { response: { url: '/api/none' } }))).text.en,
    /awaited response did not come: any \/api\/none/,
  );
});

test('use gives a flow its parameters and keeps them out of the step', async () => {
  const world = await bench.world('<label>아이디 <input></label>', { variables: { id: 'outside' } });
  await run(world, 'use', {
    flow: 'login',
    with: { id: 'tester01' },
    do: [action('save', { as: 'seen', expression: 'id' })],
    expect: [expectation('that', { expression: 'id = "tester01"' })],
  });
  assert.equal(world.variables.get('id'), 'outside');
  assert.equal(world.variables.get('seen'), 'tester01');
  const failing = await bench.world('<p></p>', soon);
  assert.match(
    (await failureOf(run(failing, 'use', { flow: 'x', expect: [expectation('that', { expression: '1 = 2' })] }))).text
      .en,
    /not true: 1 = 2/,
  );
});

test('each repeats for every item and refuses what is no list', async () => {
  const world = await bench.world('<p></p>', { variables: { items: ['가', '나'], all: '' } });
  await run(world, 'each', { in: 'items', as: 'item', do: [action('save', { as: 'all', expression: 'all & item' })] });
  assert.equal(world.variables.get('all'), '가나');
  assert.match((await failureOf(run(world, 'each', { in: '"text"', as: 'item', do: [] }))).text.en, /Not a list/);
});

test('when chooses by a condition that must be true or false', async () => {
  const world = await bench.world('<p></p>', { variables: { points: 10 } });
  const branches = {
    do: [action('save', { as: 'took', expression: '"do"' })],
    else: [action('save', { as: 'took', expression: '"else"' })],
  };
  await run(world, 'when', { if: 'points > 5', ...branches });
  assert.equal(world.variables.get('took'), 'do');
  await run(world, 'when', { if: 'points > 50', ...branches });
  assert.equal(world.variables.get('took'), 'else');
  assert.match(
    (await failureOf(run(world, 'when', { if: 'points', ...branches }))).text.en,
    /neither true nor false: 10/,
  );
});
