import { lastLine, type Span } from '../base/span.ts';
import { html, type Fragment } from './html.ts';

const linesAround = 3;

/** The checklist's lines around a place, with the place marked; null when the source was not kept or is shorter. */
export function codeFrame(source: string | undefined, span: Span): Fragment | null {
  const lines = source?.split(/\r\n|\n|\r/) ?? [];
  if (span.line > lines.length) return null;
  const first = Math.max(1, span.line - linesAround);
  const last = Math.min(
    lines.length,
    Math.max(span.line, Math.min(lastLine(span), span.line + linesAround)) + linesAround,
  );
  const shown = lines.slice(first - 1, last).map((line, index) => codeLine(line, first + index, span));
  return html`<pre class="frame" tabindex="0"><code>${shown}</code></pre>`;
}

function codeLine(line: string, number: number, span: Span): Fragment {
  const gutter = html`<span class="gutter" aria-hidden="true">${number}</span>`;
  if (number < span.line || number > lastLine(span)) return html`<span class="line">${gutter}${line}${'\n'}</span>`;
  const from = number === span.line ? span.column - 1 : line.length - line.trimStart().length;
  const to = number === span.endLine ? span.endColumn - 1 : line.length;
  if (to <= from) return html`<span class="line here">${gutter}${line}${'\n'}</span>`;
  const marked = html`${line.slice(0, from)}<mark>${line.slice(from, to)}</mark>${line.slice(to)}`;
  return html`<span class="line here">${gutter}${marked}${'\n'}</span>`;
}
