import { isPlainName } from './files.ts';

export type Sums = ReadonlyMap<string, string>;

/** The text of SHA256SUMS: what `sha256sum` prints, in the byte order of LC_ALL=C. */
export function formatSums(sums: Sums): string {
  const paths = [...sums.keys()].sort();
  return paths.map((path) => `${sums.get(path) ?? ''}  ${path}\n`).join('');
}

/** Reads SHA256SUMS strictly; `line` is the first that is malformed, doubled or out of order. */
export function parseSums(text: string): { readonly sums: Sums } | { readonly line: number } {
  const sums = new Map<string, string>();
  const lines = text.split('\n');
  if (lines.pop() !== '') return { line: lines.length + 1 };
  let last = '';
  for (const [index, line] of lines.entries()) {
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || path === undefined || path <= last || !path.split('/').every(isPlainName))
      return { line: index + 1 };
    sums.set(path, sha256);
    last = path;
  }
  return { sums };
}
