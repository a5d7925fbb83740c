import type { StandingTicket } from '../model/money-event.ts';
import type { ReportDoc } from '../model/report.ts';
import type { ReportStanding } from '../model/report-money.ts';
import { html, say, type Fragment } from './html.ts';
import { amountText, liftCommand, moneyText } from './money-text.ts';
import { kst } from './units.ts';

/** What stands on the target by the run's last word: at its end, or at its start when it had none. */
export function standingOf({ money }: Pick<ReportDoc, 'money'>): ReportStanding | null {
  return money?.atEnd ?? money?.atStart ?? null;
}

/** Halts lifted since the run before; told by the start, and by the end for those lifted meanwhile. */
export function liftedOf({ money }: Pick<ReportDoc, 'money'>): ReportStanding['lifted'] {
  const all = [...(money?.atStart?.lifted ?? []), ...(money?.atEnd?.lifted ?? [])];
  return [...new Map(all.map((one) => [one.halt, one])).values()];
}

/** Open halts and tickets of the target, before everything else; nothing when nothing stands. */
export function standingPanel(doc: ReportDoc): Fragment | null {
  const standing = standingOf(doc);
  const lifted = liftedOf(doc);
  const halts = standing?.halts ?? [];
  const tickets = standing?.tickets ?? [];
  if (halts.length + tickets.length + lifted.length === 0) return null;
  const isOpen = halts.length + tickets.length > 0;
  const title = isOpen ? moneyText.standing : moneyText.standingCalm;
  return html`<section class="standing ${isOpen ? 'open' : 'calm-standing'}" aria-labelledby="standing">
    <h2 id="standing">${say(title)} <span class="number">${halts.length + tickets.length}</span></h2>
    <ul>
      ${halts.map(
        ({ at, message }) =>
          html`<li>
            <p><span class="badge s-failed">${say(moneyText.halted)}</span> <span class="soft">${kst(at)}</span></p>
            <p class="strong">${say(message)}</p>
            <p class="soft">${say(moneyText.haltNext)}</p>
            <p><code>→</code> ${say(liftCommand(doc.target.id))}</p>
          </li>`,
      )}
      ${tickets.map((ticket) => ticketItem(ticket, doc.runId))}
      ${lifted.map(
        ({ at, halt, person, reason }) =>
          html`<li>
            <p>
              <span class="badge s-waived">${say(moneyText.lifted)}</span> <code>${halt}</code>
              <span class="soft">${kst(at)}</span>
            </p>
            <p>${person}: ${reason}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function ticketItem(ticket: StandingTicket, runId: string): Fragment {
  const mail = { sent: moneyText.mailSent, unsent: moneyText.mailUnsent, none: moneyText.mailNone }[ticket.mail];
  const isOpen = ticket.state !== 'VERIFIED';
  return html`<li>
    <p>
      <span class="badge ${isOpen ? 's-failed' : 's-waived'}">${say(moneyText.openTicket)}</span>
      <b class="ticket-id">${ticket.ticket}</b> ${say(moneyText.ticketStates[ticket.state])}
      ${ticket.runId === runId ? html`<span class="soft">· ${say(moneyText.openedHere)}</span>` : null}
    </p>
    <p class="strong">
      ${say(amountText(ticket.amountKrw))} · ${ticket.gateway}
      ${ticket.orderId === '' ? null : html`· ${say(moneyText.order)} <code>${ticket.orderId}</code>`}
    </p>
    <p class="soft">
      ${kst(ticket.openedAt)} · ${say(mail)}
      ${ticket.complete ? null : html`· <span class="cut">${say(moneyText.incomplete)}</span>`}
    </p>
    <p><code>→</code> ${say(ticket.next)}</p>
  </li>`;
}
