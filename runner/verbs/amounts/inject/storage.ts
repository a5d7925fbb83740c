import type { Page } from '@playwright/test';

type Stored = {
  readonly local: readonly (readonly [string, string])[];
  readonly session: readonly (readonly [string, string])[];
};

/**
 * Remembers what the page has stored, and answers how to put it back: a list of lately seen products must not keep a price that
 * only stood in a rewritten answer.
 */
export async function keepStorage(page: Page): Promise<() => Promise<void>> {
  const origin = originOf(page);
  const stored: Stored | null = await page.evaluate(readStorage);
  return async () => {
    if (stored !== null && originOf(page) === origin) await page.evaluate(writeStorage, stored);
  };
}

function originOf(page: Page): string {
  return URL.canParse(page.url()) ? new URL(page.url()).origin : '';
}

/** Runs in the page; null where a page may not store anything. */
function readStorage(): Stored | null {
  try {
    return { local: Object.entries(localStorage), session: Object.entries(sessionStorage) };
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Runs in the page. The page that a browser shows in place of another one may not store anything, and has not. */
function writeStorage({ local, session }: Stored): void {
  try {
    localStorage.clear();
    for (const [key, value] of local) localStorage.setItem(key, value);
    sessionStorage.clear();
    for (const [key, value] of session) sessionStorage.setItem(key, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
