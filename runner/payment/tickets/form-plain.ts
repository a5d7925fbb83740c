import type { Language } from '../../base/bilingual.ts';
import { formatKst } from '../../base/clock.ts';
import { formSections, groupMissing, isBack, won, type FormRow } from './form-rows.ts';
import { formText } from './form-text.ts';
import type { Ticket } from './ticket.ts';

/** The cancellation request as text that can be pasted anywhere: a mail, a console's comment, a messenger. */
export function formPlain(ticket: Ticket, language: Language): string {
  const title = `[${formText.title[language]}] ${ticket.ticket}`;
  const sections = formSections(ticket, language).flatMap(({ title: heading, rows }) => [
    '',
    heading,
    ...rows.map(line),
  ]);
  return [
    title,
    (isBack(ticket) ? formText.done : formText.lead)[language],
    ...sections,
    ...approvals(ticket, language),
    ...missing(ticket, language),
    '',
  ].join('\n');

  function line({ label, value, lack }: FormRow): string {
    const missingWord =
      lack === null ? '' : `(${formText.lack[language]}${lack.must ? `, ${formText.mustHave[language]}` : ''})`;
    return `- ${label}: ${[value, missingWord].filter((one) => one !== '').join(' ')}`;
  }
}

function approvals({ approvals: all }: Ticket, language: Language): readonly string[] {
  if (all.length < 2) return [];
  const lines = all.map(({ paymentKey, orderId, amountKrw, approvedAt }, index) => {
    const at = approvedAt === null ? '?' : formatKst(Date.parse(approvedAt));
    return `${index + 1}) ${paymentKey} / ${orderId} / ${won(amountKrw, language)} / ${at}`;
  });
  return ['', formText.approvals[language], ...lines];
}

function missing({ missing: all, completeness }: Ticket, language: Language): readonly string[] {
  if (all.length === 0) return [];
  const lines = groupMissing(all, language).map(({ names, must, where }) => {
    const weight = must ? formText.mustHave[language] : formText.helpful[language];
    return `- ${names.join(', ')} (${weight}): ${where}`;
  });
  const warning = completeness.complete ? [] : [formText.incomplete[language]];
  return ['', formText.missing[language], ...warning, ...lines];
}
