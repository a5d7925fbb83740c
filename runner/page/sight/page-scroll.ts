import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** Runs in the page: brings an element where a person could bring it, and nowhere else. */
export const scrollPart = {
  bringIntoView(element: Element): void {
    const before = page.scrollersOf(element).map((one) => ({ one, left: one.scrollLeft, top: one.scrollTop }));
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // A script can scroll what hides its overflow; a person cannot, so those stay where they were.
    for (const { one, left, top } of before) {
      const hand = page.handScrolls(one);
      if (!hand.x && one.scrollLeft !== left) one.scrollLeft = left;
      if (!hand.y && one.scrollTop !== top) one.scrollTop = top;
    }
  },
  scrollersOf(element: Element): readonly Element[] {
    const inner = page.chainOf(element);
    const outer = page.framesAround().flatMap((frame) => (frame === null ? [] : page.chainOf(frame)));
    return [...inner, ...outer];
  },
  handScrolls(element: Element): { readonly x: boolean; readonly y: boolean } {
    const style = getComputedStyle(element);
    const owner = element.ownerDocument;
    if (element === owner.documentElement || element === owner.scrollingElement || element === owner.body) {
      const body = owner.body === null ? style : getComputedStyle(owner.body);
      const root = getComputedStyle(owner.documentElement);
      const hidden = [root, body].map(({ overflowX, overflowY }) => ({
        x: /hidden|clip/.test(overflowX),
        y: /hidden|clip/.test(overflowY),
      }));
      // Nobody reads a shop by scrolling the whole page sideways, unless it is written from top to bottom.
      const vertical = /^(vertical|sideways)/.test(root.writingMode);
      return { x: vertical && !hidden.some(({ x }) => x), y: !hidden.some(({ y }) => y) };
    }
    return { x: /auto|scroll/.test(style.overflowX), y: /auto|scroll/.test(style.overflowY) };
  },
};
