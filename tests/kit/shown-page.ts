import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';

/** The page of the one session that is open, once it shows a heading. */
export async function shownPage(browser: Browser): Promise<Page> {
  for (;;) {
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (page === undefined) await sleep(20);
    else return page.waitForSelector('h1').then(() => page);
  }
}
