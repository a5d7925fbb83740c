import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AttachedPicture } from '../../runner/model/verb.ts';
import { decodePng } from '../../runner/page/sight/png.ts';
import { failureOf, run, startBench, type Answer, type Bench } from '../kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

let asked: string[] = [];
const json =
  (body: object): Answer =>
  (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

const won = "const won = (n) => Math.floor(n).toLocaleString('ko-KR') + '원';";
const product = `<!doctype html><meta charset="utf-8"><b id="p"></b><p id="monthly"></p><script>${won}
  fetch('/api/p').then((r) => r.json()).then(({ price, monthly }) => {
    localStorage.setItem('seen', String(price));
    p.textContent = won(price); document.getElementById('monthly').textContent = '최대 6개월 무이자, 월 ' + won(monthly);
  })</script>`;
const cart = (total: string): string => `<!doctype html><meta charset="utf-8">
  <input id="n" value="3"><b id="line"></b><i id="cut"></i><b id="sum"></b><button id="buy"></button><script>${won}
  fetch('/api/cart', { method: 'POST', body: '{}' }).then((r) => r.json()).then(({ line, goods, pay }) => {
    document.getElementById('line').textContent = won(line); cut.textContent = '−5,000원';
    sum.textContent = won(${total}); buy.textContent = won(pay) + ' 결제하기';
  })</script>`;

const wanted = {
  css: '#p',
  ladder: ['59,000', '99,900,000,000'],
  inject: [
    { url: '/api/p', set: { price: 'amount', monthly: 'amount / 6' } },
    { url: '/api/cart', method: 'POST', set: { line: 'amount', goods: 'amount * 3', pay: 'amount * 3 - 5000' } },
  ],
  read: { quantity: { css: '#n' }, discount: { css: '#cut' } },
  also: [
    { css: '#monthly', written: '월 {amount}원', is: 'amount / 6' },
    { page: '/cart', css: '#line' },
    { page: '/cart', css: '#sum', is: 'amount * quantity + discount' },
    { page: '/cart', css: '#buy', written: '{amount}원 결제하기', is: 'amount * quantity + discount' },
  ],
};

function serve(total: string): void {
  asked = [];
  bench.serve({
    '/api/p': json({ price: 59_000, monthly: 9_833 }),
    '/api/cart': json({ line: 59_000, goods: 177_000, pay: 172_000 }),
    '/cart': cart(total),
  });
}

test('one step follows an amount over two pages, with instalments, sums and a button, and asks the shop once a page', async () => {
  serve('pay');
  const world = await bench.world(product, { budgetMs: 30_000 });
  asked = [];
  await run(world, 'amounts', wanted);
  // Once with the ladder, once more as the page is shown again at the end; it asks when it is there, which nobody waits for.
  await world.page.waitForFunction(() => localStorage.getItem('seen') === '59000');
  assert.deepEqual(asked, ['GET /api/p', 'POST /api/cart', 'GET /api/p']);
  assert.equal(new URL(world.page.url()).pathname, '/');
});

test('a sum that forgets the discount is told with the place, and the places that agree are named', async () => {
  serve('goods');
  const world = await bench.world(product, { budgetMs: 30_000 });
  const { text, observed, detail } = await failureOf(run(world, 'amounts', wanted));
  assert.match(
    text.en,
    /^59,000원: css="#sum" shows another amount: "177,000원".*Of 10 looks 2 fail \(1 of 5 places: \/cart css="#sum"/,
  );
  assert.match(detail ?? '', /Right in css="#p", css="#monthly"/);
  assert.match(
    detail ?? '',
    /wrong in: \/cart css="#sum" \(amount \* quantity \+ discount\) \(2 of 2 looks, from 59,000원\)/,
  );
  assert.match(observed ?? '', /299,700,000,000원/);
});

test('a total that stays as it was is told as stale', async () => {
  serve('pay');
  bench.serve({ '/api/p': json({ price: 59_000, monthly: 9_833 }) });
  const page = product.replace('won(price)', 'won(Number(sessionStorage.first ??= price))');
  const world = await bench.world(page, { budgetMs: 30_000 });
  const ladder = { css: '#p', ladder: ['59,000', '80,000'], inject: { url: '/api/p', path: 'price' } };
  assert.match((await failureOf(run(world, 'amounts', ladder))).text.en, /"59,000원" \(still the amount from before/);
});

test('rules that reach nothing say what was asked instead', async () => {
  serve('pay');
  const at = async (
    inject: { readonly [key: string]: string } | readonly { readonly [key: string]: string }[],
  ): Promise<string> => {
    const world = await bench.world(product, { budgetMs: 2_000 });
    return (await failureOf(run(world, 'amounts', { css: '#p', ladder: ['59,000'], inject }))).text.en;
  };
  assert.match(
    await at({ url: '/api/products', path: 'price' }),
    /never asked for .*\/api\/products.* It asked for: .*\/api\/p/,
  );
  assert.match(await at({ url: '/api/p', path: 'prise' }), /holds no prise.* It holds numbers at: price/);
  assert.match(
    await at([
      { url: '/api/p', path: 'price' },
      { url: '/api/cart', path: 'line' },
    ]),
    /No page asked for these addresses of inject: GET .*\/api\/cart/,
  );
});

test('what is wrong is framed in red on a sheet of pictures, a place that is right takes one row', async () => {
  const pictures: (AttachedPicture & { readonly label: string })[] = [];
  serve('goods');
  const world = await bench.world(product, { budgetMs: 30_000, pictures });
  await failureOf(run(world, 'amounts', { ...wanted, viewports: [320, 390] }));
  assert.deepEqual(
    pictures.map(({ alarming }) => alarming),
    [true, false, false, false, false],
  );
  assert.match(pictures[0]?.caption.en ?? '', /4 of 4 looks fail.*nothing was ordered/);
  const [bad, good] = pictures.map(({ bytes }) => decodePng(bytes));
  assert.ok(bad !== undefined && good !== undefined && bad.height > good.height);
  assert.deepEqual([bad.width, bad.height], [pictures[0]?.width, pictures[0]?.height]);
  const red = (picture: typeof bad): number => {
    let count = 0;
    for (let at = 0; at < picture.data.length; at += picture.channels)
      if (picture.data[at] === 208 && picture.data[at + 1] === 0 && picture.data[at + 2] === 0) count += 1;
    return count;
  };
  assert.ok(red(bad) > 4 * 2 * 5 * 200);
  assert.equal(red(good), 0);
});

test('a page that was opened by sending a form is not drawn anew: the form would be sent again', async () => {
  asked = [];
  bench.serve({
    '/order': (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<b id="p">92,500,000원</b>');
    },
  });
  const world = await bench.world('<form method="post" action="/order"><button>주문</button></form>', {
    budgetMs: 20_000,
  });
  await world.page.click('button');
  await world.page.waitForSelector('#p');
  const ladder = { css: '#p', ladder: ['59,000'], inject: { url: '/order', text: '92,500,000' } };
  assert.match((await failureOf(run(world, 'amounts', ladder))).text.en, /opened by sending a form/);
  assert.deepEqual(asked, ['POST /order']);
  assert.equal(await world.page.textContent('#p'), '92,500,000원');
});
