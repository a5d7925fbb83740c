import type { Locator } from '@playwright/test';
import { isObject } from '../base/json.ts';
import { askInside, type GivenElements } from './inside.ts';

/** What one look at the page sees of one element. */
export type ElementFacts = {
  /** `<button> "로그인"`, for messages. */
  readonly words: string;
  readonly visible: boolean;
  readonly enabled: boolean;
  /** Playwright's text of an element, before white space is folded. */
  readonly text: string;
  /** Value of a field; null when the element holds none. */
  readonly value: string | null;
  readonly attribute: string | null;
  /** Null when the element is no image. */
  readonly image: { readonly complete: boolean; readonly width: number; readonly source: string } | null;
};

/** One look: how many match, and facts of the first few. `place` tells why nothing could be seen at all. */
export type Look = {
  readonly count: number;
  readonly elements: readonly ElementFacts[];
  readonly place: 'seen' | 'navigating' | 'no-frame';
};

export type Wanted = { readonly text?: boolean; readonly attribute?: string };

const elementsShown = 5;

/** Looks once, without waiting, at everything the locator matches. */
export async function look(locator: Locator, wanted: Wanted = {}): Promise<Look> {
  try {
    const asked = { shown: elementsShown, text: wanted.text ?? false, attribute: wanted.attribute ?? null };
    const { count, elements } = await readIn(locator, asked);
    return { count, elements, place: 'seen' };
  } catch (error) {
    const place = placeOf(error);
    if (place === null) throw error;
    return { count: 0, elements: [], place };
  }
}

/** Two errors are answers: a document that is just being replaced, and an iframe that is not there (yet). */
export function placeOf(error: unknown): 'navigating' | 'no-frame' | null {
  if (!(error instanceof Error)) return null;
  if (/Execution context was destroyed|Cannot find context|Frame was detached|frame got detached/i.test(error.message))
    return 'navigating';
  if (/Failed to find frame/i.test(error.message)) return 'no-frame';
  return null;
}

/** Where Playwright cannot be asked from inside, `evaluateAll` answers the same. */
async function readIn(locator: Locator, asked: Asked): Promise<Reading> {
  try {
    const reading = await askInside(locator, readElements, asked);
    if (isReading(reading)) return reading;
  } catch (error) {
    // A page that moves on or is gone: the call that everybody may make says so in Playwright's own words.
    if (!(error instanceof Error)) throw error;
  }
  return locator.evaluateAll(readElements, asked);
}

type Reading = { readonly count: number; readonly elements: readonly ElementFacts[] };

function isReading(value: unknown): value is Reading {
  return isObject(value) && typeof value['count'] === 'number' && Array.isArray(value['elements']);
}

type Asked = { readonly shown: number; readonly text: boolean; readonly attribute: string | null };

/**
 * Runs in the page. Everything is a method of one object, because a page has none of the helpers that a
 * TypeScript runner may add around named functions.
 */
function readElements(
  given: GivenElements,
  asked: Asked,
): { readonly count: number; readonly elements: readonly ElementFacts[] } {
  const page = {
    // Playwright's own rule: a box that is not empty, and not hidden by style.
    isVisible(element: Element): boolean {
      const style = getComputedStyle(element);
      if (style.display === 'contents') return [...element.childNodes].some((child) => page.isNodeVisible(child));
      if (style.visibility !== 'visible' || !element.checkVisibility()) return false;
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0;
    },
    isNodeVisible(node: Node): boolean {
      if (node instanceof Element) return page.isVisible(node);
      if (!(node instanceof Text)) return false;
      const range = document.createRange();
      range.selectNode(node);
      const box = range.getBoundingClientRect();
      return box.width > 0 && box.height > 0;
    },
    // Playwright's text: with open shadow roots, without scripts and styles, and what a submit button says.
    textOf(node: Node): string {
      if (node instanceof Element && /^(SCRIPT|NOSCRIPT|STYLE)$/.test(node.nodeName)) return '';
      if (node instanceof HTMLInputElement && (node.type === 'submit' || node.type === 'button')) return node.value;
      if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
      const children = [...node.childNodes, ...(node instanceof Element ? (node.shadowRoot?.childNodes ?? []) : [])];
      return children.map((child) => page.textOf(child)).join('');
    },
    fieldOf(element: Element): Element {
      return element instanceof HTMLLabelElement && element.control !== null ? element.control : element;
    },
    valueOf(element: Element): string | null {
      const field = page.fieldOf(element);
      if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      )
        return field.value;
      return null;
    },
    wordsFor(element: Element): string {
      const id = element.id === '' ? '' : `#${element.id}`;
      const said =
        element.getAttribute('aria-label') ??
        element.getAttribute('alt') ??
        (element instanceof HTMLInputElement
          ? (element.labels?.[0]?.textContent ?? element.placeholder)
          : page.textOf(element));
      const folded = said.replace(/\s+/g, ' ').trim();
      const cut = folded.length > 60 ? `${folded.slice(0, 60)}…` : folded;
      return `<${element.localName}${id}>${cut === '' ? '' : ` "${cut}"`}`;
    },
    imageOf(element: Element): ElementFacts['image'] {
      if (!(element instanceof HTMLImageElement)) return null;
      return { complete: element.complete, width: element.naturalWidth, source: element.currentSrc || element.src };
    },
  };
  const elements = 'elements' in given ? given.elements : given;
  return {
    count: elements.length,
    elements: elements.slice(0, asked.shown).map((element) => ({
      words: page.wordsFor(element),
      visible: page.isVisible(element),
      enabled: !page.fieldOf(element).matches(':disabled'),
      text: asked.text ? page.textOf(element) : '',
      value: page.valueOf(element),
      attribute: asked.attribute === null ? null : element.getAttribute(asked.attribute),
      image: page.imageOf(element),
    })),
  };
}
