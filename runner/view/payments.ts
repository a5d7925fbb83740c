import type { ReportDoc, ReportPayment } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { stepLink } from './links.ts';
import { amountText, moneyText } from './money-text.ts';
import { paymentStateNames } from './names.ts';
import { text } from './text.ts';
import { kstTime } from './units.ts';

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
    ${factList(facts)}
  </article>`;
}

/** What a person looks for first; everything else is folded away. */
const firstFacts: ReadonlySet<string> = new Set([
  'orderId',
  'ledgerOrderId',
  'paymentKey',
  'screenCode',
  'ledgerStatus',
  'proof',
  'canary',
  'cancelKind',
  'why',
]);

function factList(facts: ReportPayment['facts']): Fragment | null {
  const all = Object.entries(facts);
  if (all.length === 0) return null;
  const first = all.filter(([name]) => firstFacts.has(name));
  const rest = all.filter(([name]) => !firstFacts.has(name));
  return html`<div>
    <p class="label">${say(text.knownFacts)}</p>
    ${first.length === 0 ? null : pairs(first)}
    ${
      rest.length === 0
        ? null
        : html`<details class="more">
            <summary>+${rest.length}</summary>
            ${pairs(rest)}
          </details>`
    }
  </div>`;
}

function pairs(facts: readonly (readonly [name: string, value: string])[]): Fragment {
  return html`<dl class="pairs">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
