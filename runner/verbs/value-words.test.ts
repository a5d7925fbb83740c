import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { NeedsPerson } from '../model/trouble.ts';
import type { PersonDesk } from '../model/verb.ts';
import { failureOf, run, startBench, type Answer, type Bench } from '../../tests/kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const soon = { budgetMs: 400 };

const answerJson =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

test('save keeps text, value, attribute, count, address and results of expressions', async () => {
  const world = await bench.world(
    '<h1>  주문\n 내역 </h1><input aria-label="수량" value="3"><a href="/x">가</a><p>1</p><p>2</p>',
    { variables: { n: 2 } },
  );
  await run(world, 'save', { as: 'text', text: { role: 'heading' } });
  await run(world, 'save', { as: 'value', value: { label: '수량' } });
  await run(world, 'save', { as: 'href', attribute: { role: 'link', attribute: 'href' } });
  await run(world, 'save', { as: 'count', count: { css: 'p' } });
  await run(world, 'save', { as: 'url', url: true });
  await run(world, 'save', { as: 'twice', expression: 'n * 2' });
  assert.deepEqual(world.variables.all(), {
    n: 2,
    text: '주문 내역',
    value: '3',
    href: '/x',
    count: 2,
    url: `${bench.url}/`,
    twice: 4,
  });
});

test('save reads amounts exactly, and names what is none', async () => {
  const world = await bench.world('<b>99,900,000,000원</b><i>null원</i><p>글</p>', soon);
  await run(world, 'save', { as: 'price', text: { css: 'b' }, amount: true });
  assert.equal(world.variables.get('price'), 99_900_000_000);
  assert.match(
    (await failureOf(run(world, 'save', { as: 'price', text: { css: 'i' }, amount: true }))).text.ko,
    /null이 표시되었습니다/,
  );
  assert.match(
    (await failureOf(run(world, 'save', { as: 'x', attribute: { css: 'p', attribute: 'href' } }))).text.en,
    /no attribute href/,
  );
  assert.match(
    (await failureOf(run(world, 'save', { as: 'x', value: { css: 'p' } }))).text.en,
    /no field with a value/,
  );
  assert.match((await failureOf(run(world, 'save', { as: 'x', expression: 'missing' }))).text.en, /gives nothing/);
  assert.match((await failureOf(run(world, 'save', { as: 'x', text: { css: 'u' } }))).text.en, /was not found/);
});

test('amounts holds the exact price and says the likely cause of a wrong one', async () => {
  const table: readonly (readonly [string, RegExp])[] = [
    ['1,115,752,192원', /32-bit overflow/],
    ['99,899,998,208원', /32-bit float/],
    ['₩0', /null shown as 0/],
    ['null원', /null is shown/],
    ['₩NaN', /NaN is shown/],
    ['₩99,900,000,', /commas are misplaced/],
    ['99,900,000원', /end cut off/],
    ['999,000,000,000원', /×10/],
    ['', /it is empty/],
  ];
  const world = await bench.world('<b>99,900,000,000원</b>', { budgetMs: 10_000 });
  await run(world, 'amounts', { css: 'b', shows: '99,900,000,000' });
  await run(world, 'amounts', { css: 'b', shows: 99_900_000_000 });
  for (const [shown, cause] of table) {
    const wrong = await bench.world(`<b>${shown}</b>`, { budgetMs: 150 });
    const { text, expected } = await failureOf(run(wrong, 'amounts', { css: 'b', shows: '99,900,000,000' }));
    assert.match(text.en, cause, shown);
    assert.equal(expected, '99,900,000,000원');
  }
  assert.match((await failureOf(run(world, 'amounts', { css: 'b', shows: 'abc' }))).text.en, /not whole KRW/);
});

test('http sends the cookies of the session, holds the answer and saves from it', async () => {
  bench.serve({
    '/set': (_, response) => response.writeHead(200, { 'set-cookie': 'sid=abc; Path=/' }).end('ok'),
    '/api/me': (request, response) =>
      answerJson(request.headers.cookie === 'sid=abc' ? 200 : 401, { grade: 'GOLD', points: [1, 2] })(
        request,
        response,
      ),
    '/api/echo': (request, response) => {
      let sent = '';
      request.on('data', (part) => (sent += String(part)));
      request.on('end', () =>
        answerJson(201, { method: request.method, sent, url: request.url, type: request.headers['content-type'] })(
          request,
          response,
        ),
      );
    },
  });
  const world = await bench.world('<p></p>');
  await run(world, 'goto', { url: '/set' });
  await run(world, 'http', {
    get: '/api/me',
    expect: [
      { path: 'body.grade', equals: 'GOLD' },
      { path: 'body.points', equals: [1, 2] },
      { expression: 'status = 200 and $count(body.points) = 2' },
    ],
    save: { total: '$sum(body.points)' },
  });
  assert.equal(world.variables.get('total'), 3);
  await run(world, 'http', {
    post: '/api/echo',
    query: { a: '1' },
    json: { x: 1 },
    status: 201,
    save: { seen: 'body' },
  });
  assert.deepEqual(world.variables.get('seen'), {
    method: 'POST',
    sent: '{"x":1}',
    url: '/api/echo?a=1',
    type: 'application/json',
  });
  await run(world, 'http', { put: '/api/echo', form: { b: '둘' }, status: [200, 201], save: { sent: 'body.sent' } });
  assert.equal(world.variables.get('sent'), 'b=%EB%91%98');
});

