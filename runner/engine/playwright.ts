import { createRequire } from 'node:module';

type Library = typeof import('playwright');

let loaded: Library | null = null;

/**
 * Playwright is one file of four megabytes. `import` reads it twice, first only to find the names that it exports; `require` does
 * not, and only who starts a browser waits for it at all.
 */
export function playwright(): Library {
  loaded ??= createRequire(import.meta.url)('playwright');
  if (loaded === null) throw new Error('playwright is not installed');
  return loaded;
}
