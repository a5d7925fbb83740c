import { RE2JS } from 're2js';
import { limits } from './limits.ts';

export type CompiledPattern = { test(text: string): boolean };

/** The pattern's text is wrong; `message` says what in one sentence. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Compiles an RE2 pattern: it finds the pattern anywhere in a text, in time that grows with the text only. Throws PatternError. */
export function compilePattern(pattern: string): CompiledPattern {
  if (pattern.length > limits.patternLength) {
    throw new PatternError(`the pattern is ${pattern.length} characters long; ${limits.patternLength} is the limit`);
  }
  try {
    const compiled = RE2JS.compile(pattern);
    return { test: (text) => compiled.test(text) };
  } catch (error) {
    throw new PatternError(explain(pattern, error), { cause: error });
  }
}

function explain(pattern: string, error: unknown): string {
  const lookaround = /\(\?<?[=!]/.exec(pattern);
  if (lookaround !== null) return `"${lookaround[0]}…" looks around, which RE2 patterns cannot do`;
  const reference = /(?:^|[^\\])(?:\\\\)*(\\[1-9])/.exec(pattern);
  if (reference?.[1] !== undefined) return `"${reference[1]}" refers back to a group, which RE2 patterns cannot do`;
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^error parsing regexp: /, '').replaceAll('`', '"');
}
