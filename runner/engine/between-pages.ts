import { setTimeout as pause } from 'node:timers/promises';

/**
 * Takes a picture of a page that may just be replaced by the next one, or by the browser's own error page: for a moment there is nothing
 * drawn, and Chromium refuses. It is asked again for about a second; every other refusal, and the last one, is thrown.
 */
export async function takeBetweenPages<T>(take: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await take();
    } catch (error) {
      if (tries === triesAtMost || !isBetweenPages(error)) throw error;
      await pause(pauseMs);
    }
  }
}

const triesAtMost = 20;
const pauseMs = 50;

function isBetweenPages(error: unknown): boolean {
  return error instanceof Error && /Unable to capture screenshot|Not attached to an active page/.test(error.message);
}
