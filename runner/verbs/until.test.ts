import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from '@playwright/test';
import { systemClock } from '../base/clock.ts';
import { look } from '../page/look.ts';
import type { Check } from '../model/verb.ts';
import { startBench, type Bench } from '../../tests/kit/word-bench.ts';
import { untilTrue } from './until.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const no: Check = { ok: false, message: { ko: '아직', en: 'not yet' } };

function budget(ms: number): () => number {
  const end = systemClock.elapsed() + ms;
  return () => Math.max(0, end - systemClock.elapsed());
}

/** Counts looks at `#p` until it says 끝. */
function lookFor(page: Page, css: string): { readonly check: () => Promise<Check>; readonly looks: () => number } {
  let looks = 0;
  return {
    looks: () => looks,
    check: async () => {
      looks += 1;
      const [element] = (await look(page.locator(css), { text: true })).elements;
      return element?.text === '끝' ? { ok: true } : no;
    },
  };
}

test('what holds already is looked at once', async () => {
  const { page } = await bench.world('<p id="p">끝</p>');
  const { check, looks } = lookFor(page, '#p');
  assert.deepEqual(await untilTrue(page, check, budget(2_000)), { ok: true });
  assert.equal(looks(), 1);
});

test('a change wakes the look, wherever in the page it happens', async () => {
  const places: readonly (readonly [string, string])[] = [
    ['text', '<p id="p">준비</p><script>setTimeout(() => { p.firstChild.data = "끝" }, 150)</script>'],
    ['attribute', '<p id="p" hidden>끝</p><script>setTimeout(() => { p.hidden = false }, 150)</script>'],
    [
      'shadow root',
      '<div id="h"></div><script>h.attachShadow({ mode: "open" }).innerHTML = "<p id=p>준비</p>"; setTimeout(() => { h.shadowRoot.firstChild.textContent = "끝" }, 150)</script>',
    ],
    [
      'shadow root that comes later',
      '<div id="h"></div><script>setTimeout(() => { h.attachShadow({ mode: "open" }).innerHTML = "<p id=p>끝</p>" }, 150)</script>',
    ],
    [
      'property without an event',
      '<input id="p" type="submit" value="준비"><script>setTimeout(() => { p.value = "끝" }, 150)</script>',
    ],
  ];
  for (const [place, html] of places) {
    const { page } = await bench.world(html);
    const { check, looks } = lookFor(page, '#p');
    assert.deepEqual(await untilTrue(page, check, budget(20_000)), { ok: true }, place);
    assert.ok(looks() <= 8, `${place}: ${looks()} looks`);
  }
});

test('a page that never rests is not looked at more often than it is drawn, and then more seldom', async () => {
  const { page } = await bench.world(
    '<p id="p"></p><script>setInterval(() => { p.textContent = Math.random() }, 1)</script>',
  );
  const { check, looks } = lookFor(page, '#p');
  assert.deepEqual(await untilTrue(page, check, budget(1_500)), no);
  assert.ok(looks() <= 15 + 1_500 / 60 + 2, `${looks()} looks`);
});

test('a quiet page is looked at by the fallback alone, and the last answer comes when the time is over', async () => {
  const { page } = await bench.world('<p id="p">준비</p>');
  const { check, looks } = lookFor(page, '#p');
  const remaining = budget(3_000);
  assert.deepEqual(await untilTrue(page, check, remaining), no);
  assert.equal(remaining(), 0);
  assert.ok(looks() >= 4 && looks() <= 42, `${looks()} looks`);
});

test('a final answer ends the wait at once', async () => {
  const { page } = await bench.world('<p></p>');
  const remaining = budget(60_000);
  const answer = await untilTrue(page, () => Promise.resolve({ ...no, final: true }), remaining);
  assert.equal(answer.ok, false);
  assert.ok(remaining() > 20_000);
});

test('navigations during the wait start it anew in the next document', async () => {
  bench.serve({
    '/a': '<script>setTimeout(() => location.replace("/b"), 60)</script>',
    '/b': '<p id="p">준비</p><script>setTimeout(() => { p.textContent = "끝" }, 90)</script>',
  });
  const { page } = await bench.world('<script>setTimeout(() => location.assign("/a"), 60)</script>');
  const { check } = lookFor(page, '#p');
  assert.deepEqual(await untilTrue(page, check, budget(20_000)), { ok: true });
});

test('nothing stays behind in the page or on our side', async () => {
  const { page } = await bench.world('<p></p>');
  await page.addInitScript(() => {
    const counts = { open: 0 };
    Object.assign(window, { counts });
    const Observer = MutationObserver;
    window.MutationObserver = class extends Observer {
      override observe(target: Node, options?: MutationObserverInit): void {
        counts.open += 1;
        super.observe(target, options);
      }
      override disconnect(): void {
        counts.open -= 1;
        super.disconnect();
      }
    };
  });
  await page.goto(bench.url);
  const listeners = (): unknown => Reflect.apply(Reflect.get(page, 'listenerCount'), page, ['framenavigated']);
  const before = listeners();
  for (let round = 0; round < 3; round++) await untilTrue(page, () => Promise.resolve(no), budget(120));
  assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'counts')), { open: 0 });
  assert.equal(listeners(), before);
});

test('a page that closes during the wait is told by the look, not by the watch', async () => {
  const { page } = await bench.world('<p id="p"></p>');
  const { check } = lookFor(page, '#p');
  setTimeout(() => void page.close(), 150);
  await assert.rejects(untilTrue(page, check, budget(20_000)), { message: /has been closed/ });
});
