import type { ReportDoc } from '../model/report.ts';
import type { ReportGuard, ReportNetwork } from '../model/report-money.ts';
import { html, say, type Fragment } from './html.ts';
import { stepLink } from './links.ts';
import { moneyText } from './money-text.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { kstTime } from './units.ts';

const guardMarks: { readonly [S in ReportGuard['state']]: { readonly mark: string; readonly badge: string } } = {
  armed: { mark: '✓', badge: 's-passed' },
  tripped: { mark: '✕', badge: 's-failed' },
  'not-applicable': { mark: '–', badge: 's-not-run' },
};

/** Every layer of defence: armed, tripped, or not applicable and why. */
export function armedTable({ money }: ReportDoc): Fragment | null {
  const rows = (money?.guards ?? []).map(({ guard, layer, state, reason, trips }) => {
    const { mark, badge } = guardMarks[state];
    return [
      layer,
      html`<code>${guard}</code>`,
      html`<span class="badge ${badge}"
        ><span class="mark" aria-hidden="true">${mark}</span>${say(moneyText.guardStates[state])}${
          trips > 1 ? ` ×${trips}` : ''
        }</span
      >`,
      reason === null ? '' : say(reason),
    ];
  });
  return table(
    'armed',
    say(moneyText.guards),
    [say(moneyText.layer), say(text.guard), say(moneyText.state), say(moneyText.reason)],
    rows,
  );
}

/** Requests that the wall refused, or let out without their host being listed. */
export function networkTable({ network }: ReportDoc): Fragment | null {
  const rows = (network?.requests ?? []).map(({ at, step, by, host, what, count, message }) => [
    kstTime(at),
    step === null ? '–' : stepLink(step),
    html`<span class="badge ${by === 'recorded' ? 's-flaky' : 's-failed'}">${say(moneyText.by[by])}</span>`,
    html`<code>${host}</code>`,
    html`${what}<span class="ids">${say(message)}</span>`,
    html`<span class="count">${count}</span>`,
  ]);
  return table(
    'network',
    say(moneyText.network),
    [say(text.time), say(text.step), say(moneyText.result), say(moneyText.host), say(text.what), say(moneyText.count)],
    rows,
  );
}

/** The hosts that were talked to, as proxy and browser saw them; what only one of them saw comes first. */
export function comparedTable({ network, ending }: ReportDoc): Fragment | null {
  if (network === undefined) return null;
  const { compared } = network;
  if (compared === null) return ending.complete ? null : calm(say(moneyText.notCompared));
  const gaps = new Set(compared.missing.map(({ host }) => host));
  const hosts = compared.hosts.toSorted((one, other) => rank(one, gaps) - rank(other, gaps));
  const rows = hosts.map((one) => [
    html`<code>${one.host}</code>`,
    one.allowed ? say(moneyText.yes) : html`<span class="cut">${say(moneyText.no)}</span>`,
    html`<span class="count">${one.byProxy}</span>`,
    html`<span class="count">${one.byListeners}</span>`,
    gapsOf(compared.missing, one.host),
  ]);
  const head = [
    say(moneyText.host),
    say(moneyText.listed),
    say(moneyText.byProxy),
    say(moneyText.byListeners),
    say(text.what),
  ];
  return table('compared', say(moneyText.compared), head, rows);
}

/** Proofs that the way to the test ledger and back was open: made by a small payment, used once. */
export function canariesTable({ money }: ReportDoc): Fragment | null {
  const rows = (money?.canaries ?? []).map(({ proof, payment, state, history, facts }) => [
    html`<code>${proof}</code>`,
    html`<code>${payment}</code>`,
    say(moneyText.canaryStates[state]),
    html`<ol class="history">
      ${history.map((one) => html`<li><span class="time">${kstTime(one.at)}</span> ${one.state} ${one.payment}</li>`)}
    </ol>`,
    html`<dl class="pairs">
      ${Object.entries(facts).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`,
  ]);
  return table(
    'canaries',
    say(moneyText.canaries),
    [say(moneyText.proof), say(text.payment), say(moneyText.state), say(text.history), say(text.knownFacts)],
    rows,
  );
}

type Compared = NonNullable<ReportNetwork['compared']>;

function rank({ host, allowed }: Compared['hosts'][number], gaps: ReadonlySet<string>): number {
  if (gaps.has(host)) return 0;
  return allowed ? 2 : 1;
}

function gapsOf(missing: Compared['missing'], host: string): Fragment {
  const found = missing.filter((one) => one.host === host);
  return html`${found.map(({ seenBy, notSeenBy }) => html`<span class="cut">${seenBy} ✓ · ${notSeenBy} ✕</span> `)}`;
}

function calm(words: Fragment): Fragment {
  return html`<section class="block" aria-labelledby="compared">
    <h2 id="compared">${say(moneyText.compared)}</h2>
    <p class="calm">${words}</p>
  </section>`;
}
