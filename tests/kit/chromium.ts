import type { Browser } from 'playwright';
import { findBrowser, launchBrowser } from '../../runner/engine/browser.ts';

/** The browser that the product itself would take; fails with the product's own words when there is none. */
export function launchChromium(): Promise<Browser> {
  const wish = { headed: false, debug: false };
  return launchBrowser(findBrowser(wish, process.env), wish);
}
