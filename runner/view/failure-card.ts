import { formatPlace } from '../base/span.ts';
import type { FrozenSources } from '../model/format.ts';
import type { ReportDoc, ReportStep } from '../model/report.ts';
import { severityBadge, statusBadge } from './badge.ts';
import { codeFrame } from './code-frame.ts';
import { html, say, type Fragment } from './html.ts';
import { anchor, stepLink, webLink } from './links.ts';
import { deservesCard, failedFirst } from './order.ts';
import { bigScreenshot, sheets } from './screenshot.ts';
import { stepProblems } from './step-problems.ts';
import { text } from './text.ts';
import { duration } from './units.ts';

/** Everything needed to understand what went wrong, failures first. */
export function failureCards(doc: ReportDoc, sources: FrozenSources): Fragment {
  const cards = failedFirst(doc.steps).filter(deservesCard);
  const failed = cards.filter((step) => step.status === 'failed').map((step) => card(step, sources));
  const others = cards.filter((step) => step.status !== 'failed').map((step) => card(step, sources));
  return html`<section class="block" id="failures" aria-labelledby="what-failed">
      <h2 id="what-failed">${say(text.whatFailed)} <span class="number">${failed.length}</span></h2>
      ${failed.length === 0 ? html`<p class="calm">${say(text.nothingFailed)}</p>` : failed}
    </section>
    ${
      others.length === 0
        ? null
        : html`<section class="block" aria-labelledby="needs-eyes">
            <h2 id="needs-eyes">${say(text.needsEyes)} <span class="number">${others.length}</span></h2>
            ${others}
          </section>`
    }`;
}

function card(step: ReportStep, sources: FrozenSources): Fragment {
  const { failure, reason } = step;
  const why = failure?.message ?? reason?.message ?? null;
  const second = failure !== null && reason !== null ? html`<p class="soft">${say(reason.message)}</p>` : null;
  const at = failure?.at ?? step.place;
  return html`<article
    class="card b-${step.status}"
    id="${anchor('card', step.id)}"
    aria-labelledby="${anchor('card', step.id)}-title"
  >
    <div class="told">
      <h3 id="${anchor('card', step.id)}-title">
        ${statusBadge(step.status)} ${severityBadge(step.severity)} ${stepLink(step.id)} ${step.title}
      </h3>
      ${why === null ? null : html`<p class="why">${say(why)}</p>`} ${second} ${comparison(step)} ${facts(step)}
      <p class="place"><span class="label">${say(text.place)}</span> <code>${formatPlace(at)}</code></p>
      ${codeFrame(sources.get(at.file), at)} ${stepProblems(step)} ${detail(step)}
    </div>
    ${bigScreenshot(step)} ${sheets(step, 'alarming')}
  </article>`;
}

function comparison({ failure }: ReportStep): Fragment | null {
  if (failure?.expected === undefined && failure?.observed === undefined) return null;
  const side = (name: Fragment, value: string | undefined, kind: string): Fragment | null =>
    value === undefined
      ? null
      : html`<div class="${kind}">
          <dt>${name}</dt>
          <dd><pre tabindex="0">${value}</pre></dd>
        </div>`;
  return html`<dl class="comparison">
    ${side(say(text.expected), failure.expected, 'expected')}${side(say(text.observed), failure.observed, 'observed')}
  </dl>`;
}

function facts(step: ReportStep): Fragment {
  const runbook =
    step.runbook === null
      ? null
      : html`<div>
          <dt>${say(text.runbook)}</dt>
          <dd>${webLink(step.runbook)}</dd>
        </div>`;
  return html`<dl class="meta">
    <div>
      <dt>${say(text.owner)}</dt>
      <dd>${step.owner ?? say(text.ownerNone)}</dd>
    </div>
    ${runbook}
    <div>
      <dt>${say(text.section)}</dt>
      <dd>${step.section}</dd>
    </div>
    <div>
      <dt>${say(text.attempts)}</dt>
      <dd>${step.attempts}</dd>
    </div>
    ${
      step.durationMs === null
        ? null
        : html`<div>
            <dt>${say(text.duration)}</dt>
            <dd>${say(duration(step.durationMs))}</dd>
          </div>`
    }
  </dl>`;
}

function detail({ failure }: ReportStep): Fragment | null {
  if (failure?.detail === undefined) return null;
  return html`<details class="more">
    <summary>${say(text.detail)}</summary>
    <pre tabindex="0">${failure.detail}</pre>
  </details>`;
}
