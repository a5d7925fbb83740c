import type { Language } from '../../base/bilingual.ts';
import { html, ownMarkup, type Fragment } from '../../view/html.ts';
import { amountBox, approvalList, missingList, sectionBlock, type FormClock } from './form-parts.ts';
import { formPlain } from './form-plain.ts';
import { formSections, isBack } from './form-rows.ts';
import { formStyle } from './form-style.ts';
import { formText } from './form-text.ts';
import type { Ticket } from './ticket.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The cancellation request as one self-contained page that prints on one sheet of A4. */
export function formPage(ticket: Ticket, language: Language, clock: FormClock): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${formText.title[language]} ${ticket.ticket}</title>
        <style>
          ${ownMarkup(formStyle)}
        </style>
      </head>
      <body>
        ${sheet(ticket, language, clock)} ${beside(ticket, language)}
      </body>
    </html> `.toString();
}

function sheet(ticket: Ticket, language: Language, clock: FormClock): Fragment {
  const say = (text: { readonly ko: string; readonly en: string }): string => text[language];
  const isDense = ticket.approvals.length > 1 && ticket.missing.length > 6;
  return html`<main class="sheet${isDense ? ' dense' : ''}">
    <header>
      <h1>${say(formText.title)}</h1>
      <p class="id">${say(formText.ticket)} <b>${ticket.ticket}</b></p>
    </header>
    <p class="lead">${say(isBack(ticket) ? formText.done : formText.lead)}</p>
    ${amountBox(ticket, language, clock)}
    ${ticket.completeness.complete || isBack(ticket) ? null : html`<p class="warning">${say(formText.incomplete)}</p>`}
    <div class="sections">${formSections(ticket, language).map((section) => sectionBlock(section, language))}</div>
    ${approvalList(ticket, language)} ${missingList(ticket, language)}
    <div class="signatures">
      <p>${say(formText.signatures)}</p>
      <p>${say(formText.authorised)}</p>
      <p>${say(formText.received)}</p>
    </div>
    <footer>${say(formText.footer)} · ${ticket.runId} · ${ticket.payment}</footer>
  </main>`;
}

/** On the screen only: the customer's notice and the text that can be pasted. */
function beside(ticket: Ticket, language: Language): Fragment {
  const { notice } = ticket;
  const draft =
    notice === null
      ? null
      : html`<h2>${formText.notice[language]}</h2>
          <pre>${notice.ko}${'\n\n'}${notice.en}</pre>`;
  return html`<section class="beside">
    ${draft}
    <h2>${formText.paste[language]}</h2>
    <pre>${formPlain(ticket, language)}</pre>
  </section>`;
}
