import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blocked } from '../../runner/model/trouble.ts';
import type { World } from '../../runner/model/verb.ts';
import { untilTrue } from '../../runner/verbs/until.ts';
import { seeAmount } from '../../runner/page/sight/see.ts';
import { setZoom } from '../../runner/verbs/amounts/surroundings.ts';
import { failureOf, run, startBench, type Answer, type Bench } from '../kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const product: Answer = (_, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 53, price: 59_000 }));

/** A page that fetches its price and shows it by this expression of `price`. */
const shop = (shown: string): string =>
  `<!doctype html><b id="p"></b> <i id="total"></i><script>fetch('/api/p').then((r) => r.json()).then(({ price }) => {
    const won = (n) => n.toLocaleString('ko-KR') + '원';
    document.getElementById('p').textContent = ${shown};
    document.getElementById('total').textContent = won(price);
  })</script>`;

const ladder = { css: '#p', ladder: 'default', inject: { url: '/api/p', path: 'price' } } as const;

test('a healthy page shows every rung, in two places, and afterwards its own price again', async () => {
  bench.serve({ '/api/p': product });
  const world = await bench.world(shop('won(price)'), { budgetMs: 30_000 });
  await run(world, 'amounts', { ...ladder, also: [{ css: '#total' }], viewports: [320, 390] });
  await run(world, 'amounts', { css: '#p', shows: '59,000' });
  assert.equal(world.page.viewportSize()?.width, 390);
});

test('a page that shows null from 90,000,001 is told with the exact amount from which it breaks', async () => {
  bench.serve({ '/api/p': product });
  const world = await bench.world(shop('price > 90_000_000 ? "null원" : won(price)'), { budgetMs: 60_000 });
  const wanted = { ...ladder, ladder: ['59,000', '99,900,000,000'], 'display-limit': true };
  const { text, observed } = await failureOf(run(world, 'amounts', wanted));
  assert.match(text.en, /right up to 90,000,000원 and breaks from 90,000,001원/);
  assert.match(text.en, /null is shown/);
  assert.match(observed ?? '', /^99,900,000,000원/);
});

test('an overflow, a stale total and a number that does not fit the narrow screen are each found on their rung', async () => {
  bench.serve({ '/api/p': product });
  const pages: readonly (readonly [string, object, RegExp])[] = [
    [shop('won(price | 0)'), {}, /32-bit overflow/],
    [shop('won(price)').replace('won(price);\n  })', 'won(59000);\n  })'), { also: [{ css: '#total' }] }, /#total/],
    [
      shop('won(price)').replace('<b ', '<b style="font-size:56px;white-space:nowrap" '),
      { viewports: [320] },
      /beyond the right of the screen/,
    ],
  ];
  for (const [html, more, words] of pages) {
    const world = await bench.world(html, { budgetMs: 20_000 });
    const wanted = { ...ladder, ladder: ['59,000', '99,900,000,000'], ...more };
    assert.match((await failureOf(run(world, 'amounts', wanted))).text.en, words);
  }
});

test('a page that the server renders is rewritten in its HTML', async () => {
  const world = await bench.world('<table><tr><td>세스나</td><td id="p">92,500,000원</td></tr></table>', {
    budgetMs: 20_000,
  });
  await run(world, 'amounts', { css: '#p', ladder: 'default', inject: { url: '/', text: '92,500,000' } });
  await run(world, 'amounts', { css: '#p', shows: '92,500,000' });
});

test('a rule that rewrites nothing fails, and a section that pays refuses the rule', async () => {
  bench.serve({ '/api/p': product });
  const world = await bench.world(shop('won(price)'));
  const other = { ...ladder, inject: { url: '/api/p', path: 'cost' } };
  assert.match((await failureOf(run(world, 'amounts', other))).text.en, /holds no cost/);
  assert.match((await failureOf(run(world, 'amounts', { css: '#p', ladder: 'default' }))).text.en, /needs inject/);
  const [step] = world.section.steps;
  const steps = [{ ...(step ?? world.step), effect: 'money' as const }];
  const paying = { ...world, section: { ...world.section, steps } };
  await assert.rejects(run(paying, 'amounts', ladder), Blocked);
});

test('text enlarged on a phone is measured as it is drawn', async () => {
  const context = await bench.browser.newContext({
    viewport: { width: 360, height: 780 },
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  await page.setContent(
    '<meta name="viewport" content="width=device-width"><div style="width:150px;overflow:hidden;white-space:nowrap"><b id="p">99,900,000,000</b></div>',
  );
  const price = page.locator('#p');
  const see = async (percent: number): Promise<string> => {
    await setZoom(price, percent);
    return (await seeAmount(page, price, { krw: 99_900_000_000n, fontMs: 0 })).kind;
  };
  assert.deepEqual([await see(100), await see(200), await see(100)], ['readable', 'unreadable', 'readable']);
});

test('pictures leave the phone as it is: widths and text sizes work in every look', async () => {
  const context = await bench.browser.newContext({
    viewport: { width: 360, height: 780 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 3,
  });
  const page = await context.newPage();
  bench.serve({
    '/': '<!doctype html><meta name="viewport" content="width=device-width"><p style="opacity:.5"><b id="p">59,000원</b></p>',
  });
  await page.goto(bench.url);
  const until: World['until'] = (check) => untilTrue(page, check, () => world.remainingMs());
  const fresh = await bench.world(
    '<meta name="viewport" content="width=device-width"><p style="opacity:.5"><b id="p">59,000원</b></p>',
    { budgetMs: 30_000 },
  );
  const world: World = { ...fresh, page, root: page, until, locate: () => page.locator('#p') };
  await run(world, 'amounts', { css: '#p', shows: '59,000', zoom: [100, 150], viewports: [320, 360] });
  await run(world, 'amounts', { css: '#p', shows: '59,000', zoom: [150, 100] });
  assert.deepEqual(await page.evaluate(() => [screen.width, devicePixelRatio]), [360, 3]);
});
