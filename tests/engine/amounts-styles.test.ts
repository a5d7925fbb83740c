import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { digitFont } from '../../fixtures/shop/digit-font.ts';
import { NeedsPerson } from '../../runner/model/trouble.ts';
import { action, failureOf, run, startBench, type Answer, type Bench } from '../kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const json = (_: unknown, response: Parameters<Answer>[1]): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":7,"cost":{"krw":59000}}');
};
const ladder = {
  ladder: ['0', '90,000,001', '99,900,000,000'],
  inject: { url: '/api/p', path: 'cost.krw' },
  viewports: [320, 390],
};
const won =
  "const won = (n) => n.toLocaleString('ko-KR') + '원'; const load = () => fetch('/api/p').then((r) => r.json());";

/** Pages in styles of their own; the price is found by its locator alone. */
const styles: {
  readonly [name: string]: { readonly right: string; readonly wrong: string; readonly at: { readonly css: string } };
} = {
  'a web component with an open shadow tree': {
    at: { css: 'x-price .won' },
    right: `<x-price></x-price><script>${won} customElements.define('x-price', class extends HTMLElement { async connectedCallback() {
      const { cost } = await load(); this.attachShadow({ mode: 'open' }).innerHTML = '<p><b class="won">' + won(cost.krw) + '</b></p>'; } })</script>`,
    wrong: `<x-price></x-price><script>${won} customElements.define('x-price', class extends HTMLElement { async connectedCallback() {
      const { cost } = await load(); this.attachShadow({ mode: 'open' }).innerHTML = '<p style="width:60px;overflow:hidden"><b class="won">' + won(cost.krw) + '</b></p>'; } })</script>`,
  },
  'a page that draws its rows anew all the time': {
    at: { css: 'li[data-key="7"] b' },
    right: `<ul id="list"></ul><script>${won} load().then(({ cost }) => { const draw = () => { list.innerHTML = '';
      for (const key of [6, 7, 8]) { const li = document.createElement('li'); li.dataset.key = key; li.innerHTML = '<b>' + won(key === 7 ? cost.krw : key) + '</b>'; list.append(li); } };
      setInterval(draw, 40); draw(); })</script>`,
    wrong: `<ul id="list"></ul><script>${won} load().then(({ cost }) => { const draw = () => { list.innerHTML = '';
      for (const key of [6, 7, 8]) { const li = document.createElement('li'); li.dataset.key = key; li.innerHTML = '<b>' + won(key === 7 ? cost.krw | 0 : key) + '</b>'; list.append(li); } };
      setInterval(draw, 40); draw(); })</script>`,
  },
  'a list that holds only the rows on the screen': {
    at: { css: '[data-row="150"] b' },
    right: virtualList('won(cost.krw)'),
    wrong: virtualList("cost.krw > 9e7 ? 'null원' : won(cost.krw)"),
  },
};

function virtualList(shown: string): string {
  return `<div id="box" style="height:300px;overflow:auto;position:relative"><div id="all" style="height:40000px"></div></div><script>${won}
    load().then(({ cost }) => { const draw = () => { const first = Math.floor(box.scrollTop / 40); all.innerHTML = '';
      for (let row = first; row < first + 9; row++) { const div = document.createElement('div'); div.dataset.row = row;
        div.style.cssText = 'position:absolute;top:' + row * 40 + 'px;height:40px'; div.innerHTML = '<b>' + (row === 150 ? ${shown} : won(row)) + '</b>'; all.append(div); } };
      box.onscroll = draw; draw(); })</script>`;
}

for (const [name, { right, wrong, at }] of Object.entries(styles))
  test(`a locator is enough: ${name}`, async () => {
    bench.serve({ '/api/p': json });
    const page = (body: string): string => `<!doctype html><meta charset="utf-8">${body}`;
    await run(await bench.world(page(right), { budgetMs: 40_000 }), 'amounts', { ...at, ...ladder });
    const failure = await failureOf(
      run(await bench.world(page(wrong), { budgetMs: 40_000 }), 'amounts', { ...at, ...ladder }),
    );
    assert.match(failure.text.en, /of|fail/);
    assert.match(failure.observed ?? '', /99,900,000,000원, 320 px/);
    assert.doesNotMatch(failure.observed ?? '', /^0원/m);
  });

