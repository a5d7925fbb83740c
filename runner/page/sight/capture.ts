import type { CDPSession } from '@playwright/test';
import { decodePng, type Picture } from './png.ts';

/** A part of the screen, in CSS pixels of the top document as it is scrolled now. */
export type Region = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * A picture of a part of the screen. The whole screen is taken and cut here: a picture with a clip, asked for by any session but
 * Playwright's own, would end the emulation of the phone (its width, its text size) for the rest of the page's life.
 * Null when the part is not on the screen as a whole.
 */
export async function captureRegion(client: CDPSession, region: Region): Promise<Picture | null> {
  const { cssVisualViewport: screen } = await client.send('Page.getLayoutMetrics');
  const shot = await client.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  const file = Buffer.from(shot.data, 'base64');
  const scale = file.readUInt32BE(widthOffset) / screen.clientWidth;
  const x = (region.x - screen.offsetX) * scale;
  const y = (region.y - screen.offsetY) * scale;
  const area = {
    x: Math.floor(x),
    y: Math.floor(y),
    width: Math.round(region.width * scale),
    height: Math.round(region.height * scale),
  };
  const picture = decodePng(file, area);
  return picture.width === area.width && picture.height === area.height ? picture : null;
}

/** Where a PNG's header says how wide it is. */
const widthOffset = 16;
