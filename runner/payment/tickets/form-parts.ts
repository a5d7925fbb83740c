import type { Language } from '../../base/bilingual.ts';
import { formatKst } from '../../base/clock.ts';
import { html, type Fragment } from '../../view/html.ts';
import { groupMissing, won, type FormRow, type FormSection } from './form-rows.ts';
import { formText } from './form-text.ts';
import type { Ticket } from './ticket.ts';
import { wonInWords } from './won-words.ts';

/** When the form is looked at, and until when the cancellation is cheap. */
export type FormClock = { readonly nowMs: number; readonly cutOffMs: number | null };

/** One block of labelled lines. */
export function sectionBlock({ title, rows }: FormSection, language: Language): Fragment {
  return html`<section>
    <h2>${title}</h2>
    <dl>${pairUp(rows).map(({ row, half }) => line(row, half ? 'half' : 'whole', language))}</dl>
  </section>`;
}

function line({ label, value, lack }: FormRow, width: 'half' | 'whole', language: Language): Fragment {
  const must = lack?.must === true;
  const weight = must ? ` · ${formText.mustHave[language]}` : '';
  const word = lack === null ? null : html`<span class="lack">${formText.lack[language]}${weight}</span>`;
  return html`<div class="${width}${must ? ' must' : ''}">
    <dt>${label}</dt>
    <dd>${value} ${word}</dd>
  </div>`;
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

/** The sum, big, and its clock. */
export function amountBox({ transaction }: Ticket, language: Language, { nowMs, cutOffMs }: FormClock): Fragment {
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

/** Every approval of a double charge; nothing for a single one. */
export function approvalList({ approvals }: Ticket, language: Language): Fragment | null {
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

/** What is not known, and where it can be had. */
export function missingList({ missing }: Ticket, language: Language): Fragment | null {
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
