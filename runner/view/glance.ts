import type { ReportDoc } from '../model/report.ts';
import type { ReportPage } from '../model/report-on-call.ts';
import { checklistFact, freezeFact } from './glance-freeze.ts';
import { glancePhrases, glanceText } from './glance-text.ts';
import { factList, type FactRow } from './fact-list.ts';
import { html, say, type Fragment } from './html.ts';
import { stepLink } from './links.ts';
import { liftedOf, standingOf } from './standing.ts';
import { duration, kst } from './units.ts';

/** What was decided and became known after a report was sealed; it stands beside the report and never in it. */
export type Later = {
  readonly decision: { readonly words: Fragment; readonly people: readonly string[] } | null;
  readonly facts: readonly Fragment[];
};

/** The questions an auditor asks first, each with its answer or the plain word that there is none. */
export function glancePanel(doc: ReportDoc, later: Later | null = null): Fragment {
  const rows: readonly FactRow[] = [
    [say(glanceText.decision), later?.decision?.words ?? say(glanceText.undecided)],
    [say(glanceText.people), people(doc, later)],
    [say(glanceText.paging), paging(doc)],
    [say(glanceText.suppressions), suppressions(doc)],
    [say(glanceText.checklist), checklistFact(doc)],
    [say(glanceText.frozen), freezeFact(doc)],
    [say(glanceText.guards), guards(doc)],
    [say(glanceText.payments), payments(doc)],
    [say(glanceText.tickets), tickets(doc)],
    [
      say(glanceText.integrity),
      html`<code>${doc.journal.head.slice(0, 16)}…</code> <a href="#integrity">${say(glanceText.integrityShort)}</a> ·
        <a href="#not-shown">${say(glanceText.limits)}</a>`,
    ],
    ...(later === null || later.facts.length === 0
      ? []
      : [[say(glanceText.added2), list(later.facts)] satisfies FactRow]),
  ];
  return factList({ id: 'glance', title: say(glanceText.title), rows, also: 'glance' });
}

function people({ operator, people: answers }: ReportDoc, later: Later | null): Fragment {
  const answered = [...new Set(answers.map(({ person }) => person))];
  const others = later?.decision?.people ?? [];
  return html`<b>${operator.user}</b> <span class="soft">${say(glanceText.started)}</span>${answered.map(
      (name) => html` · <b>${name}</b> <span class="soft">${say(glanceText.answered)}</span>`,
    )}${others.map((name) => html` · <b>${name}</b>`)}${
      answered.length + others.length > 0 ? null : html` · <span class="soft">${say(glanceText.noSecond)}</span>`
    }`;
}

function paging(doc: ReportDoc): Fragment {
  const { onCall } = doc;
  if (onCall === undefined) return html`<span class="soft">${say(glanceText.noPaging)}</span>`;
  if (onCall.pages.length === 0) return say(glanceText.noPage);
  const known = new Set(doc.steps.map(({ id }) => id));
  return list(onCall.pages.map((page) => pageLine(page, known)));
}

/** A page may be about a guard, which has no line further down. */
function pageLine(page: ReportPage, known: ReadonlySet<string>): Fragment {
  const { steps, timeToPageMs, timeToAcknowledgeMs, acknowledged } = page;
  const ids = steps
    .slice(0, 6)
    .map((id, index) => html`${index === 0 ? '' : ' '}${known.has(id) ? stepLink(id) : html`<code>${id}</code>`}`);
  const paged =
    timeToPageMs === null
      ? html`<span class="cut">${say(glanceText.notPaged)}</span>`
      : html`${say(glanceText.toPage)} <b>${say(duration(timeToPageMs))}</b>`;
  const had =
    acknowledged === null || timeToAcknowledgeMs === null
      ? html`<span class="cut">${say(glanceText.notAcknowledged)}</span>`
      : html`${say(glanceText.toAcknowledge)} <b>${say(duration(timeToAcknowledgeMs))}</b> ${acknowledged.name}`;
  return html`${ids} ${paged} · ${had}`;
}

/** Everything that lets something pass which would otherwise be told as wrong. */
function suppressions(doc: ReportDoc): Fragment {
  const { onCall, scope } = doc;
  const override = onCall?.override ?? null;
  const items: Fragment[] = [
    ...doc.steps.flatMap(({ id, reason }) => {
      if (reason?.kind === 'known-issue')
        return [
          html`${stepLink(id)} <b>${reason.ticket}</b> ${reason.reason}
            <span class="soft"
              >${say(glanceText.approvedBy)} ${reason.approvedBy}, ${say(glancePhrases.until(reason.expires))}</span
            >`,
        ];
      if (reason?.kind === 'waived')
        return [
          html`${stepLink(id)} ${reason.person}: ${reason.reason}
            <span class="soft">${say(glanceText.approvedBy)} ${reason.approvedBy}</span>`,
        ];
      return [];
    }),
    ...(override === null
      ? []
      : [html`<a href="#override">${override.person}</a>: ${override.reason} (${override.channels.join(', ')})`]),
    ...liftedOf(doc).map(
      ({ halt, person, reason, at }) => html`<code>${halt}</code> ${person}: ${reason} (${kst(at)})`,
    ),
    ...(scope.selectedSteps < scope.allSteps ? [say(glancePhrases.partial(scope.selectedSteps, scope.allSteps))] : []),
    ...(doc.verdict === 'GO' && doc.summary.flaky > 0 ? [say(glanceText.flakyAllowed)] : []),
  ];
  return items.length === 0 ? html`<span class="whole">${say(glanceText.noSuppressions)}</span>` : list(items);
}

function guards({ money }: ReportDoc): Fragment {
  if (money === undefined) return html`<span class="soft">${say(glanceText.guardsUnknown)}</span>`;
  const of = (state: string): number => money.guards.filter((guard) => guard.state === state).length;
  const tripped = money.guards.filter(({ state }) => state === 'tripped').map(({ guard }) => guard);
  return html`${say(glanceText.armed)} <b>${of('armed')}</b> · ${say(glanceText.tripped)}
    <b class="${tripped.length > 0 ? 'cut' : ''}">${tripped.length}</b> ${tripped.join(', ')} ·
    ${say(glanceText.notApplicable)} <b>${of('not-applicable')}</b>`;
}

function payments({ payments: all }: ReportDoc): Fragment {
  const idle = all.filter(({ state }) => state === 'PLANNED' || state === 'ARMED').length;
  const verified = all.filter(({ state }) => state.startsWith('VERIFIED_')).length;
  const open = all.length - idle - verified;
  return html`<b>${all.length}</b> · <span class="whole">${say(glanceText.verified)}</span> <b>${verified}</b> ·
    <span class="${open > 0 ? 'cut' : 'soft'}">${say(glanceText.open)}</span> <b>${open}</b>${
      idle === 0 ? null : html` · <span class="soft">${say(glanceText.notBegun)}</span> <b>${idle}</b>`
    }`;
}

function tickets(doc: ReportDoc): Fragment {
  const standing = standingOf(doc);
  if (standing === null) return html`<span class="soft">${say(glanceText.guardsUnknown)}</span>`;
  const open = standing.tickets.map(({ ticket }) => html` <code>${ticket}</code>`);
  return html`<b class="${standing.tickets.length > 0 ? 'cut' : ''}">${standing.tickets.length}</b>${open} ·
    ${say(glanceText.halts)} <b class="${standing.halts.length > 0 ? 'cut' : ''}">${standing.halts.length}</b>`;
}

function list(items: readonly Fragment[]): Fragment {
  return html`<ul class="lines">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}
