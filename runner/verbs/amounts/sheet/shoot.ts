import type { CDPSession, Locator, Page } from '@playwright/test';
import { captureRegion } from '../../../page/sight/capture.ts';
import type { Picture } from '../../../page/sight/png.ts';
import type { Surroundings } from '../surroundings.ts';

/** One small picture of a place, or why there is none. */
export type Shot = { readonly picture: Picture | null };

export type Photographer = {
  take(of: { readonly locator: Locator; readonly around: Surroundings; readonly bad: boolean }): Promise<Shot | null>;
  stop(): Promise<void>;
};

/** A cell of the sheet, in CSS pixels of the page at least: what stands around a price tells why it is cut. */
const cellWidth = 220;
const cellHeight = 56;
const margin = 10;
const goodMax = 400;
const badMax = 200;

/**
 * Takes a picture of every bad look and, where wished, of good ones at the plain text size. A picture that cannot be had is an
 * empty cell: the look itself is the finding.
 */
export function createPhotographer(page: Page, wish: { readonly good: boolean }): Photographer {
  let client: CDPSession | null = null;
  let [good, bad] = [0, 0];
  return {
    async take(of) {
      const isWanted = of.bad ? bad < badMax : wish.good && good < goodMax && of.around.zoom === 100;
      if (!isWanted) return null;
      if (of.bad) bad += 1;
      else good += 1;
      client ??= await page.context().newCDPSession(page);
      return { picture: await shoot(client, page, of.locator) };
    },
    async stop() {
      await client?.detach();
      client = null;
    },
  };
}

async function shoot(client: CDPSession, page: Page, locator: Locator): Promise<Picture | null> {
  try {
    if ((await locator.count()) === 0) return null;
    const box = await locator.first().boundingBox({ timeout: 500 });
    const screen = page.viewportSize();
    if (box === null || screen === null) return null;
    return await captureRegion(client, region(box, screen));
  } catch (error) {
    // A page that is just being replaced, or a locator that means several: the look has told it in words.
    if (error instanceof Error) return null;
    throw error;
  }
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The place in the middle of its cell, inside the screen. */
function region(box: Box, screen: { readonly width: number; readonly height: number }): Box {
  const width = Math.min(screen.width, Math.max(cellWidth, box.width + 2 * margin));
  const height = Math.min(screen.height, Math.max(cellHeight, Math.min(box.height, 160) + 2 * margin));
  const x = clamp(box.x + box.width / 2 - width / 2, screen.width - width);
  const y = clamp(box.y + box.height / 2 - height / 2, screen.height - height);
  return { x, y, width, height };
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}
