import type { SourceFile } from './project.ts';

export type FunctionLength = { readonly line: number; readonly name: string; readonly lines: number };

const opens = [
  /^(?<indent>\s*)(?:export\s+)?(?:async\s+)?function\*?\s+(?<name>\w+)/,
  /^(?<indent>\s*)(?:export\s+)?const\s+(?<name>\w+)\b.*=>\s*\{$/,
  /^(?<indent>\s+)(?:static\s+|async\s+|get\s+|set\s+|private\s+)*(?<name>[\w#]+)\([^;]*\)[^;=]*\{$/,
] as const;
const statements = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'with', 'function', 'describe', 'test']);

/**
 * The functions of a file and how long they are. The formatter makes this exact enough: a function ends at the first line
 * with its own indent that starts with a closing brace.
 */
export function functionsOf(file: SourceFile): readonly FunctionLength[] {
  return file.lines.flatMap((text, index) => {
    const found = opens.map((open) => open.exec(text)?.groups).find((groups) => groups !== undefined);
    const indent = found?.['indent'];
    const name = found?.['name'];
    if (indent === undefined || name === undefined || statements.has(name)) return [];
    const after = file.lines.slice(index + 1);
    const end = after.findIndex((line) => line.startsWith(`${indent}}`) && !line.endsWith('{'));
    return end === -1 ? [] : [{ line: index + 1, name, lines: end }];
  });
}
