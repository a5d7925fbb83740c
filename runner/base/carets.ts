import type { Span } from './span.ts';

const tabStop = 4;
const columnsUsual = 100;

/** Ranges of characters that take two columns of a terminal (East Asian wide and full width, emoji). */
const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** Characters that could move the cursor, change colours or turn the reading direction; never printed. */
const unprintable = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
// Control characters are what this pattern is about.
// oxlint-disable-next-line no-control-regex
const escapeSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** Text that is safe to print on one line of a terminal: no escape sequences, no line breaks; other control characters are seen as U+FFFD. */
export function printable(text: string): string {
  const plain = text.replace(escapeSequence, '').replace(/\s+/g, ' ');
  return Array.from(plain, (character) => (unprintable.test(character) ? '\ufffd' : character)).join('');
}

/** Columns that a character takes on a terminal. */
export function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (unprintable.test(character) || /\p{Mn}/u.test(character) || (code >= 0x1160 && code <= 0x11ff)) return 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/**
 * The marked line with the line before and after it, and carets under the span; `note` stands beside the carets. No line shows more than
 * `columnsShown` columns of the source.
 */
export function codeFrame(text: string, span: Span, note: string, columnsShown: number = columnsUsual): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(1, span.line - 1);
  const last = (lines[span.line] ?? '').trim() === '' ? span.line : span.line + 1;
  const gutter = String(last).length;
  const marked = layOut(lines[span.line - 1] ?? '');
  const end = span.endLine > span.line ? Number.MAX_SAFE_INTEGER : span.endColumn;
  const from = columnAt(marked, span.column);
  const width = Math.max(1, columnAt(marked, end) - from);
  const skipped = from + Math.min(width, 40) > columnsShown ? Math.max(0, from - Math.min(40, columnsShown / 2)) : 0;
  const frame: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const shown = crop(layOut(lines[line - 1] ?? ''), skipped, columnsShown);
    frame.push(`  ${String(line).padStart(gutter)} | ${shown}`.trimEnd());
    if (line !== span.line) continue;
    const carets = '^'.repeat(Math.min(width, Math.max(1, columnsShown - (from - skipped))));
    frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(from - skipped)}${carets} ${note}`.trimEnd());
  }
  return frame;
}

type Cell = { readonly text: string; readonly column: number; readonly width: number; readonly index: number };

/** Where each character of a line stands; `index` counts UTF-16 units as editors do. */
function layOut(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let index = 0;
  for (const character of line) {
    const width = character === '\t' ? tabStop - (column % tabStop) : columnsOf(character);
    const text = character === '\t' ? ' '.repeat(width) : unprintable.test(character) ? '' : character;
    cells.push({ text, column, width, index });
    column += width;
    index += character.length;
  }
  return cells;
}

function columnAt(cells: readonly Cell[], spanColumn: number): number {
  const cell = cells.find((each) => each.index >= spanColumn - 1);
  if (cell !== undefined) return cell.column;
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

function crop(cells: readonly Cell[], skipped: number, columnsShown: number): string {
  const shown = cells.filter((cell) => cell.column >= skipped && cell.column < skipped + columnsShown);
  const last = cells.at(-1);
  const cut = last !== undefined && last.column >= skipped + columnsShown;
  return `${shown.map((cell) => cell.text).join('')}${cut ? '…' : ''}`;
}
