import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expect } from '@playwright/test';
import { checkOnce, expectOf, failureOf, startBench, type Answer, type Bench } from '../../tests/kit/word-bench.ts';
import type { ActionArgs } from '../model/checklist.ts';
import { fold } from '../page/fold.ts';
import { look } from '../page/look.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const html = `<!doctype html><title>장바구니 | 하늘홈쇼핑</title>
  <h1>  주문\n  완료 </h1><p style="display:none">품절</p><p class="two">가</p><p class="two">나</p>
  <label>수량 <input value="3"></label><label><input type="checkbox" checked> 전체 동의</label>
  <label><input type="checkbox"> 광고 수신</label>
  <button>구매하기</button><fieldset disabled><button>품절 상품</button></fieldset>
  <a href="tel:1588">고객센터</a><b>59,000원</b><i>null</i>
  <img alt="좋은" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">
  <img alt="깨진" src="/none.png">`;

type Case = readonly [word: string, holds: ActionArgs, fails: ActionArgs, says: RegExp];

const table: readonly Case[] = [
  [
    'visible',
    { text: '주문 완료', exact: true },
    { text: '품절', exact: true },
    /exists but is not visible: <p> "품절"/,
  ],
  ['visible', { role: 'heading', level: 1 }, { text: '주문 완로' }, /not found on .* Did you mean "주문 완료"/],
  ['visible', { css: '.two', nth: 2 }, { css: '.two' }, /matches 2 elements/],
  ['hidden', { text: '품절', exact: true }, { role: 'heading' }, /should not be visible/],
  ['hidden', { text: '아예 없음' }, { css: '.two' }, /matches 2 elements/],
  ['text', { role: 'heading', equals: '주문 완료' }, { role: 'heading', equals: '주문' }, /has another text/],
  ['text', { role: 'heading', contains: '완료' }, { role: 'heading', contains: '취소' }, /has another text/],
  ['text', { role: 'heading', matches: '^주문 ?완료$' }, { role: 'heading', matches: '^완료' }, /has another text/],
  [
    'text',
    { role: 'heading', 'not-contains': '취소' },
    { role: 'heading', 'not-contains': '주문' },
    /has another text/,
  ],
  ['value', { label: '수량', equals: '3' }, { label: '수량', matches: '^[4-9]$' }, /has another value/],
  ['value', { label: '수량', equals: 3 }, { label: '수량', contains: '' }, /has another value/],
  ['value', { label: '수량', contains: '3' }, { role: 'heading', equals: '3' }, /no field with a value/],
  ['count', { css: '.two', equals: 2 }, { css: '.two', 'at-most': 1 }, /another count: 2/],
  ['count', { css: '.two', 'at-least': 1, 'at-most': 2 }, { css: '.none', 'at-least': 1 }, /another count: 0/],
  ['url', { contains: '/' }, { contains: '/orders' }, /address is another/],
  ['url', { equals: '/' }, { equals: '/cart' }, /address is another/],
  ['url', { matches: '^http://127' }, { matches: '^https:' }, /address is another/],
  ['title', { equals: '장바구니 | 하늘홈쇼핑' }, { equals: '장바구니' }, /title is another/],
  [
    'attribute',
    { role: 'link', attribute: 'href', contains: 'tel:' },
    { role: 'link', attribute: 'href', equals: '/' },
    /another href/,
  ],
  [
    'attribute',
    { role: 'link', attribute: 'target', absent: true },
    { role: 'link', attribute: 'href', absent: true },
    /should have no href/,
  ],
  ['checked', { role: 'checkbox', name: '전체 동의' }, { role: 'checkbox', name: '광고 수신' }, /is not checked/],
  ['enabled', { name: '구매하기' }, { name: '품절 상품' }, /is not enabled/],
  ['disabled', { name: '품절 상품' }, { name: '구매하기' }, /is not disabled/],
  [
    'aria',
    { snapshot: '- heading "주문 완료"' },
    { snapshot: '- heading "주문 취소"' },
    /another accessible structure/,
  ],
  [
    'aria',
    { role: 'group', snapshot: '- group:\n  - button "품절 상품" [disabled]' },
    { snapshot: '- heading [' },
    /another accessible structure/,
  ],
  ['aria', { snapshot: '- link "고객센터"' }, { role: 'link', snapshot: '- button' }, /another accessible structure/],
  ['image', { alt: '좋은' }, { alt: '깨진' }, /broken/],
  ['image', { alt: '좋은' }, { role: 'heading' }, /is no image/],
  ['loaded-within', { ms: 60_000 }, { ms: 1 }, /took \d+ ms to load/],
  ['that', { expression: 'points = 10' }, { expression: 'points > 10' }, /not true: points > 10/],
  ['amount', { css: 'b', equals: '59,000' }, { css: 'b', equals: 5_900 }, /×10/],
  ['amount', { css: 'b', equals: 59_000 }, { css: 'i', equals: 59_000 }, /null is shown/],
];

test('every expectation holds when it should and says what it saw when it does not', async () => {
  const variables = { points: 10 };
  const world = await bench.world(html, { variables, budgetMs: 60_000 });
  for (const [word, holds] of table) {
    assert.deepEqual(await checkOnce(world, word, holds), { ok: true }, `${word} ${JSON.stringify(holds)}`);
  }
  // A spent budget: each look is the last one, and says all it can.
  const late = await bench.world(html, { variables, budgetMs: 0 });
  for (const [word, , fails, says] of table) {
    const answer = await checkOnce(late, word, fails);
    assert.ok(!answer.ok, `${word} ${JSON.stringify(fails)}`);
    assert.match(answer.message.en, says, word);
    assert.notEqual(answer.message.ko, answer.message.en);
  }
});

test('a failing check says what was expected and observed', async () => {
  const world = await bench.world(html, { budgetMs: 0 });
  const answer = await checkOnce(world, 'text', { role: 'heading', equals: '결제 완료' });
  assert.ok(!answer.ok);
  assert.deepEqual([answer.expected, answer.observed], ['결제 완료', '주문 완료']);
});

test('the text that is compared is the text that Playwright compares', async () => {
  const samples = [
    '<div id="x"> 가 <b>나</b>\n다&nbsp;라 </div>',
    '<div id="x">보임<script>1</script><style>p{}</style><span style="display:none">숨음</span></div>',
    '<input id="x" type="submit" value="보내기">',
    '<div id="x">a&shy;b&#8203;c</div>',
    '<div id="x"></div><script>x.attachShadow({ mode: "open" }).innerHTML = "<p>그늘</p>"</script>',
    '<select id="x"><option>하나</option><option>둘</option></select>',
    '<div id="x"></div>',
  ];
  const world = await bench.world('<p></p>', { budgetMs: 60_000 });
  for (const sample of samples) {
    await world.page.setContent(sample);
    const locator = world.page.locator('#x');
    const shown = fold((await look(locator, { text: true })).elements[0]?.text ?? '');
    await expect(locator, sample).toHaveText(shown, { timeout: 1 });
    const visible = (await look(locator)).elements[0]?.visible;
    assert.equal(visible, await locator.isVisible(), sample);
  }
});

test('what is seen is what Playwright calls visible', async () => {
  const samples = [
    '<p id="x">가</p>',
    '<p id="x"></p>',
    '<p id="x" style="visibility:hidden">가</p>',
    '<p id="x" style="opacity:0">가</p>',
    '<div style="display:none"><p id="x">가</p></div>',
    '<p id="x" style="display:contents">가</p>',
    '<p id="x" style="display:contents"><b style="display:none">가</b></p>',
    '<details><p id="x">가</p></details>',
    '<input id="x" type="hidden">',
    '<div style="visibility:hidden"><p id="x" style="visibility:visible">가</p></div>',
    '<div style="height:0;overflow:hidden"><p id="x">가</p></div>',
  ];
  const world = await bench.world('<p></p>', { budgetMs: 60_000 });
  for (const sample of samples) {
    await world.page.setContent(sample);
    const locator = world.page.locator('#x');
    assert.equal((await look(locator)).elements[0]?.visible, await locator.isVisible(), sample);
  }
});

test('a page that is closed has no verdict, whoever looks', async () => {
  for (const [word, args] of table) {
    if (['url', 'that', 'loaded-within'].includes(word)) continue;
    const world = await bench.world(html);
    await world.page.close();
    await assert.rejects(checkOnce(world, word, args), { message: /has been closed/ }, word);
  }
});

test('long texts are cut and control characters are shown', async () => {
  const world = await bench.world(`<p>${'가'.repeat(3_000)}</p><i>${'나다'.repeat(5_000)}</i><b>a\u0007\u202eb</b>`, {
    budgetMs: 0,
  });
  const long = await checkOnce(world, 'text', { css: 'p', equals: '나' });
  assert.ok(!long.ok && long.observed?.length === 3_000, 'the evidence cuts it, once what is secret in it is hidden');
  const longer = await checkOnce(world, 'text', { css: 'i', equals: '나' });
  assert.ok(!longer.ok && longer.observed?.length === 8_001);
  const odd = await checkOnce(world, 'text', { css: 'b', equals: '나' });
  assert.ok(!odd.ok);
  assert.equal(odd.observed, 'a\\u{7}\\u{202e}b');
});

test('an expectation waits for what comes late, and for a page that is replaced', async () => {
  bench.serve({ '/next': '<h1>도착</h1>' });
  const world = await bench.world(
    '<p id="p">준비</p><script>setTimeout(() => { p.textContent = "끝" }, 120); setTimeout(() => location.assign("/next"), 260)</script>',
  );
  await expectOf(world, 'text', { css: '#p', equals: '끝' });
  await expectOf(world, 'visible', { role: 'heading', name: '도착' });
  await expectOf(world, 'url', { contains: '/next' });
});

test('no-errors counts what was reported and lets named errors pass', async () => {
  const signals = {
    consoleErrors: () => ['Failed to load favicon.ico'],
    pageErrors: () => ['TypeError: x is null'],
    failedRequests: () => [{ method: 'GET', url: 'http://shop/api', status: 503, error: null }],
    dialogs: () => [],
  };
  const world = await bench.world('<p></p>', { signals });
  const { text, observed } = await failureOf(expectOf(world, 'no-errors', {}));
  assert.match(text.ko, /오류가 3건/);
  assert.match(observed ?? '', /network: GET http:\/\/shop\/api 503/);
  await expectOf(world, 'no-errors', { ignore: ['favicon', 'is null', ' 503$'] });
  await expectOf(world, 'no-errors', { page: false, network: false, ignore: ['favicon'] });
});

test('json asks again until the answer is right, and not more often than four times a second', async () => {
  let asked = 0;
  const answer: Answer = (_, response) => response.end(JSON.stringify({ count: ++asked }));
  bench.serve({ '/api/cart': answer });
  const busy = '<p id="p"></p><script>setInterval(() => { p.textContent = Math.random() }, 5)</script>';
  const world = await bench.world(busy, { budgetMs: 4_000 });
  await expectOf(world, 'json', { get: '/api/cart', path: 'body.count', equals: 3 });
  await expectOf(world, 'json', { get: '/api/cart', expression: 'body.count > 3' });
  assert.equal(asked, 4);
  const never = await bench.world(busy, { budgetMs: 900 });
  const { text, observed } = await failureOf(
    expectOf(never, 'json', { get: '/api/cart', path: 'body.count', equals: 'x' }),
  );
  assert.match(text.en, /does not meet the expectation/);
  assert.match(observed ?? '', /HTTP 200/);
  assert.ok(asked <= 10, `${asked} requests`);
});
