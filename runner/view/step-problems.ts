import type { ConsoleFacts, NetworkFacts } from '../model/event.ts';
import type { ReportStep } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { phrases, text } from './text.ts';

const shownAtOnce = 8;

/** How many network and console problems a step saw, as words; null when there were none. */
export function problemCounts({ network, console }: Pick<ReportStep, 'network' | 'console'>): Fragment | null {
  const [requests, errors] = [network?.problems.length ?? 0, console?.errors.length ?? 0];
  if (requests + errors === 0) return null;
  return html`<span class="problem-counts"
    >${requests === 0 ? null : html`<span>${say(phrases.networkProblems({ count: requests }))}</span>`}
    ${errors === 0 ? null : html`<span>${say(phrases.consoleErrors({ count: errors }))}</span>`}</span
  >`;
}

/** The problems themselves: what the network refused and what the console complained about. */
export function stepProblems({ network, console }: Pick<ReportStep, 'network' | 'console'>): Fragment | null {
  if ((network?.problems.length ?? 0) + (console?.errors.length ?? 0) === 0) return null;
  return html`<div class="problems">${networkProblems(network)}${consoleErrors(console)}</div>`;
}

function networkProblems(network: NetworkFacts | null): Fragment | null {
  const items = (network?.problems ?? []).map(
    ({ method, url, status, error }) =>
      html`<li><b>${status ?? error ?? '–'}</b> ${method} <span class="url">${url}</span></li>`,
  );
  return problemList(say(text.network), items);
}

function consoleErrors(console: ConsoleFacts | null): Fragment | null {
  const items = (console?.errors ?? []).map((error) => html`<li><span class="url">${error}</span></li>`);
  return problemList(say(text.console), items);
}

function problemList(name: Fragment, items: readonly Fragment[]): Fragment | null {
  if (items.length === 0) return null;
  const [first, rest] = [items.slice(0, shownAtOnce), items.slice(shownAtOnce)];
  const more =
    rest.length === 0
      ? null
      : html`<details class="more">
          <summary>+${rest.length}</summary>
          <ul>
            ${rest}
          </ul>
        </details>`;
  return html`<p class="label">${name} ${items.length}</p>
    <ul>
      ${first}
    </ul>
    ${more}`;
}
