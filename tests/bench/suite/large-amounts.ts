import { expect, type Locator, type Page } from '@playwright/test';
import { won } from './shop.ts';

type Rewrite = { readonly url: string; readonly change: (body: string, amount: number) => string };

/** Puts amounts into answers and looks at them on narrow screens: right to the last digit, on one line, inside the screen and its box. */
export async function lookAtAmounts(
  page: Page,
  wish: {
    readonly rewrites: readonly Rewrite[];
    readonly amounts: readonly number[];
    readonly widths: readonly number[];
    readonly look: (amount: number) => Promise<void>;
  },
): Promise<void> {
  const before = page.viewportSize();
  for (const amount of wish.amounts) {
    for (const { url, change } of wish.rewrites) {
      await page.route(url, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: change(await response.text(), amount) });
      });
    }
    await page.reload();
    for (const width of wish.widths) {
      await page.setViewportSize({ width, height: before?.height ?? 780 });
      await wish.look(amount);
    }
    for (const { url } of wish.rewrites) await page.unroute(url);
  }
  if (before !== null) await page.setViewportSize(before);
}

/** The amount, whole, where a person sees it. */
export async function expectWhole(
  place: Locator,
  amount: number,
  around = (text: string): string => text,
): Promise<void> {
  await expect(place).toHaveText(around(won(amount)));
  await place.scrollIntoViewIfNeeded();
  const cut = await place.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const boxes = [...range.getClientRects()];
    const isOutside = boxes.some(({ left, right }) => left < 0 || right > document.documentElement.clientWidth);
    let isCut = false;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible' && at.scrollWidth > at.clientWidth) isCut = true;
    }
    return isOutside || isCut || new Set(boxes.map(({ top }) => Math.round(top))).size > 1;
  });
  expect(cut, `${won(amount)} is not whole`).toBe(false);
}

/** Text size as a phone's setting enlarges it. */
export async function enlargeText(page: Page, percent: number): Promise<void> {
  await page.evaluate((size) => {
    document.documentElement.style.setProperty('-webkit-text-size-adjust', `${size}%`);
  }, percent);
}
