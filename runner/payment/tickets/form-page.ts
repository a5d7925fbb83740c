import type { Language } from '../../base/bilingual.ts';
import { formatKst } from '../../base/clock.ts';
import { html, ownMarkup, type Fragment } from '../../view/html.ts';
import { formPlain } from './form-plain.ts';
import { formSections, groupMissing, won, type FormRow, type FormSection } from './form-rows.ts';
import { formStyle } from './form-style.ts';
import { formText } from './form-text.ts';
import type { Ticket } from './ticket.ts';
import { wonInWords } from './won-words.ts';

/** When the form is looked at, and until when the cancellation is cheap. */
export type FormClock = { readonly nowMs: number; readonly cutOffMs: number | null };

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The cancellation request as one self-contained page that prints on one sheet of A4. */
export function formPage(ticket: Ticket, language: Language, clock: FormClock): string {
  const say = (text: { readonly ko: string; readonly en: string }): string => text[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${say(formText.title)} ${ticket.ticket}</title>
        <style>
          ${ownMarkup(formStyle)}
        </style>
      </head>
      <body>
        <main class="sheet${ticket.approvals.length > 1 && ticket.missing.length > 6 ? ' dense' : ''}">
          <header>
            <h1>${say(formText.title)}</h1>
            <p class="id">${say(formText.ticket)} <b>${ticket.ticket}</b></p>
          </header>
          <p class="lead">${say(formText.lead)}</p>
          ${amountBox(ticket, language, clock)}
          ${ticket.completeness.complete ? null : html`<p class="warning">${say(formText.incomplete)}</p>`}
          <div class="sections">${formSections(ticket, language).map(section)}</div>
          ${approvalList(ticket, language)} ${missingList(ticket, language)}
          <div class="signatures">
            <p>${say(formText.signatures)}</p>
            <p>${say(formText.authorised)}</p>
            <p>${say(formText.received)}</p>
          </div>
          <footer>${say(formText.footer)} · ${ticket.runId} · ${ticket.payment}</footer>
        </main>
        <section class="beside">
          ${
            ticket.notice === null
              ? null
              : html`<h2>${say(formText.notice)}</h2>
                  <pre>${ticket.notice.ko}${'\n\n'}${ticket.notice.en}</pre>`
          }
          <h2>${say(formText.paste)}</h2>
          <pre>${formPlain(ticket, language)}</pre>
        </section>
      </body>
    </html> `.toString();

  function section({ title, rows }: FormSection): Fragment {
    return html`<section>
      <h2>${title}</h2>
      <dl>${pairUp(rows).map(({ row, half }) => line(row, half))}</dl>
    </section>`;
  }

  function line({ label, value, lack }: FormRow, half: boolean): Fragment {
    const must = lack?.must === true;
    const word =
      lack === null
        ? null
        : html`<span class="lack">${say(formText.lack)}${must ? ` · ${say(formText.mustHave)}` : ''}</span>`;
    return html`<div class="${half ? 'half' : 'whole'}${must ? ' must' : ''}">
      <dt>${label}</dt>
      <dd>${value} ${word}</dd>
    </div>`;
  }
}

/** Longer values take a whole line of the sheet. */
const halfLineLength = 34;

/** Two short lines that follow each other share one, so that everything fits on one sheet. */
function pairUp(rows: readonly FormRow[]): readonly { readonly row: FormRow; readonly half: boolean }[] {
  const placed: { readonly row: FormRow; readonly half: boolean }[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const [row, next] = [rows[index], rows[index + 1]];
    if (row === undefined) break;
    const half = next !== undefined && isShort(row) && isShort(next);
    placed.push({ row, half });
    if (!half) continue;
    placed.push({ row: next, half });
    index += 1;
  }
  return placed;
}

function isShort({ value }: FormRow): boolean {
  // A Korean letter is about as wide as two Latin ones.
  return Array.from(value).reduce((sum, letter) => sum + (letter > '\u1100' ? 2 : 1), 0) <= halfLineLength;
}

function amountBox({ transaction }: Ticket, language: Language, { nowMs, cutOffMs }: FormClock): Fragment {
  const { cancelKrw, approvedAt } = transaction;
  const amount = cancelKrw === null ? formText.amountUnknown[language] : won(cancelKrw, language);
  const words =
    cancelKrw === null || language !== 'ko' ? null : html` <span>(금 ${wonInWords(BigInt(cancelKrw))}원정)</span>`;
  const sinceMs = approvedAt === null ? -1 : nowMs - Date.parse(approvedAt);
  const since = { hours: Math.floor(sinceMs / 3_600_000), minutes: Math.floor((sinceMs % 3_600_000) / 60_000) };
  const clock = [
    ...(sinceMs < 0 ? [] : [formText.sinceApproval(since)[language]]),
    ...(cutOffMs === null ? [] : [formText.beforeCutOff({ at: formatKst(cutOffMs).slice(0, 16) })[language]]),
  ];
  return html`<div class="amount">
    <p>${formText.amount[language]}</p>
    <p class="sum">${amount}${words}</p>
    ${clock.length === 0 ? null : html`<p class="clock">${clock.join(' · ')}</p>`}
  </div>`;
}

/** More than these stand in the text block and the JSON. */
const approvalsShown = 4;

function approvalList({ approvals }: Ticket, language: Language): Fragment | null {
  if (approvals.length < 2) return null;
  return html`<section class="approvals">
    <h2>${formText.approvals[language]}</h2>
    <ol>
      ${approvals
        .slice(0, approvalsShown)
        .map(
          ({ paymentKey, amountKrw, approvedAt }) =>
            html`<li>
              <code>${paymentKey}</code> · ${won(amountKrw, language)} ·
              ${approvedAt === null ? '?' : formatKst(Date.parse(approvedAt)).slice(0, 23)}
            </li>`,
        )}
    </ol>
    ${approvals.length > approvalsShown ? html`<p>+${approvals.length - approvalsShown}</p>` : null}
  </section>`;
}

function missingList({ missing }: Ticket, language: Language): Fragment | null {
  if (missing.length === 0) return null;
  return html`<section class="missing">
    <h2>${formText.missing[language]}</h2>
    <ul>
      ${groupMissing(missing, language).map(
        ({ names, must, where }) =>
          html`<li class="${must ? 'must' : ''}">
            <b>${names.join(', ')}</b>${must ? ` (${formText.mustHave[language]})` : ''}: ${where}
          </li>`,
      )}
    </ul>
  </section>`;
}
