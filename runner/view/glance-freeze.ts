import type { ApprovedBefore, FrozenStep, ReportFreeze } from '../model/freeze.ts';
import type { ReportDoc } from '../model/report.ts';
import { glanceText } from './glance-text.ts';
import { html, say, type Fragment } from './html.ts';
import { kst } from './units.ts';

const listedSteps = 8;

/** Which checklist this was, and what changed in it since two people last approved a report. */
export function checklistFact({ freeze }: ReportDoc): Fragment {
  if (freeze === undefined) return html`<span class="soft">${say(glanceText.unknownFreeze)}</span>`;
  const digest = html`<code>${freeze.checklistSha256.slice(0, 16)}…</code>`;
  if (freeze.approved === null) return html`${digest} <span class="soft">${say(glanceText.noApproved)}</span>`;
  return html`${digest} ${since(freeze, freeze.approved)}`;
}

function since({ checklistSha256 }: ReportFreeze, approved: ApprovedBefore): Fragment {
  const { runId, startedAt, approver, added, removed, changed } = approved;
  const name = html`<span class="soft"
    ><code>${runId}</code> (${kst(startedAt).slice(0, 10)}, ${say(glanceText.approvedBy)} ${approver})</span
  >`;
  if (approved.checklistSha256 === checklistSha256)
    return html`<span class="whole">${say(glanceText.sameChecklist)}</span> ${name}`;
  const parts = [
    part(say(glanceText.added), added.map(stepName)),
    part(say(glanceText.removed), removed.map(stepName)),
    part(
      say(glanceText.changed),
      changed.map(({ id, field, from, to }) => html`<b>${id}</b> ${field}: ${from} → ${to}`),
    ),
  ];
  const isFilesOnly = added.length + removed.length + changed.length === 0;
  return html`${say(glanceText.sinceApproved)} ${name}${isFilesOnly ? html`: ${say(glanceText.filesOnly)}` : null}
    <ul class="lines">
      ${parts}
    </ul>`;
}

function stepName({ id, title, severity }: FrozenStep): Fragment {
  return html`<b>${id}</b> ${title} <span class="soft">${severity}</span>`;
}

function part(title: Fragment, items: readonly Fragment[]): Fragment | null {
  if (items.length === 0) return null;
  const more = items.length - listedSteps;
  const shown = items.slice(0, listedSteps).map((item, index) => html`${index === 0 ? '' : ', '}${item}`);
  return html`<li>${title} <b>${items.length}</b>: ${shown}${more > 0 ? ` … +${more}` : ''}</li>`;
}

/** Whether everything that was fixed before the first step was still so after the last. */
export function freezeFact({ freeze, tool, operator }: ReportDoc): Fragment {
  const versions = html`<span class="soft"
    >${tool.name} ${tool.version}, Node
    ${operator.node}${freeze === undefined || freeze.playwright === '' ? '' : `, Playwright ${freeze.playwright}`}</span
  >`;
  if (freeze === undefined || freeze.changed === null) return html`${say(glanceText.notCompared)} ${versions}`;
  if (freeze.changed.length === 0) return html`<span class="whole">${say(glanceText.asFrozen)}</span> ${versions}`;
  const items = freeze.changed.map(
    ({ name, frozen, found }) =>
      html`<li>
        <b>${name}</b>: <code>${frozen.slice(0, 20)}</code> →
        ${found === null ? say(glanceText.gone) : html`<code>${found.slice(0, 20)}</code>`}
      </li>`,
  );
  return html`<span class="cut">${say(glanceText.broken)}</span> ${versions}
    <ul class="lines">
      ${items}
    </ul>`;
}
