import type { Diagnostic } from '../model/diagnostic.ts';
import type { Span } from '../base/span.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';

/** Collects what is wrong, so that all of a file's mistakes are told at once; the same mistake is told once. */
export class Problems {
  readonly #found = new Map<string, Diagnostic>();

  add(code: DiagnosticCode, at: Span, what: string, fix: string): void {
    const key = `${code} ${at.file}:${at.line}:${at.column} ${what}`;
    if (!this.#found.has(key)) this.#found.set(key, { code, at, what, fix });
  }

  get count(): number {
    return this.#found.size;
  }

  /** By file in the order given, then by place. */
  sorted(files: readonly string[]): readonly Diagnostic[] {
    return sortDiagnostics([...this.#found.values()], files);
  }
}

/** By place; files in the order given, others after them. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[], order: readonly string[]): readonly Diagnostic[] {
  const files = [...new Set([...order, ...diagnostics.map((each) => each.at.file)])];
  return [...diagnostics].sort(
    (a, b) =>
      files.indexOf(a.at.file) - files.indexOf(b.at.file) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}
