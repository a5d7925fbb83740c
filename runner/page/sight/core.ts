import type { Box, Glyph, Sight } from './facts.ts';

/** A character that the page draws. */
export type Drawn = Glyph & { readonly box: Box };

const inNumber = /[\d\uff10-\uff19조억만천백십]/;

/** The characters from the first digit to the last digit or unit: what must stay together to be read as one amount. */
export function coreOf(sight: Sight): readonly Drawn[] {
  const first = sight.glyphs.findIndex(({ char }) => inNumber.test(char));
  const last = sight.glyphs.findLastIndex(({ char }) => inNumber.test(char));
  return drawn(first === -1 ? [] : sight.glyphs.slice(first, last + 1));
}

/** Characters with a place on the page. */
export function drawn(glyphs: readonly Glyph[]): readonly Drawn[] {
  return glyphs.flatMap((glyph) => (glyph.box === null ? [] : [{ ...glyph, box: glyph.box }]));
}

export function lettersOf(glyphs: readonly Glyph[]): string {
  return glyphs.map(({ char }) => char).join('');
}
