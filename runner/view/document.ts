import type { FrozenSources } from '../model/format.ts';
import type { ReportDoc } from '../model/report.ts';
import { failureCards } from './failure-card.ts';
import { glancePanel, type Later } from './glance.ts';
import { html, ownMarkup, say, type Fragment } from './html.ts';
import { integrityBox, notShownBox } from './integrity.ts';
import { notGreenTable } from './not-green.ts';
import { printStyle, sheetStyle } from './print-style.ts';
import { runFacts } from './run-facts.ts';
import { onCallTables } from './on-call.ts';
import { paymentsTable } from './payments.ts';
import { guardsTable, incidentsTable, peopleTable, tracesTable } from './run-tables.ts';
import { armedTable, canariesTable, comparedTable, networkTable } from './money-tables.ts';
import { standingPanel } from './standing.ts';
import { sectionList } from './section.ts';
import { componentStyle } from './component-style.ts';
import { pageStyle } from './page-style.ts';
import { text } from './text.ts';
import { verdictPanel } from './verdict.ts';
import { verdictHeadlines } from './names.ts';
import { kst } from './units.ts';

/** Nothing runs and nothing is fetched, whatever a page's text tries: pictures beside the file are all that loads. */
const policy =
  "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What a page says besides its document. */
export type Beside = {
  /** The digest of the `report.json` that this page shows: it ties a printed sheet to what is signed. */
  readonly reportSha256?: string;
  readonly later?: Later;
};

/** The whole report as one file that opens from disk: no script, no network, both languages. */
export function reportPage(doc: ReportDoc, sources: FrozenSources, beside: Beside = {}): Fragment {
  const { reportSha256 = null, later = null } = beside;
  const standing = standingPanel(doc);
  return html`<!doctype html>
    <html lang="ko">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${doc.verdict} · ${doc.checklist.title} · ${kst(doc.startedAt).slice(0, 16)}</title>
        <style>
          ${ownMarkup(pageStyle)}${ownMarkup(componentStyle)}${ownMarkup(printStyle)}${ownMarkup(sheetStyle(doc.runId, reportSha256))}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">${say(text.skip)}</a>
        ${pageHeader(doc, standing !== null)}
        <main id="main">
          ${standing}
          <div class="first">${verdictPanel(doc)}${runFacts(doc)}${glancePanel(doc, later)}</div>
          ${failureCards(doc, sources)} ${onCallTables(doc)} ${notGreenTable(doc)} ${incidentsTable(doc)}
          ${paymentsTable(doc)} ${canariesTable(doc)} ${guardsTable(doc)} ${armedTable(doc)} ${networkTable(doc)}
          ${comparedTable(doc)} ${peopleTable(doc)} ${sectionList(doc)} ${tracesTable(doc)}
          ${integrityBox(doc, reportSha256)} ${notShownBox(doc)}
        </main>
        <footer>
          <p>${doc.tool.name} ${doc.tool.version} · <code>${doc.runId}</code></p>
        </footer>
      </body>
    </html> `;
}

/** With something standing before the verdict, the verdict's word comes first of all: it is what whoever was woken looks for. */
function pageHeader(doc: ReportDoc, isVerdictBelow: boolean): Fragment {
  const answer = html`<p class="answer w-${doc.verdict}">
    <a href="#verdict"><b>${doc.verdict}</b> ${say(verdictHeadlines[doc.verdict])}</a>
  </p>`;
  return html`<header class="top">
    <div>
      <p class="brand">${doc.tool.name} · ${say(text.title)}</p>
      <h1>${doc.checklist.title}</h1>
      ${isVerdictBelow ? answer : null}
    </div>
    <fieldset class="language">
      <legend class="vh">언어 / Language</legend>
      <input type="radio" name="language" id="language-ko" checked /><label for="language-ko" lang="ko">한국어</label>
      <input type="radio" name="language" id="language-en" /><label for="language-en" lang="en">English</label>
    </fieldset>
  </header>`;
}
