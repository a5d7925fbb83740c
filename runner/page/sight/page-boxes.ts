import type { Box } from './facts.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** Runs in the page: how elements hold each other, and their boxes. */
export const boxPart = {
  /** The element around this one as it is drawn: through slots and shadow roots. */
  parentOf(element: Element): Element | null {
    if (element.assignedSlot !== null) return element.assignedSlot;
    const parent = element.parentNode;
    return parent instanceof ShadowRoot ? parent.host : element.parentElement;
  },
  holds(outer: Element, inner: Element): boolean {
    for (let at: Element | null = inner; at !== null; at = page.parentOf(at)) if (at === outer) return true;
    return false;
  },
  chainOf(element: Element): readonly Element[] {
    const chain: Element[] = [];
    for (let at: Element | null = element; at !== null; at = page.parentOf(at)) chain.push(at);
    return chain;
  },
  plainBox(box: DOMRect): Box {
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
  },
  moved(box: Box, by: { readonly x: number; readonly y: number }): Box {
    return { left: box.left + by.x, top: box.top + by.y, right: box.right + by.x, bottom: box.bottom + by.y };
  },
  wordsFor(element: Element): string {
    const id = element.id === '' ? '' : `#${element.id}`;
    const names = [...element.classList].slice(0, 2).map((name) => `.${name}`);
    const testid = element.getAttribute('data-testid');
    return `<${element.localName}${id}${names.join('')}${testid === null ? '' : ` data-testid="${testid}"`}>`;
  },
  /** The frames around the document, innermost first; null at one that belongs to another host. */
  framesAround(): readonly (Element | null)[] {
    const frames: (Element | null)[] = [];
    for (let inner: Window = window; inner !== inner.parent; inner = inner.parent) {
      const frame = page.frameOf(inner);
      frames.push(frame);
      if (frame === null) break;
    }
    return frames;
  },
  frameOf(inner: Window): Element | null {
    try {
      return inner.frameElement;
    } catch (error) {
      // The document around belongs to another host: the browser says so with a SecurityError.
      if (error instanceof Error && error.name !== 'SecurityError') throw error;
      return null;
    }
  },
  /** The origin of a frame's document in the document around it. */
  frameOrigin(frame: Element): { readonly x: number; readonly y: number } {
    const box = frame.getBoundingClientRect();
    const style = getComputedStyle(frame);
    return {
      x: box.left + Number.parseInt(style.borderLeftWidth, 10) + Number.parseInt(style.paddingLeft, 10),
      y: box.top + Number.parseInt(style.borderTopWidth, 10) + Number.parseInt(style.paddingTop, 10),
    };
  },
};
