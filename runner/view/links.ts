import { html, type Fragment, type Part } from './html.ts';

/** A link to an http(s) address, or the plain text when it is anything else (javascript:, data:, file:, nonsense). */
export function webLink(url: string): Fragment {
  if (!isWeb(url)) return html`<span class="url">${url}</span>`;
  return html`<a class="url" href="${url}" rel="noreferrer noopener">${url}</a>`;
}

/** A link to a file of the run's folder; a path that could lead out of it stays text. */
export function fileLink(path: string, inside: Part): Fragment {
  if (!isInFolder(path)) return html`<span class="url">${path}</span>`;
  return html`<a href="${path}">${inside}</a>`;
}

/** True for relative paths of plain ASCII names, none of them hidden. */
export function isInFolder(path: string): boolean {
  return path.split('/').every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name));
}

/** The anchor of a step or section: letters that need no escaping, different ids stay different. */
export function anchor(kind: 'step' | 'section' | 'card', id: string): string {
  const safe = id.replace(/[^A-Za-z0-9-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`);
  return `${kind}-${safe}`;
}

/** A link to a step's line further down. */
export function stepLink(id: string): Fragment {
  return html`<a class="id" href="#${anchor('step', id)}">${id}</a>`;
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
