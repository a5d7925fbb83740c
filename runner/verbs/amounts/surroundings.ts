import type { Locator } from '@playwright/test';
import { NeedsPerson } from '../../model/trouble.ts';
import type { World } from '../../model/verb.ts';
import { text } from './text.ts';

/** How wide the screen is and how large a person has set the text. */
export type Surroundings = { readonly width: number | null; readonly zoom: number };

/** Every width with every text size; without any, the page as it is. */
export function surroundingsOf(wish: {
  readonly viewports?: readonly number[];
  readonly zoom?: readonly number[];
}): readonly Surroundings[] {
  const widths = wish.viewports ?? [null];
  const zooms = wish.zoom ?? [100];
  return widths.flatMap((width) => zooms.map((zoom) => ({ width, zoom })));
}

/** Sets the screen's width; its height stays. */
export async function setWidth(world: World, width: number | null): Promise<void> {
  const now = world.page.viewportSize();
  if (width !== null && now !== null && now.width !== width)
    await world.page.setViewportSize({ width, height: now.height });
}

/** Enlarges all text as a phone's text size setting does. Throws NeedsPerson where the browser does not do it. */
export async function setZoom(locator: Locator, percent: number): Promise<void> {
  const factors = await locator.evaluateAll(zoomInPage, percent);
  if (factors.some((factor) => Math.abs(factor * 100 - percent) > 15)) throw new NeedsPerson(text.noZoom({ percent }));
}

/**
 * Runs in the page. Answers how much larger the first text became, nothing when there is none to measure. Everything belongs to one
 * object, because a page has none of the helpers that a TypeScript runner may add around named functions.
 */
function zoomInPage(elements: readonly Element[], percent: number): readonly number[] {
  const page = {
    name: '--postflight-zoom',
    heightOf(element: Element): number {
      const range = element.ownerDocument.createRange();
      range.selectNodeContents(element);
      return range.getClientRects()[0]?.height ?? 0;
    },
    set(owner: Document, wanted: number): void {
      const others = owner.adoptedStyleSheets.filter(
        (sheet) => !(sheet.cssRules[0]?.cssText ?? '').includes(page.name),
      );
      if (wanted === 100) {
        owner.adoptedStyleSheets = others;
        return;
      }
      const sheet = new CSSStyleSheet();
      const adjust = `${wanted}%!important`;
      sheet.replaceSync(`html{${page.name}:1;-webkit-text-size-adjust:${adjust};text-size-adjust:${adjust}}`);
      owner.adoptedStyleSheets = [...others, sheet];
    },
  };
  const [element] = elements;
  if (element === undefined) return [];
  page.set(element.ownerDocument, 100);
  const plain = page.heightOf(element);
  page.set(element.ownerDocument, percent);
  return plain === 0 ? [] : [page.heightOf(element) / plain];
}
