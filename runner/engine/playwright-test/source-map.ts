/** From this column of a generated line on, the code stands for this place in the source. Columns of code start at 0, places at 1. */
export type Mapping = { readonly codeColumn: number; readonly line: number; readonly column: number };

/**
 * A source map with one source as a comment for the end of a generated file. `lines` holds the mappings of each generated line,
 * in order; a line without one belongs to no source.
 */
export function inlineSourceMap(source: string, lines: readonly (readonly Mapping[])[]): string {
  let line = 0;
  let column = 0;
  const encodeLine = (mappings: readonly Mapping[]): string => {
    let codeColumn = 0;
    const segments = mappings.map((mapping) => {
      // Each number is written as its difference from the one before; the column of code starts anew on each line.
      const numbers = [mapping.codeColumn - codeColumn, 0, mapping.line - 1 - line, mapping.column - 1 - column];
      codeColumn = mapping.codeColumn;
      line = mapping.line - 1;
      column = mapping.column - 1;
      return numbers.map(encodeNumber).join('');
    });
    return segments.join(',');
  };
  const map = { version: 3, sources: [source], names: [], mappings: lines.map(encodeLine).join(';') };
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The format's own number: five bits a digit, lowest first, the sixth bit says that more follow; the sign is the lowest bit of all. */
function encodeNumber(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  do {
    const bits = rest % 32;
    rest = Math.floor(rest / 32);
    text += digits.charAt(rest > 0 ? bits + 32 : bits);
  } while (rest > 0);
  return text;
}
