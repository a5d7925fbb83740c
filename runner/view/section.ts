import { formatPlace } from '../base/span.ts';
import type { ReportDoc, ReportSection, ReportStep } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { anchor } from './links.ts';
import { failedFirst } from './order.ts';
import { stepRow } from './step-row.ts';
import { statusMarks, statusNames } from './names.ts';
import { phrases, text } from './text.ts';
import { duration, kstTime } from './units.ts';

/** Every step of every section, with a table of contents. */
export function sectionList(doc: ReportDoc): Fragment {
  const parts = doc.sections.map((section) => ({
    section,
    steps: doc.steps.filter((step) => step.section === section.id),
  }));
  const contents = parts.map(({ section, steps }) => contentsLine(section, steps));
  return html`<section class="block" aria-labelledby="sections">
    <h2 id="sections">${say(text.sections)} <span class="number">${doc.steps.length}</span></h2>
    <nav aria-labelledby="sections">
      <ul class="contents">
        ${contents}
      </ul>
    </nav>
    ${parts.map(({ section, steps }) => sectionTable(section, steps))}
  </section>`;
}

/** A section in the table of contents, with the mark of its worst step. */
function contentsLine(section: ReportSection, steps: readonly ReportStep[]): Fragment {
  const worst = failedFirst(steps)[0]?.status ?? 'not-run';
  const mark = html`<span class="mark" aria-hidden="true">${statusMarks[worst]}</span
    ><span class="vh">${say(statusNames[worst])} </span>`;
  return html`<li class="c-${worst}">
    <a href="#${anchor('section', section.id)}">${mark}${section.title}</a> <span class="soft">${passedOf(steps)}</span>
  </li>`;
}

/** One section: a line for each of its steps. */
export function sectionTable(section: ReportSection, steps: readonly ReportStep[]): Fragment {
  const facts = [
    section.startedAt === null ? null : html`<span>${kstTime(section.startedAt)}</span>`,
    section.durationMs === null ? null : html`<span>${say(duration(section.durationMs))}</span>`,
    section.track === null ? null : html`<span>${say(text.track)} ${section.track}</span>`,
  ];
  const title = html`<span class="id">${section.id}</span> ${section.title}`;
  return html`<section
    class="part"
    id="${anchor('section', section.id)}"
    aria-labelledby="${anchor('section', section.id)}-title"
  >
    <h3 id="${anchor('section', section.id)}-title">
      ${title} <span class="soft">${say(phrases.passedOf(passedCount(steps)))} ${facts}</span>
    </h3>
    ${section.problems.map(({ part, failure }) => html`<p class="part-problem"><b>${say(text[part])}</b> ${say(failure.message)} <code>${formatPlace(failure.at)}</code></p>`)}
    <table class="steps">
      <caption class="vh">
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say(text.status)}</th>
          <th scope="col">${say(text.step)}</th>
          <th scope="col" class="wide">${say(text.duration)}</th>
          <th scope="col" class="wide">${say(text.problems)}</th>
          <th scope="col" class="screen">${say(text.screen)}</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(stepRow)}
      </tbody>
    </table>
  </section>`;
}

function passedCount(steps: readonly ReportStep[]): { readonly passed: number; readonly total: number } {
  return { passed: steps.filter((step) => step.status === 'passed').length, total: steps.length };
}

function passedOf(steps: readonly ReportStep[]): string {
  const { passed, total } = passedCount(steps);
  return `${passed}/${total}`;
}
