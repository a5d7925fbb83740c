/** Letters of five by seven dots: the sheet is made without a browser, whose page may be what is broken. */
export const glyphWidth = 5;
export const glyphHeight = 7;

const letters: { readonly [letter: string]: readonly number[] } = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  ',': [0, 0, 0, 0, 6, 2, 4],
  '-': [0, 0, 0, 14, 0, 0, 0],
  '%': [24, 25, 2, 4, 8, 19, 3],
  p: [0, 0, 30, 17, 30, 16, 16],
  x: [0, 0, 17, 10, 4, 10, 17],
  ' ': [0, 0, 0, 0, 0, 0, 0],
};

/** Seven rows of five bits; a box for a letter that the sheet has no use for. */
export function glyphOf(letter: string): readonly number[] {
  return letters[letter] ?? [31, 17, 17, 17, 17, 17, 31];
}