test('a table that the server renders, in the bytes of another encoding', async () => {
  const html = Buffer.concat([
    Buffer.from('<!doctype html><meta charset="euc-kr"><table><tr><td id="p">92,500,000', 'latin1'),
    Buffer.from([0xbf, 0xf8]),
    Buffer.from('</td><td id="m">15,416,666', 'latin1'),
    Buffer.from([0xbf, 0xf8]),
    Buffer.from('</td></tr></table>', 'latin1'),
  ]);
  const world = await bench.world('', { budgetMs: 20_000 });
  bench.serve({ '/': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html) });
  await world.page.reload();
  const replace = { '92,500,000': 'amount', '15,416,666': 'amount / 6' };
  const wanted = {
    css: '#p',
    also: [{ css: '#m', is: 'amount / 6' }],
    ladder: 'default',
    inject: { url: '/', replace },
  };
  await run(world, 'amounts', wanted);
});

test('a frame of the shop, and one whose inside is not the shop’s to read', async () => {
  bench.serve({
    '/api/p': json,
    '/inner': `<meta charset="utf-8"><b id="p"></b><script>${won} load().then(({ cost }) => { p.textContent = won(cost.krw); })</script>`,
  });
  const outer = (width: number): string => `<!doctype html><iframe src="/inner" width="${width}" height="80"></iframe>`;
  const inFrame = (args: object): Parameters<typeof run>[2] => ({
    locator: { css: 'iframe' },
    do: [action('amounts', { css: '#p', ...args })],
  });
  await run(await bench.world(outer(300), { budgetMs: 30_000 }), 'frame', inFrame(ladder));
  const narrow = await bench.world(outer(80), { budgetMs: 30_000 });
  assert.match((await failureOf(run(narrow, 'frame', inFrame(ladder)))).text.en, /frame|lines/);
});

test('a component that is closed to all is neither passed nor failed', async () => {
  bench.serve({ '/api/p': json });
  const world = await bench.world(
    `<x-shut></x-shut><script>${won} customElements.define('x-shut', class extends HTMLElement { async connectedCallback() {
      const { cost } = await load(); this.attachShadow({ mode: 'closed' }).innerHTML = '<b>' + won(cost.krw) + '</b>'; } })</script>`,
    { budgetMs: 20_000 },
  );
  await assert.rejects(run(world, 'amounts', { css: 'x-shut', ...ladder }), NeedsPerson);
});

test('a web font that comes late and widens the digits is named as the cause', async () => {
  const font: Answer = (_, response) => {
    setTimeout(() => response.writeHead(200, { 'content-type': 'font/ttf' }).end(digitFont()), 300);
  };
  const page = (width: number): string => `<!doctype html><meta charset="utf-8"><style>
    @font-face { font-family: 'Wide Digits'; src: url('/font'); font-display: swap; } </style>
    <div style="width:${width}px;overflow:hidden;white-space:nowrap"><b id="p" style="font:16px 'Wide Digits',sans-serif">99,900,000,000원</b></div>`;
  bench.serve({ '/font': font });
  const late = await bench.world(page(150), { budgetMs: 6_000 });
  const { text } = await failureOf(run(late, 'amounts', { css: '#p', shows: '99,900,000,000' }));
  assert.match(
    text.en,
    /cut off at the right.*The web font "Wide Digits" makes the text \d+ px wide; before it arrives it takes \d+ px/,
  );
  bench.serve({ '/font': font });
  await run(await bench.world(page(300), { budgetMs: 6_000 }), 'amounts', { css: '#p', shows: '99,900,000,000' });
});
