import type { Frame, JSHandle, Page } from '@playwright/test';
import { placeOf } from '../page/look.ts';
import { isGone } from '../page/playwright-call.ts';
import { watchDocument, type DocumentWatch } from './document-watch.ts';

/** A look at least this often, for what no event tells: a property set by a script, a new style sheet. */
const fallbackMs = 100;
/** How much longer than the page's own timer ours waits, for a page too busy to answer. */
const busyMs = 150;

export type PageWatch = {
  /** Watches every document that is not watched yet. Changes from then on wake `changed`. */
  arm(): Promise<void>;
  /** Settles when something has changed since it settled last, at the latest after the fallback or `leftMs`. */
  changed(ask: { readonly leftMs: number; readonly gapMs: number }): Promise<void>;
  stop(): Promise<void>;
};

type Watched = { readonly handle: JSHandle<DocumentWatch>; readonly since: number };

/** Watches all frames of a page. A document that goes away counts as a change; its watch ends with it. */
export function watchPage(page: Page): PageWatch {
  const documents = new Map<Frame, Watched>();
  const moves = watchMoves(page);

  const armFrame = async (frame: Frame): Promise<void> => {
    if (documents.has(frame)) return;
    const handle = await orGone(frame.evaluateHandle(watchDocument));
    if (handle !== null) documents.set(frame, { handle, since: 0 });
  };
  const waitIn = async (
    frame: Frame,
    watched: Watched,
    ask: { readonly fallbackMs: number; readonly gapMs: number },
  ): Promise<void> => {
    const { handle, since } = watched;
    const count = await orGone(handle.evaluate((watch, asked) => watch.wait(asked), { ...ask, since }));
    if (count === null) documents.delete(frame);
    else documents.set(frame, { handle, since: count });
  };
  const stopIn = async ({ handle }: Watched): Promise<void> => {
    // Sent together, because the step waits for both; they are carried out in this order.
    await Promise.all([orGone(handle.evaluate((watch) => watch.stop())), orGone(handle.dispose())]);
  };

  return {
    async arm() {
      for (const frame of documents.keys()) if (frame.isDetached()) documents.delete(frame);
      await within(busyMs, Promise.all(page.frames().map(armFrame)));
    },
    async changed({ leftMs, gapMs }) {
      const ask = { fallbackMs: Math.min(fallbackMs, leftMs), gapMs };
      const waits = [...documents].map(([frame, watched]) => waitIn(frame, watched, ask));
      await within(ask.fallbackMs + busyMs, Promise.race([moves.next(), ...waits]));
    },
    async stop() {
      moves.stop();
      await within(busyMs, Promise.all([...documents.values()].map(stopIn)));
    },
  };
}

/** Moves inside one document (history.pushState) change no node, so Playwright's events are a signal too. */
function watchMoves(page: Page): { readonly next: () => Promise<void>; readonly stop: () => void } {
  let moved = false;
  let wake: (() => void) | null = null;
  const onMove = (): void => {
    moved = true;
    wake?.();
  };
  page.on('framenavigated', onMove).on('frameattached', onMove).on('framedetached', onMove);
  page.on('domcontentloaded', onMove).on('load', onMove).on('close', onMove).on('crash', onMove);
  return {
    next: () =>
      new Promise((resolve) => {
        wake = () => {
          moved = false;
          wake = null;
          resolve();
        };
        if (moved) wake();
      }),
    stop: () => {
      page.off('framenavigated', onMove).off('frameattached', onMove).off('framedetached', onMove);
      page.off('domcontentloaded', onMove).off('load', onMove).off('close', onMove).off('crash', onMove);
    },
  };
}

/** Null when the document or the whole page is gone; the look that follows at once tells what that means. */
async function orGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && (placeOf(error) !== null || isGone(error))) return null;
    throw error;
  }
}

/** Waits for the work, but not longer than this: a page that computes for seconds answers nothing meanwhile. */
async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