test('http fails for another status, another answer, nothing to save and another host, and never shows what was sent', async () => {
  bench.serve({
    '/api/no': answerJson(500, { error: '점검 중' }),
    '/api/ok': answerJson(200, { stock: 0 }),
    '/dropped': (request) => request.socket.destroy(),
  });
  const world = await bench.world('<p></p>');
  const failed = await failureOf(
    run(world, 'http', {
      post: '/api/no',
      headers: { authorization: 'Bearer hunter2' },
      json: { password: 'hunter2' },
    }),
  );
  assert.match(failed.text.ko, /HTTP 500입니다\(기대: 200–299\)/);
  assert.match(failed.observed ?? '', /점검 중/);
  const dropped = await failureOf(
    run(world, 'http', { post: '/dropped', headers: { authorization: 'Bearer hunter2' } }),
  );
  assert.match(dropped.text.en, /dropped before an answer/);
  assert.doesNotMatch(
    JSON.stringify([failed.text, failed.observed, failed.detail, dropped.text, dropped.observed, dropped.detail]),
    /hunter2/,
  );
  const differs = await failureOf(run(world, 'http', { get: '/api/ok', expect: [{ path: 'body.stock', equals: 1 }] }));
  assert.match(`${differs.expected}|${differs.observed}`, /^body\.stock = 1\|body\.stock = 0/);
  await failureOf(run(world, 'http', { get: '/api/ok', expect: [{ expression: 'body.stock > 0' }] }));
  assert.match(
    (await failureOf(run(world, 'http', { get: '/api/ok', save: { x: 'body.none' } }))).text.en,
    /gives nothing: body.none/,
  );
  assert.match((await failureOf(run(world, 'http', { get: 'http://127.0.0.1:1/' }))).text.en, /allowed-hosts/);
});

test('script calls the exported function with the page, the variables and its arguments', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postflight-script-'));
  try {
    await writeFile(
      join(folder, 'check.mjs'),
      `export default async ({ page, variables, with: given }) => variables.set('seen', await page.locator(given.css).innerText());
       export const fails = () => { throw Object.assign(new Error('재고가 다르다'), { expected: '1', observed: '0' }); };
       export const hangs = () => new Promise(() => {});`,
    );
    await writeFile(
      join(folder, 'typed.ts'),
      `export default ({ variables }: { variables: { set(name: string, value: string): void } }) => variables.set('typed', 'yes' satisfies string);`,
    );
    await writeFile(join(folder, 'broken.mjs'), 'export default (');
    const world = await bench.world('<h1>안녕</h1>', { file: join(folder, 'list.yaml') });
    await run(world, 'script', { file: 'check.mjs', with: { css: 'h1' } });
    await run(world, 'script', { file: 'typed.ts' });
    assert.deepEqual(world.variables.all(), { seen: '안녕', typed: 'yes' });
    const failed = await failureOf(run(world, 'script', { file: 'check.mjs', function: 'fails' }));
    assert.deepEqual(
      [failed.text.ko, failed.expected, failed.observed],
      ['check.mjs의 확인이 실패했습니다: 재고가 다르다', '1', '0'],
    );
    assert.match(
      (await failureOf(run(world, 'script', { file: 'check.mjs', function: 'none' }))).text.en,
      /no function named none/,
    );
    assert.match((await failureOf(run(world, 'script', { file: 'broken.mjs' }))).text.en, /could not be loaded/);
    assert.match((await failureOf(run(world, 'script', { file: '../x.mjs' }))).text.en, /outside|No such file/);
    const hanging = await bench.world('<p></p>', { ...soon, file: join(folder, 'list.yaml') });
    assert.match(
      (await failureOf(run(hanging, 'script', { file: 'check.mjs', function: 'hangs' }))).text.en,
      /did not finish in time/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('manual passes, fails or stays undecided as the person does', async () => {
  const desk = (answer: 'passed' | 'failed'): PersonDesk => ({
    ask: ({ instruction, timeoutMs }) =>
      Promise.resolve({ kind: 'answered', person: '김검수', answer, observed: `${instruction}/${timeoutMs}` }),
  });
  const yes = await bench.world('<p></p>', { person: desk('passed') });
  await run(yes, 'manual', { instruction: '로고가 새 로고인가요?' });
  const no = await bench.world('<p></p>', { person: desk('failed') });
  const failed = await failureOf(run(no, 'manual', { instruction: '로고?', expected: '파란 로고', timeout: '1s' }));
  assert.match(failed.text.ko, /김검수 확인 결과 실패: 로고\? — 로고\?\/1000/);
  assert.equal(failed.expected, '파란 로고');
  const nobody = await bench.world('<p></p>');
  await assert.rejects(run(nobody, 'manual', { instruction: '로고?' }), NeedsPerson);
});
