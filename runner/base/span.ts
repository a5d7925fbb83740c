/** A place in a text file. Lines and columns start at 1; the end is exclusive. */
export type Span = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function formatPlace(span: Span): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/** The last line that holds something of the span: an end at the beginning of a line means the line before. */
export function lastLine(span: Span): number {
  return span.endColumn === 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
}
