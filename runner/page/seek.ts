import type { Locator, Page } from '@playwright/test';

const stepsMax = 100;

/**
 * Scrolls as a person who looks for something does: the page and its lists from the top down, screen by screen, until the
 * locator means something. Lists that only hold what is on the screen have the rest nowhere else. Answers whether it was found.
 */
export async function seek(page: Page, locator: Locator, leftMs: () => number): Promise<boolean> {
  for (let step = 0; step < stepsMax && leftMs() > 0; step += 1) {
    const more = await page.evaluate(scrollOn, step === 0);
    if ((await locator.count()) > 0) return true;
    if (!more) break;
  }
  await page.evaluate(scrollOn, true);
  return false;
}

/** Runs in the page: the next screen of the first list that has one; after that of the next list. Answers whether there was one. */
async function scrollOn(fromTop: boolean): Promise<boolean> {
  const all = [document.scrollingElement, ...document.querySelectorAll('*')].filter((element) => {
    if (element === null || element.scrollHeight <= element.clientHeight + 8 || element.clientHeight < 40) return false;
    return element === document.scrollingElement || /auto|scroll/.test(getComputedStyle(element).overflowY);
  });
  const lists = all.filter((element) => element !== null).slice(0, 8);
  if (fromTop) for (const list of lists) list.scrollTop = 0;
  const next = lists.find((list) => list.scrollTop + list.clientHeight < list.scrollHeight - 2);
  if (next !== undefined && !fromTop) next.scrollTop += next.clientHeight * 0.8;
  // Two frames: one in which the page hears of it, one in which it has drawn.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return next !== undefined;
}
