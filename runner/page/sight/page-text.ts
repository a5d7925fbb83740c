import type { Box, Field } from './facts.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

export type FoundGlyph = { readonly char: string; readonly box: Box | null; readonly run: number };

/** Runs in the page: which characters an element shows, and where. */
export const textPart = {
  /** Text nodes in the order in which the amount was read from them. */
  textsOf(node: Node): readonly Text[] {
    if (node instanceof Element && /^(SCRIPT|NOSCRIPT|STYLE)$/.test(node.nodeName)) return [];
    if (node instanceof Text) return /[^\s\u200b-\u200f\u2060\ufeff\u00ad]/.test(node.data) ? [node] : [];
    const children = [...node.childNodes, ...(node instanceof Element ? (node.shadowRoot?.childNodes ?? []) : [])];
    return children.flatMap((child) => page.textsOf(child));
  },
  parentOfText(text: Text): Element {
    const parent = text.parentNode;
    if (parent instanceof ShadowRoot) return parent.host;
    return text.parentElement ?? document.documentElement;
  },
  glyphsOf(text: Text, run: number): readonly FoundGlyph[] {
    const range = document.createRange();
    const found: FoundGlyph[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const char = text.data.charAt(at);
      // White space and marks without width have nothing to be seen.
      if (/[\s\u200b-\u200f\u2060\ufeff\u00ad]/.test(char)) continue;
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const rect = [...range.getClientRects()].find((one) => one.width > 0 && one.height > 0);
      found.push({ char, box: rect === undefined ? null : page.plainBox(rect), run });
    }
    return found;
  },
  fieldFor(element: Element): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null {
    const field = element instanceof HTMLLabelElement && element.control !== null ? element.control : element;
    if (field instanceof HTMLInputElement && /^(submit|button)$/.test(field.type)) return field;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
      return field;
    return null;
  },
  fieldFacts(field: Element): Field {
    const security = getComputedStyle(field).getPropertyValue('-webkit-text-security');
    return {
      scrollWidth: field.scrollWidth,
      clientWidth: field.clientWidth,
      scrollHeight: field.scrollHeight,
      clientHeight: field.clientHeight,
      masked: security !== '' && security !== 'none',
      measured: !(field instanceof HTMLSelectElement),
    };
  },
  /** Digits and units that styles add around the text: a person reads them, the text does not hold them. */
  addedTo(element: Element): string | null {
    const holders = [element, ...element.querySelectorAll('*')].slice(0, 50);
    const added = holders
      .flatMap((holder) => ['::before', '::after'].map((pseudo) => getComputedStyle(holder, pseudo).content))
      .find((content) => /^["'].*[\d조억만천]/.test(content) || /^(attr|counter)/.test(content));
    return added ?? null;
  },
  isClosed(element: Element): boolean {
    const box = element.getBoundingClientRect();
    const own = element.localName.includes('-') && element.shadowRoot === null && element.matches(':defined');
    return own && box.width > 0 && box.height > 0;
  },
  altOf(element: Element): string | null {
    const holder = [element, ...element.querySelectorAll('img,svg,canvas,[role=img]')].find(
      (one) => page.nameOf(one) !== null,
    );
    const title = element.querySelector('svg > title')?.textContent ?? null;
    return (holder === undefined ? null : page.nameOf(holder)?.said) ?? title;
  },
  isPicture(element: Element): boolean {
    const pictures = 'img, canvas, svg, video, object, embed, picture, input[type=image]';
    if (element.matches(pictures) || element.querySelector(pictures) !== null) return true;
    if (element.shadowRoot?.querySelector(pictures)) return true;
    // A component that keeps its inside to itself: it draws something, and nobody outside may read it.
    if (page.isClosed(element) || [...element.querySelectorAll('*')].some((one) => page.isClosed(one))) return true;
    return /url\(/.test(getComputedStyle(element).backgroundImage) || page.addedTo(element) !== null;
  },
};
