import type { GivenElements } from '../inside.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** What the browser itself says about an element's visibility (IntersectionObserver v2). */
export type Intersection = { readonly ratio: number; readonly visible: boolean };

/** Runs in the page: takes the ink of an amount away and gives it back, without touching the document. */
export const inkPart = {
  inkName: 'postflight-ink',
  /** An animation beats the page's styles and leaves no mark in the document that a page or a watcher could notice. */
  hideInk(given: GivenElements): boolean {
    const [element] = 'elements' in given ? given.elements : given;
    if (element === undefined) return false;
    for (const holder of page.inkHolders(element)) {
      const svg = holder instanceof SVGElement;
      const gradient = getComputedStyle(holder).backgroundClip === 'text';
      const none = 'rgba(0, 0, 0, 0)';
      const bare: Keyframe =
        gradient || svg
          ? { visibility: 'hidden' }
          : {
              color: none,
              webkitTextFillColor: none,
              webkitTextStrokeColor: none,
              textDecorationColor: none,
              textShadow: 'none',
            };
      holder.animate([bare, bare], { duration: 1e9, fill: 'both', id: page.inkName });
    }
    return true;
  },
  showInk(given: GivenElements): boolean {
    const [element] = 'elements' in given ? given.elements : given;
    if (element === undefined) return false;
    for (const holder of page.inkHolders(element))
      for (const animation of holder.getAnimations()) if (animation.id === page.inkName) animation.cancel();
    return true;
  },
  inkHolders(element: Element): readonly Element[] {
    const field = page.fieldFor(element);
    if (field !== null) return [field];
    return [...new Set(page.textsOf(element).map((text) => page.parentOfText(text)))];
  },
  /** Asks the browser itself; answers after the tenth of a second that it wants at least. */
  intersection(given: GivenElements): Promise<Intersection | null> {
    const [element] = 'elements' in given ? given.elements : given;
    if (element === undefined) return Promise.resolve(null);
    return new Promise((resolve) => {
      const options: IntersectionObserverInit & { readonly trackVisibility: boolean; readonly delay: number } = {
        trackVisibility: true,
        delay: 100,
      };
      const observer = new IntersectionObserver((entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        observer.disconnect();
        resolve({ ratio: entry.intersectionRatio, visible: Reflect.get(entry, 'isVisible') === true });
      }, options);
      observer.observe(page.fieldFor(element) ?? element);
      setTimeout(() => {
        observer.disconnect();
        resolve(null);
      }, 1_000);
    });
  },
};
