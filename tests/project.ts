import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** One file of the project: its path from the root with `/`, and its text. */
export type SourceFile = { readonly path: string; readonly text: string; readonly lines: readonly string[] };

const skipped = new Set([
  'node_modules',
  'dist',
  '.git',
  '.postflight',
  'test-results',
  'playwright-report',
  'blob-report',
]);

/** Files below the given folders with one of the endings, sorted by path. */
export function filesBelow(folders: readonly string[], endings: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => pathsBelow(join(root, folder)))
    .filter((path) => endings.includes(extname(path)))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path: relative(root, path).replaceAll('\\', '/'), text, lines: text.split('\n') };
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** True for a file that only tests read. */
export function isTest(file: SourceFile): boolean {
  return /\.test\.tsx?$/.test(file.path);
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
