import type { Bilingual } from '../base/bilingual.ts';
import { formatKst } from '../base/clock.ts';
import { plainText } from '../base/plain-text.ts';
import { cutOffMs, nextNagMs } from '../payment/tickets/clock.ts';
import type { TicketRecord } from '../payment/tickets/fold.ts';
import { formPlain } from '../payment/tickets/form-plain.ts';
import { won } from '../payment/tickets/form-rows.ts';
import { nextStep } from '../payment/tickets/moves.ts';
import { standingTicket } from '../payment/tickets/standing.ts';
import { ticketText } from '../payment/tickets/text.ts';
import type { Terminal } from './terminal.ts';

/** One ticket of `tickets list`: what, how much, since when, and what to do next. */
export function tellTicket(ticket: TicketRecord, target: string, nowMs: number, terminal: Terminal): void {
  const { language, paint } = terminal;
  const { doc, state } = ticket;
  const say = (words: Bilingual): string => words[language];
  const amount = doc?.transaction.cancelKrw ?? null;
  const style = state === 'CLOSED' ? 'dim' : state === 'VERIFIED' ? 'green' : 'red';
  const facts = [
    amount === null ? say(text.amountUnknown) : won(amount, language),
    doc === null ? '' : say(doc.identity.gatewayName),
    doc === null ? '' : say(ticketText.reasons[doc.reason.code]),
    target,
  ].filter((one) => one !== '');
  terminal.line(`${paint('bold', ticket.id)}  ${paint(style, `${state} ${say(ticketText.states[state])}`)}`);
  terminal.line(`  ${plainText(facts.join(' · '))}`);
  for (const line of clockLines(ticket, nowMs)) terminal.line(`  ${say(line)}`);
  if (state !== 'CLOSED') terminal.line(`  → ${plainText(say(nextStep(ticket)))}`);
}

/** The whole ticket of `tickets show`: the form as text, its history and its mails. */
export function tellWholeTicket(ticket: TicketRecord, target: string, nowMs: number, terminal: Terminal): void {
  const { language } = terminal;
  tellTicket(ticket, target, nowMs, terminal);
  terminal.line();
  if (ticket.doc === null) terminal.say(ticketText.unreadable({ id: ticket.id }));
  else terminal.line(plainText(formPlain(ticket.doc, language)));
  if (ticket.doc !== null && ticket.doc.notice !== null) terminal.line(`${plainText(ticket.doc.notice[language])}\n`);
  terminal.say(text.history);
  // What an update changed stands in the request above; each of its versions is in the journal.
  const told = ticket.notes.filter(({ facts }) => facts['note'] !== 'updated');
  for (const { at, state, person, facts } of [...ticket.history, ...told].toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const words = Object.entries(facts)
      .filter(([name]) => !['ticket', 'runId', 'payment'].includes(name))
      .map(([name, value]) => `${name}=${value}`);
    const who = person === null ? [] : [person];
    terminal.line(
      plainText(`  ${formatKst(Date.parse(at)).slice(0, 19)}  ${state.padEnd(12)} ${[...who, ...words].join(' · ')}`),
    );
  }
}

/** A ticket for programs: the record's own words and the whole document. */
export function ticketJson(ticket: TicketRecord, target: string, nowMs: number): object {
  const nag = nextNagMs(ticket, nowMs);
  const cutOff = cutOffMs(ticket);
  return {
    ...standingTicket(ticket),
    target,
    stateSince: ticket.stateSince,
    cutOffAt: cutOff === null ? null : new Date(cutOff).toISOString(),
    nextNagAt: nag === null ? null : new Date(nag).toISOString(),
    history: ticket.history.map(({ facts: { ticket: _whole, ...facts }, ...move }) => ({ ...move, facts })),
    notes: ticket.notes.map(({ facts: { ticket: _whole, ...facts }, ...move }) => ({ ...move, facts })),
    document: ticket.doc,
  };
}

function clockLines(ticket: TicketRecord, nowMs: number): readonly Bilingual[] {
  if (ticket.state === 'CLOSED' || ticket.state === 'VERIFIED') return [];
  const since = ticket.doc?.transaction.approvedAt ?? ticket.draftedAt;
  const cutOff = cutOffMs(ticket);
  const nag = nextNagMs(ticket, nowMs);
  return [
    text.since({ minutes: Math.max(0, Math.floor((nowMs - Date.parse(since)) / 60_000)) }),
    ...(cutOff === null ? [] : [text.cutOff({ at: formatKst(cutOff).slice(0, 16), isPast: cutOff <= nowMs })]),
    ...(nag === null ? [] : [text.nextNag({ at: formatKst(nag).slice(0, 16) })]),
  ];
}

const text = {
  amountUnknown: { ko: '금액 미확인', en: 'amount not known' },
  history: { ko: '경과', en: 'History' },
  since: ({ minutes }: { minutes: number }): Bilingual => ({
    ko: `승인 후 ${Math.floor(minutes / 60)}시간 ${minutes % 60}분`,
    en: `${Math.floor(minutes / 60)} h ${minutes % 60} min since the approval`,
  }),
  cutOff: ({ at, isPast }: { at: string; isPast: boolean }): Bilingual => ({
    ko: isPast ? `매입 시각 ${at}이(가) 지남 — 이제는 환불로 처리됨` : `매입 시각 ${at} (KST) 전에 취소`,
    en: isPast
      ? `The acquisition run of ${at} is over: it is a refund now`
      : `Cancel before the acquisition run at ${at} (KST)`,
  }),
  nextNag: ({ at }: { at: string }): Bilingual => ({
    ko: `다음 알림 ${at} (postflight tickets nag)`,
    en: `People are told again at ${at} (postflight tickets nag)`,
  }),
} as const;
