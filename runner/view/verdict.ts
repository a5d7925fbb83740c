import { statuses, type Status } from '../model/outcome.ts';
import type { ReportDoc, ReportStep, Summary } from '../model/report.ts';
import { severityBadge } from './badge.ts';
import { html, say, type Fragment } from './html.ts';
import { anchor } from './links.ts';
import { failedFirst } from './order.ts';
import { statusMarks, statusNames, verdictHeadlines } from './names.ts';
import { phrases, text } from './text.ts';

const listedFailures = 6;

/** The answer in ten seconds: verdict, its sentence, the counts, and what failed by name. */
export function verdictPanel(doc: ReportDoc): Fragment {
  return html`<section class="verdict w-${doc.verdict}" aria-labelledby="verdict">
    <h2 id="verdict">
      <span class="word">${doc.verdict}</span> <span class="headline">${say(verdictHeadlines[doc.verdict])}</span>
    </h2>
    <p class="sentence">${say(doc.verdictReason)}</p>
    ${countsBar(doc.summary)} ${countsList(doc)} ${failedList(doc.steps)}
  </section>`;
}

/** Every status with its number, also the zeros: what is absent is said. */
export function countsList(doc: Pick<ReportDoc, 'summary' | 'steps'>): Fragment {
  const executed = doc.steps.filter((step) => step.attempts > 0).length;
  const { summary } = doc;
  const items = statuses.map(
    (status) =>
      html`<li class="s-${status} ${summary[status] === 0 ? 'zero' : 'some'}">
        <span class="mark" aria-hidden="true">${statusMarks[status]}</span>${say(statusNames[status])}
        <b>${summary[status]}</b>
      </li>`,
  );
  return html`<p class="totals">
      <span>${say(text.planned)} <b>${summary.total}</b></span> <span>${say(text.executed)} <b>${executed}</b></span>
      <span>${say(statusNames.passed)} <b>${summary.passed}</b></span>
      <span>${say(text.notGreen)} <b>${summary.total - summary.passed}</b></span>
    </p>
    <h3 class="vh">${say(text.counts)}</h3>
    <ul class="counts">
      ${items}
    </ul>`;
}

function countsBar(summary: Summary): Fragment {
  const present: readonly Status[] = statuses.filter((status) => summary[status] > 0);
  const parts = present.map((status) => html`<span class="s-${status}" style="flex-grow:${summary[status]}"></span>`);
  return html`<div class="bar" aria-hidden="true">${parts}</div>`;
}

function failedList(steps: readonly ReportStep[]): Fragment | null {
  const failed = failedFirst(steps).filter((step) => step.status === 'failed');
  if (failed.length === 0) return null;
  const items = failed.slice(0, listedFailures).map(
    (step) =>
      html`<li>
        ${severityBadge(step.severity)}
        <a href="#${anchor('card', step.id)}"><span class="id">${step.id}</span> ${step.title}</a>
        <span class="soft">${step.owner ?? say(text.ownerNone)}</span
        >${step.failure === null ? null : html`<span class="why-line">${say(step.failure.message)}</span>`}
      </li>`,
  );
  const more = failed.length - listedFailures;
  return html`<h3 class="small-heading">${say(text.whatFailed)}</h3>
    <ul class="failed-list">
      ${items}
    </ul>
    ${more > 0 ? html`<p class="soft">${say(phrases.moreFailures({ count: more }))}</p>` : null}`;
}
