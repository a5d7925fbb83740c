import { resolve } from 'node:path';
import type { Span } from '../../base/span.ts';
import type { Checklist, Section } from '../../model/checklist.ts';

/** A place that the command line asks for, for example `checklists/release.yaml:57`. */
export type Wanted = { readonly line: number; readonly column: number | null };

/** Where a section's test is declared. */
export type Place = { readonly line: number; readonly column: number };

/** Places of `file` among a command line's arguments. Like Playwright, it takes a pattern that fits any part of the path. */
export function wantedPlaces(argv: readonly string[], file: string): readonly Wanted[] {
  const path = resolve(file);
  return argv.flatMap((argument) => {
    const match = /^(?<part>.+?):(?<line>\d+)(?::(?<column>\d+))?$/.exec(argument)?.groups;
    const part = match?.['part'];
    if (part === undefined || !fits(path, part)) return [];
    const column = match?.['column'];
    return [{ line: Number(match?.['line']), column: column === undefined ? null : Number(column) }];
  });
}

function fits(path: string, part: string): boolean {
  try {
    return new RegExp(part, 'i').test(path);
  } catch (error) {
    // Playwright will say what is wrong with it, or it was no pattern at all.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * Playwright selects a test by the line it is declared on and by no other. A section is declared where it begins, unless the
 * command line asks for another of its lines. One that an overlay inherits is declared where the overlay says `extends`.
 */
export function declarationPlace(section: Section, checklist: Checklist, wanted: readonly Wanted[]): Place {
  const own = spansOf(section).filter((span) => span.file === checklist.file);
  const start = section.at.file === checklist.file ? section.at : extendsPlace(checklist);
  const asked = wanted.find(({ line }) => line === start.line || own.some((span) => holdsLine(span, line)));
  if (asked === undefined) return { line: start.line, column: start.column };
  // Playwright compares the column as well when it is given one.
  return { line: asked.line, column: asked.column ?? (asked.line === start.line ? start.column : 1) };
}

/** Whether a line belongs to a span. A block of YAML ends at the start of the line behind it, which is not its own. */
export function holdsLine(span: Span, line: number): boolean {
  const last = span.endColumn === 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
  return span.line <= line && line <= last;
}

/** Everything that is written for a section; an overlay may have replaced parts of it. */
function spansOf(section: Section): readonly Span[] {
  const steps = section.steps.flatMap((step) => [
    step.at,
    ...[...step.do, ...step.expect, ...step.defer].map(({ at }) => at),
  ]);
  return [section.at, ...[...section.setup, ...section.defer].map(({ at }) => at), ...steps];
}

function extendsPlace({ file, sources }: Checklist): Place {
  const text = sources.find((source) => source.file === file)?.text ?? '';
  const line = text.split('\n').findIndex((one) => /^\s*["']?extends["']?\s*:/.test(one)) + 1;
  return { line: Math.max(1, line), column: 1 };
}
