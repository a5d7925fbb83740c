import { limits } from '../base/limits.ts';
import { SetupError } from '../model/trouble.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { within } from './within.ts';

/** Prints a self-contained page as a PDF in its own page size. Null when this machine has no browser that could. */
export async function printPdf(html: string, env: NodeJS.ProcessEnv): Promise<Buffer | null> {
  const wish = { headed: false, debug: false };
  let browser;
  try {
    browser = await launchBrowser(findBrowser(wish, env), wish);
  } catch (error) {
    // No browser, or one that does not start: the page itself is there and prints from any browser.
    if (error instanceof SetupError) return null;
    throw error;
  }
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    await page.setContent(html, { timeout: limits.pdfMs });
    const late = (): Error => new Error('the page was not printed in time');
    return await within(page.pdf({ preferCSSPageSize: true, printBackground: true }), limits.pdfMs, late);
  } finally {
    await browser.close();
  }
}
