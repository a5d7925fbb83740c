import type { GivenElements } from '../inside.ts';
import { boxPart } from './page-boxes.ts';
import { clipPart } from './page-clips.ts';
import { coverPart } from './page-covers.ts';
import { inkPart } from './page-ink.ts';
import { readPart } from './page-read.ts';
import { scrollPart } from './page-scroll.ts';
import { fontPart } from './page-fonts.ts';
import { speechPart } from './page-speech.ts';
import { stylePart } from './page-styles.ts';
import { textPart } from './page-text.ts';

/** What may be asked of a page about a shown amount. */
export type SightQuestion = 'readSight' | 'shownText' | 'hideInk' | 'showInk' | 'intersection';

export type PageFunction = (given: GivenElements, asked: object) => unknown;

/**
 * One function for the page with all parts inside. Playwright sends a function as its text, so this one's text is put
 * together from the methods; here it cannot be called.
 */
export function pageFunction(question: SightQuestion): PageFunction {
  const known = functions.get(question);
  if (known !== undefined) return known;
  const text = `(given, asked) => { const page = {${members.join(',\n')}}; return page.${question}(given, asked); }`;
  const made: PageFunction = Object.assign(neverHere.bind(null), { toString: () => text });
  functions.set(question, made);
  return made;
}

function neverHere(): never {
  throw new Error('this function is for pages');
}

const functions = new Map<SightQuestion, PageFunction>();
const parts = {
  ...boxPart,
  ...clipPart,
  ...coverPart,
  ...inkPart,
  ...readPart,
  ...scrollPart,
  ...fontPart,
  ...speechPart,
  ...stylePart,
  ...textPart,
};
const members = Object.entries(parts).map(([name, member]: readonly [string, unknown]) =>
  typeof member === 'function' ? String(member) : `${name}: ${JSON.stringify(member)}`,
);
