import { posix } from 'node:path';
import type { SourceFile } from './project.ts';

/** One import as it is written: what it names, and on which line. */
export type Import = { readonly from: string; readonly line: number; readonly names: string };

const forms = [
  /(?:^|;|\*\/)[ \t]*(?:import|export)\b[^;'"]*?\bfrom\s*['"](?<from>[^'"]+)['"]/gm,
  /(?:^|;|\*\/)[ \t]*import\s*['"](?<from>[^'"]+)['"]/gm,
  /\bimport\(\s*['"](?<from>[^'"]+)['"]/g,
  /\brequire\(\s*['"](?<from>[^'"]+)['"]/g,
] as const;

/** Every import of a file: static, re-exported, type-only, for its effect, and dynamic. */
export function importsOf(file: SourceFile): readonly Import[] {
  return forms
    .flatMap((form) => [...file.text.matchAll(form)])
    .map((match) => {
      const before = file.text.slice(0, match.index + match[0].length);
      return { from: match.groups?.['from'] ?? '', line: before.split('\n').length, names: match[0] };
    })
    .toSorted((one, other) => one.line - other.line);
}

/** The file in the project that a relative import names. */
export function resolveImport(file: SourceFile, from: string): string {
  return posix.normalize(posix.join(posix.dirname(file.path), from));
}

/** `@scope/name` or `name`, without the path inside the package. */
export function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
