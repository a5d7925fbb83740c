import type { Bilingual } from '../base/bilingual.ts';
import { printable } from '../base/carets.ts';
import type { StandingTicket } from '../model/money-event.ts';
import type { ReportStanding } from '../model/report-money.ts';
import { amountText, liftCommand, moneyText } from '../view/money-text.ts';

/** One thing that stands on the target: a red head, what it is about, and what a person does next. */
export type StandingLine = { readonly tone: 'red' | 'soft' | 'plain'; readonly text: string };

/** Open halts and tickets as lines of a terminal, for the first and the last thing a run says; none when nothing stands. */
export function standingLines(
  standing: Pick<ReportStanding, 'halts' | 'tickets' | 'lifted'> | null,
  { language, target }: { readonly language: keyof Bilingual; readonly target: string },
): readonly StandingLine[] {
  if (standing === null) return [];
  const say = (words: Bilingual): string => printable(words[language]);
  return [
    ...standing.halts.flatMap(({ message }): readonly StandingLine[] => [
      { tone: 'red', text: `! ${say(moneyText.halted)}: ${say(message)}` },
      { tone: 'soft', text: `  ${say(moneyText.haltNext)}` },
      { tone: 'plain', text: `  → ${say(liftCommand(target))}` },
    ]),
    ...standing.tickets.flatMap((ticket): readonly StandingLine[] => [
      { tone: 'red', text: `! ${say(moneyText.openTicket)} ${printable(ticketLine(ticket, say))}` },
      { tone: 'plain', text: `  → ${say(ticket.next)}` },
    ]),
    ...standing.lifted.map(({ halt, person, reason }): StandingLine => {
      return { tone: 'soft', text: `${say(moneyText.lifted)} ${printable(`${halt}: ${person}: ${reason}`)}` };
    }),
  ];
}

function ticketLine(ticket: StandingTicket, say: (words: Bilingual) => string): string {
  const parts = [
    say(amountText(ticket.amountKrw)),
    ticket.gateway,
    ...(ticket.orderId === '' ? [] : [`${say(moneyText.order)} ${ticket.orderId}`]),
    say(moneyText.ticketStates[ticket.state]),
    ...(ticket.complete ? [] : [say(moneyText.incomplete)]),
    ...(ticket.mail === 'unsent' ? [say(moneyText.mailUnsent)] : []),
  ];
  return `${ticket.ticket}  ${parts.join(' · ')}`;
}
