import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { seeAmount, type Seen } from '../../runner/page/sight/see.ts';
import { launchChromium } from '../kit/chromium.ts';
import { furtherPages } from './amounts-further.ts';
import { harmlessPages } from './amounts-harmless.ts';
import { measuredPages } from './amounts-measured.ts';
import type { PricePage } from './amounts-parts.ts';
import { picturePages, speechPages } from './amounts-speech.ts';

const krw = 99_900_000_000n;
let browser: Browser;
let page: Page;
before(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'ko-KR' });
});
after(() => browser.close());

/** The price in the page or in the first frame of it. */
async function seenOn(html: string): Promise<Seen> {
  // A fresh document each time: names of web components are taken for good.
  await page.goto('about:blank');
  await page.setContent(`<!doctype html><meta charset="utf-8"><body style="margin:16px;font:16px sans-serif">${html}`);
  await page.evaluate(narrow);
  const root = html.includes('<iframe') ? page.frameLocator('iframe') : page;
  const price = root.locator('#p');
  await price.waitFor({ state: 'attached' });
  return seeAmount(page, price, { krw, fontMs: 1_000 });
}

/** Runs in the page: a width that misses the text's own by a part of a pixel, whatever fonts the machine has. */
function narrow(): void {
  const element = document.querySelector<HTMLElement>('[data-narrow]');
  if (element === null) return;
  const range = document.createRange();
  range.selectNodeContents(element);
  const less = Number(element.dataset['narrow']);
  element.style.width = `${range.getBoundingClientRect().width - less + (less === 0 ? 0.05 : 0)}px`;
}

async function holds(one: PricePage): Promise<void> {
  const broken = await seenOn(one.broken);
  const kinds = broken.kind === 'unreadable' ? broken.findings.map(({ kind }) => kind) : [];
  assert.ok(kinds.includes(one.finds), `${one.name}: ${JSON.stringify(broken)}`);
  const healthy = await seenOn(one.healthy);
  assert.equal(healthy.kind, 'readable', `${one.name}, healthy: ${JSON.stringify(healthy)}`);
}

for (const one of measuredPages) test(`a price is lost, and its healthy twin is not: ${one.name}`, () => holds(one));
for (const one of furtherPages) test(`a price is lost in another way: ${one.name}`, () => holds(one));
for (const one of speechPages) test(`a screen reader says another price: ${one.name}`, () => holds(one));
for (const { name, html } of picturePages) {
  test(`a price that is no text is neither passed nor failed: ${name}`, async () => {
    assert.equal((await seenOn(html)).kind, 'picture');
  });
}
for (const { name, html } of harmlessPages) {
  test(`no false alarm: ${name}`, async () => {
    const seen = await seenOn(html);
    assert.equal(seen.kind, 'readable', JSON.stringify(seen));
  });
}
