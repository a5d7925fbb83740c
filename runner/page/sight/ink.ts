import type { Locator, Page } from '@playwright/test';
import { hideInk, showInk } from './ask.ts';
import type { Box, Glyph, Sight } from './facts.ts';
import { drawn, type Drawn } from './core.ts';
import { captureRegion, type Region } from './capture.ts';
import type { Picture } from './png.ts';

/** A person sees a difference of a sixteenth of full brightness between a letter and what is around it. */
const differenceMin = 16;
const pixelsMax = 4_000_000;

/**
 * The characters that leave no ink: a picture with the amount's letters made transparent is the same there. A second
 * picture without letters tells what moves by itself. Null when no picture could be had.
 */
export async function inklessOf(page: Page, locator: Locator, sight: Sight): Promise<readonly Glyph[] | null> {
  const glyphs = drawn(sight.glyphs);
  const offset = sight.foreignFrame ? await offsetInPage(locator, sight.box) : sight.offset;
  if (offset === null || glyphs.length === 0) return null;
  const region = regionOf(glyphs, offset);
  if (region.width * region.height > pixelsMax) return null;
  const client = await page.context().newCDPSession(page);
  try {
    const shoot = (): Promise<Picture | null> => captureRegion(client, region);
    const shown = await shoot();
    const [hidden, again] = await withoutInk(locator, async () => [await shoot(), await shoot()] as const);
    if (shown === null || hidden === null || again === null) return null;
    if (shown.width !== hidden.width || hidden.width !== again.width) return null;
    const scale = shown.width / region.width;
    const inkless = glyphs.filter((glyph) => {
      const area = { box: glyph.box, offset, region, scale };
      return difference(shown, hidden, area) < differenceMin + difference(hidden, again, area);
    });
    // A value need not fill its field: only where something lies on the field, a part without ink means anything.
    const some = inkless.length < glyphs.length;
    return sight.kind === 'field' && some ? inkless.filter(({ hit }) => hit !== 'own') : inkless;
  } finally {
    await client.detach();
  }
}

async function withoutInk<T>(locator: Locator, work: () => Promise<T>): Promise<T> {
  await hideInk(locator);
  try {
    return await work();
  } finally {
    await showInk(locator);
  }
}

type Point = { readonly x: number; readonly y: number };

/** In a frame of another host only the browser knows where on the screen it stands. */
async function offsetInPage(locator: Locator, box: Box): Promise<Point | null> {
  const onPage = await locator.boundingBox();
  return onPage === null ? null : { x: onPage.x - box.left, y: onPage.y - box.top };
}

function regionOf(glyphs: readonly Drawn[], offset: Point): Region {
  const x = Math.floor(Math.min(...glyphs.map(({ box }) => box.left)) + offset.x);
  const y = Math.floor(Math.min(...glyphs.map(({ box }) => box.top)) + offset.y);
  const right = Math.ceil(Math.max(...glyphs.map(({ box }) => box.right)) + offset.x);
  const bottom = Math.ceil(Math.max(...glyphs.map(({ box }) => box.bottom)) + offset.y);
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

/** The largest difference of one channel of one pixel inside a character's box. */
function difference(
  one: Picture,
  other: Picture,
  area: { readonly box: Box; readonly offset: Point; readonly region: Region; readonly scale: number },
): number {
  const { box, offset, region, scale } = area;
  // A neighbour's edge reaches into the box; what stands in the middle is the character's own.
  const edge = { x: (box.right - box.left) / 6, y: 0 };
  const from = { x: (box.left + edge.x + offset.x - region.x) * scale, y: (box.top + offset.y - region.y) * scale };
  const to = { x: (box.right - edge.x + offset.x - region.x) * scale, y: (box.bottom + offset.y - region.y) * scale };
  let most = 0;
  for (let y = Math.max(0, Math.floor(from.y)); y < Math.min(one.height, other.height, Math.ceil(to.y)); y++)
    for (let x = Math.max(0, Math.floor(from.x)); x < Math.min(one.width, Math.ceil(to.x)); x++)
      for (let channel = 0; channel < 3; channel++) {
        const at = (y * one.width + x) * one.channels + channel;
        most = Math.max(most, Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0)));
      }
  return most;
}
