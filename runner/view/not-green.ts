import type { Bilingual } from '../base/bilingual.ts';
import type { Status } from '../model/outcome.ts';
import type { ReportDoc, ReportStep } from '../model/report.ts';
import { statusBadge } from './badge.ts';
import { html, say, type Fragment } from './html.ts';
import { stepLink } from './links.ts';
import { byStatus, deservesCard } from './order.ts';
import { statusNames } from './names.ts';
import { text } from './text.ts';

export type Group = { readonly status: Status; readonly why: Bilingual; readonly steps: readonly ReportStep[] };

/** Steps without a card that did not pass, grouped by status and reason: forty blocked steps are one line. */
export function groupNotGreen(steps: readonly ReportStep[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const step of byStatus(steps)) {
    if (step.status === 'passed' || deservesCard(step)) continue;
    const why = step.reason?.message ?? step.failure?.message ?? statusNames[step.status];
    const key = JSON.stringify([step.status, why.ko, why.en]);
    const group = groups.get(key) ?? { status: step.status, why, steps: [] };
    groups.set(key, { ...group, steps: [...group.steps, step] });
  }
  return [...groups.values()];
}

/** The table of those groups; nothing when there are none. */
export function notGreenTable(doc: Pick<ReportDoc, 'steps'>): Fragment | null {
  const groups = groupNotGreen(doc.steps);
  if (groups.length === 0) return null;
  const rows = groups.map(
    ({ status, why, steps }) =>
      html`<tr>
        <td>${statusBadge(status)}</td>
        <td class="count">${steps.length}</td>
        <td>${say(why)}<span class="ids">${steps.map((step) => html`${stepLink(step.id)} `)}</span></td>
      </tr>`,
  );
  return html`<section class="block" aria-labelledby="not-green">
    <h2 id="not-green">
      ${say(text.otherNotGreen)}
      <span class="number">${groups.reduce((sum, group) => sum + group.steps.length, 0)}</span>
    </h2>
    <div class="scroll">
      <table class="plain not-green-table">
        <caption class="vh">
          ${say(text.otherNotGreen)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${say(text.status)}</th>
            <th scope="col">${say(text.steps)}</th>
            <th scope="col">${say(text.why)}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}
