import { codeFrame, printable } from '../base/carets.ts';
import { formatPlace } from '../base/span.ts';
import type { Source } from '../model/checklist.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { coverLiveSecrets } from './live-secrets.ts';
import { sortDiagnostics } from './problems.ts';

const paint = {
  place: (text: string): string => `\u001b[36m${text}\u001b[39m`,
  code: (text: string): string => `\u001b[31m${text}\u001b[39m`,
  fix: (text: string): string => `\u001b[32m${text}\u001b[39m`,
} as const;

/**
 * Diagnostics as a person reads them: place and code, a code frame, what is wrong, `fix:`. Live keys and card
 * numbers are covered and nothing of a file can steer the terminal, because this text ends up in CI logs.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  options: { readonly color: boolean },
): string {
  const texts = new Map(sources.map((source) => [source.file, source.text]));
  const plain = (text: string): string => text;
  const colors = options.color ? paint : { place: plain, code: plain, fix: plain };
  const blocks = sortDiagnostics(diagnostics, [...texts.keys()]).map((diagnostic) => {
    const { at, code } = diagnostic;
    const what = coverLiveSecrets(printable(diagnostic.what));
    const text = texts.get(at.file);
    const frame = text === undefined || text === '' ? [`    ${what}`] : codeFrame(coverLines(text, at.line), at, what);
    const head = `${colors.place(printable(formatPlace(at)))}  ${colors.code(code)}`;
    return [head, ...frame, `  ${colors.fix('fix:')} ${coverLiveSecrets(printable(diagnostic.fix))}`].join('\n');
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** Only the lines around the frame are covered: the others are not shown, and a file may be large. */
function coverLines(text: string, line: number): string {
  return text
    .replaceAll('\ufeff', ' ')
    .split(/\r\n|\n|\r/)
    .map((each, index) => (Math.abs(index + 1 - line) <= 1 ? coverLiveSecrets(each) : each))
    .join('\n');
}
