import type { ReportDoc, ReportPayment } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { fileLink, stepLink } from './links.ts';
import { paymentStateNames, statusNames } from './names.ts';
import { amountText, moneyText } from './money-text.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { kstTime, size } from './units.ts';

/** What happened to the run itself; nothing when nothing did. */
export function incidentsTable({ incidents }: ReportDoc): Fragment | null {
  const rows = incidents.map(({ at, kind, message }) => [kstTime(at), html`<code>${kind}</code>`, say(message)]);
  return table('incidents', say(text.incidents), [say(text.time), say(text.incidentKind), say(text.what)], rows);
}

/** Every payment the run began, and how it ended by the gateway's word. */
export function paymentsTable({ payments }: ReportDoc): Fragment {
  if (payments.length === 0) {
    return html`<section class="block" aria-labelledby="payments">
      <h2 id="payments">${say(text.payments)} <span class="number">0</span></h2>
      <p class="calm">${say(text.noPayments)}</p>
    </section>`;
  }
  return html`<section class="block" aria-labelledby="payments">
    <h2 id="payments">${say(text.payments)} <span class="number">${payments.length}</span></h2>
    ${payments.map(paymentCard)}
  </section>`;
}

/** Guards that refused something. */
export function guardsTable({ guards }: ReportDoc): Fragment | null {
  const rows = guards.map(({ at, guard, money, step, message }) => [
    kstTime(at),
    html`<code>${guard}</code>${money ? html` <span class="badge s-failed">${say(text.moneyGuard)}</span>` : null}`,
    step === null ? '–' : stepLink(step),
    say(message),
  ]);
  return table('guards', say(text.guards), [say(text.time), say(text.guard), say(text.step), say(text.what)], rows);
}

/** What people answered when the run asked them. */
export function peopleTable({ people }: ReportDoc): Fragment | null {
  const rows = people.map(({ at, step, person, answer, observed }) => [
    kstTime(at),
    stepLink(step),
    person,
    say(statusNames[answer]),
    observed,
  ]);
  return table(
    'people',
    say(text.people),
    [say(text.time), say(text.step), say(text.person), say(text.answer), say(text.observed)],
    rows,
  );
}

/** Playwright traces that were kept: for debugging, never proof. */
export function tracesTable({ traces }: ReportDoc): Fragment | null {
  const rows = traces.map(({ section, file }) => [section, fileLink(file.path, file.path), size(file.bytes)]);
  return table('traces', say(text.traces), [say(text.section), say(text.files), ''], rows);
}

/** Only a verified state, or one in which nothing was begun, is an end. */
function hasEnd({ state }: ReportPayment): boolean {
  return isNotBegun(state) || state.startsWith('VERIFIED_');
}

/** Nothing was pressed, so there is nothing that a ledger could have verified. */
function isNotBegun(state: ReportPayment['state']): boolean {
  return state === 'PLANNED' || state === 'ARMED';
}

function paymentCard(payment: ReportPayment): Fragment {
  const { state, history, facts } = payment;
  const amount = facts['ledgerAmountKrw'] ?? facts['amountKrw'];
  const isShownOnly = facts['renderOnly'] === 'true';
  const end = isNotBegun(state)
    ? null
    : hasEnd(payment)
      ? html`<span class="whole">✓ ${say(text.verifiedEnd)}</span>`
      : html`<span class="cut">! ${say(text.openEnd)}</span>`;
  const told = Object.entries(facts).map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<article class="payment ${hasEnd(payment) ? 'p-verified' : 'p-open'}">
    <div>
      <h3><code>${payment.payment}</code> ${stepLink(payment.step)}</h3>
      ${amount === undefined ? null : html`<p class="strong">${say(amountText(amount))}</p>`}
      <p>${end} ${say(isShownOnly ? moneyText.renderOnly : paymentStateNames[state])}</p>
    </div>
    <div>
      <p class="label">${say(text.history)}</p>
      <ol class="history">
        ${history.map((one) => html`<li><span class="time">${kstTime(one.at)}</span> ${one.state}</li>`)}
      </ol>
    </div>
    ${
      told.length === 0
        ? null
        : html`<div>
            <p class="label">${say(text.knownFacts)}</p>
            <dl class="pairs">${told}</dl>
          </div>`
    }
  </article>`;
}
