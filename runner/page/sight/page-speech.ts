import type { GivenElements } from '../inside.ts';
import type { Speech } from './facts.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** Runs in the page: what a screen reader says in the place of an amount, and what only it says. */
export const speechPart = {
  /** Roles whose name takes the place of what they hold. */
  namedRoles:
    'a[href],button,summary,h1,h2,h3,h4,h5,h6,[role=button],[role=link],[role=img],[role=heading],[role=option],[role=menuitem],[role=tab],[role=radio],[role=checkbox],[role=switch]',
  /** Text made for screen readers alone: a box of a pixel, clipped away, or far off the screen. */
  isSpokenOnly(element: Element): boolean {
    const style = getComputedStyle(element);
    const taken = style.position === 'absolute' || style.position === 'fixed';
    if (!taken) return false;
    const box = element.getBoundingClientRect();
    const tiny = box.width <= 2 && box.height <= 2 && style.overflow !== 'visible';
    const clipped = style.clip.startsWith('rect(') || /inset\((?:50|100)%/.test(style.clipPath);
    return tiny || clipped || box.right + window.scrollX < -500 || box.bottom + window.scrollY < -500;
  },
  /** Whether a text inside the element is for screen readers alone. The element itself is what the checklist points at. */
  spokenOnlyIn(element: Element, text: Text): boolean {
    for (let at: Element | null = page.parentOfText(text); at !== null && at !== element; at = page.parentOf(at))
      if (page.isSpokenOnly(at)) return true;
    return false;
  },
  /** The text without what is for screen readers alone; null when there is nothing of that kind. */
  shownText(given: GivenElements): string | null {
    const [element] = 'elements' in given ? given.elements : given;
    if (element === undefined || page.fieldFor(element) !== null) return null;
    const texts = page.textsOf(element);
    const shown = texts.filter((text) => !page.spokenOnlyIn(element, text));
    return shown.length === texts.length ? null : shown.map((text) => text.data).join('');
  },
  isSilent(element: Element): boolean {
    return element.closest('[aria-hidden="true"]') !== null;
  },
  spokenText(element: Element): string {
    const spoken = page.textsOf(element).filter((text) => {
      const owner = page.parentOfText(text);
      const hidden = owner.closest('[aria-hidden="true"]');
      return hidden === null || !element.contains(hidden);
    });
    return spoken
      .map((text) => text.data)
      .join(' ')
      .slice(0, 400);
  },
  /** The words that `aria-labelledby`, `aria-label` or `alt` give to an element, and which of them. */
  nameOf(element: Element): Speech | null {
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '');
    const root = element.getRootNode();
    const within = root instanceof ShadowRoot ? root : document;
    const named = ids.flatMap((id) => within.getElementById(id) ?? []);
    if (named.length > 0)
      return {
        said: named
          .map((one) => one.textContent ?? '')
          .join(' ')
          .slice(0, 400),
        by: 'aria-labelledby',
        whole: true,
      };
    for (const by of ['aria-label', 'aria-valuetext', 'alt']) {
      const said = element.getAttribute(by);
      if (said !== null && said.trim() !== '') return { said, by, whole: true };
    }
    return null;
  },
  /** What is said instead of the shown text; null when the text itself is said. */
  speechOf(element: Element): Speech | null {
    const field = page.fieldFor(element);
    if (field !== null) {
      const said = field.getAttribute('aria-valuetext');
      return said === null ? null : { said, by: 'aria-valuetext', whole: true };
    }
    const own = page.nameOf(element);
    if (own !== null) return own;
    const outer = page.chainOf(element).find((one) => one !== element && one.matches(page.namedRoles));
    const name = outer === undefined ? null : page.nameOf(outer);
    if (name !== null) return { ...name, whole: false };
    if (page.isSilent(element)) return page.aroundSilence(element);
    const silent = element.querySelector('[aria-hidden="true"]') !== null;
    const only = page.textsOf(element).some((text) => page.spokenOnlyIn(element, text));
    return silent || only
      ? { said: page.spokenText(element), by: silent ? 'aria-hidden' : 'visually hidden text', whole: true }
      : null;
  },
  /** A price that is not said itself may be said right beside. */
  aroundSilence(element: Element): Speech {
    let at = element.closest('[aria-hidden="true"]')?.parentElement ?? null;
    let said = '';
    for (let level = 0; at !== null && level < 2 && !/\d/.test(said); level += 1) {
      said = page.spokenText(at);
      at = at.parentElement;
    }
    return { said, by: 'aria-hidden', whole: true };
  },
};
