import { columnsOf } from '../base/carets.ts';

/** Columns that a text takes on a terminal; a Hangul syllable takes two. */
export function widthOf(text: string): number {
  return Array.from(text, columnsOf).reduce((sum, width) => sum + width, 0);
}

/** The text filled up with spaces to so many columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** Lines of at most so many columns, broken at spaces where possible, never inside a character. */
export function wrapColumns(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line.trimEnd() !== '') lines.push(line.trimEnd());
    line = '';
  };
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + widthOf(word) > columns) flush();
    for (const character of word) {
      if (widthOf(line) + columnsOf(character) > columns) flush();
      line += character;
    }
    line += ' ';
  }
  flush();
  return lines;
}
