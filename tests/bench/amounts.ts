import { untilTrue } from '../../runner/verbs/until.ts';
import type { World } from '../../runner/model/verb.ts';
import { run, startBench, type Bench } from '../kit/word-bench.ts';
import { machineLine, say } from './tell.ts';

/*
 * `npm run bench:amounts`: how long the default ladder takes over 8 places on 2 pages, 4 widths and 3 text sizes, on a phone.
 * No test depends on it.
 */

const rungs = 12;
const viewports = [320, 360, 390, 768];
const zoom = [100, 150, 200];
const ids = [0, 1, 2, 3];

const page = (
  title: string,
): string => `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <h1>${title}</h1>${ids.map((id) => `<section style="padding:8px"><p>상품 ${id}</p><b id="p${id}" class="won"></b></section>`).join('')}
  <script>fetch('/api/p').then((r) => r.json()).then(({ price }) => {
    for (const one of document.querySelectorAll('.won')) one.textContent = price.toLocaleString('ko-KR') + '원';
  })</script>`;

async function phoneWorld(bench: Bench): Promise<World> {
  const base = await bench.world(page('상품'), { budgetMs: 300_000 });
  const context = await bench.browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 3,
  });
  const phone = await context.newPage();
  await phone.goto(bench.url);
  return {
    ...base,
    page: phone,
    root: phone,
    locate: (args) => phone.locator(args.css ?? 'body'),
    until: (check) => untilTrue(phone, check, () => base.remainingMs()),
  };
}

async function benchAmounts(): Promise<void> {
  const bench = await startBench();
  try {
    let asked = 0;
    bench.serve({
      '/cart': page('장바구니'),
      '/api/p': (_, response) => {
        asked += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"price":59000}');
      },
    });
    const world = await phoneWorld(bench);
    asked = 0;
    const started = { ms: performance.now(), cpu: process.cpuUsage() };
    await run(world, 'amounts', {
      css: '#p0',
      also: [
        ...ids.slice(1).map((id) => ({ css: `#p${id}` })),
        ...ids.map((id) => ({ page: '/cart', css: `#p${id}` })),
      ],
      ladder: 'default',
      inject: { url: '/api/p', path: 'price' },
      viewports,
      zoom,
    });
    const ms = performance.now() - started.ms;
    const looks = rungs * ids.length * 2 * viewports.length * zoom.length;
    const cpu = process.cpuUsage(started.cpu).user / 1e6;
    say(machineLine());
    say(
      `${looks} looks in ${(ms / 1000).toFixed(1)} s (${(ms / looks).toFixed(1)} ms each), ${cpu.toFixed(1)} s of CPU in Node, the shop was asked ${asked} times`,
    );
  } finally {
    await bench.close();
  }
}

await benchAmounts();
