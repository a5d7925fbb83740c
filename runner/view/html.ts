import { html as escaped, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { assert } from '../base/assert.ts';
import type { Bilingual } from '../base/bilingual.ts';
import { visibleText } from './visible.ts';

/** A piece of HTML in which every text is escaped already. */
export type Fragment = HtmlEscapedString;

/** What may stand in a template: text is made visible and escaped, fragments go in as they are, null is nothing. */
export type Part = string | number | Fragment | null | readonly Part[];

/** The one way to make HTML here: no text reaches a page without passing through visibleText and the escaper. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Fragment {
  const made = escaped(strings, ...parts.map(shown));
  assert(!(made instanceof Promise), 'fragments are made of values that are there');
  return made;
}

/** Text of our own catalogue in both languages; the reader's choice hides one of them. */
export function say({ ko, en }: Bilingual): Fragment {
  return html`<span class="t" lang="ko">${ko}</span><span class="t" lang="en">${en}</span>`;
}

/** Only for constants of our own code, such as the style sheet. */
export function ownMarkup(constant: string): Fragment {
  return raw(constant);
}

/** Fragments are String objects, so that a plain string is always text. */
function shown(part: Part): unknown {
  if (typeof part === 'string') return visibleText(part);
  return Array.isArray(part) ? part.map(shown) : part;
}
