import { wrapColumns } from '../report/columns.ts';
import type { Terminal } from './terminal.ts';

/** Below this, folding makes more lines than words. */
const narrowest = 40;

/**
 * A sentence as the lines under each other that a terminal has room for, to stand `indent` columns from its edge; one line where nobody
 * looks at a terminal. Unpainted: colours have no columns.
 */
export function fold(text: string, indent: number, { columns }: Pick<Terminal, 'columns'>): readonly string[] {
  if (columns === null || columns < narrowest) return [text];
  return wrapColumns(text, columns - indent);
}
