import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import type { Language } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { SetupError } from '../model/trouble.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { within } from '../base/within.ts';

/** Prints a self-contained page as a PDF in its own page size. Null when this machine has no browser that could, or none that could in time. */
export async function printPdf(html: string, env: NodeJS.ProcessEnv): Promise<Buffer | null> {
  return atPrinter(env, async (page) => {
    await page.setContent(html, { timeout: limits.pdfMs });
    return page.pdf({ preferCSSPageSize: true, printBackground: true });
  });
}

/** Prints a report's page in one language with the pictures beside it, each sheet with the run's number and its own. Null as above. */
export async function printReport(
  file: string,
  { runId, language }: { readonly runId: string; readonly language: Language },
  env: NodeJS.ProcessEnv,
): Promise<Buffer | null> {
  return atPrinter(env, async (page) => {
    await page.goto(pathToFileURL(file).href, { timeout: limits.pdfMs, waitUntil: 'load' });
    await page.locator(`label[for="language-${language}"]`).click({ timeout: limits.pdfMs });
    return page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: !(await drawsItsFoot(page)),
      headerTemplate: '<span></span>',
      // The template has no style of its own; without a size Chromium prints it too small to read. A run id needs no escaping.
      footerTemplate: `<div style="width:100%;padding:0 12mm;font-size:7px;color:#555;display:flex;justify-content:space-between">
        <span>${runId}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`,
    });
  });
}

/** Chromium draws what a page says of its margins since version 131; reports of earlier versions of this tool say nothing of them. */
async function drawsItsFoot(page: Page): Promise<boolean> {
  const version = Number.parseInt(page.context().browser()?.version() ?? '', 10);
  return version >= 131 && (await page.content()).includes('@bottom-left');
}

/** A browser that runs no script and reaches no network. */
async function atPrinter(env: NodeJS.ProcessEnv, print: (page: Page) => Promise<Buffer>): Promise<Buffer | null> {
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
    return await within(print(page), limits.pdfMs, () => new LatePrint('the page was not printed in time'));
  } catch (error) {
    // The page itself is there; a report must not wait unsealed for its copy on paper.
    if (error instanceof LatePrint) return null;
    throw error;
  } finally {
    await browser.close();
  }
}

class LatePrint extends Error {
  override readonly name = 'LatePrint';
}
