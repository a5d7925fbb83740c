import { createRequire } from 'node:module';

/*
 * Playwright is one file of four megabytes. `import` reads it twice, first only to find the names that it exports, which costs
 * a third of a second before the browser can start; `require` does not.
 */
const playwright: typeof import('playwright') = createRequire(import.meta.url)('playwright');

export const { chromium, devices } = playwright;
