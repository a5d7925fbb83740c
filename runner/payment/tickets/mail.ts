import { formatKst } from '../../base/clock.ts';
import { cutOffMs, type Nag } from './clock.ts';
import type { TicketRecord } from './fold.ts';
import { formPage } from './form-page.ts';
import { formPlain } from './form-plain.ts';
import { isBack, won } from './form-rows.ts';
import { formText } from './form-text.ts';
import { mailText } from './mail-text.ts';
import { nextStep } from './moves.ts';
import type { Mail } from './smtp.ts';
import type { Ticket } from './ticket.ts';

/** Makes a PDF of a page, or null when there is no browser to print it. */
export type PrintPdf = (html: string) => Promise<Buffer | null>;

/** The mail that tells people of a ticket: everything stands in the text, in both languages; the forms are attached. */
export async function ticketMail(
  ticket: TicketRecord & { readonly doc: Ticket },
  telling: { readonly key: string; readonly nag: Nag | null; readonly nowMs: number },
  print: PrintPdf,
): Promise<Omit<Mail, 'from' | 'to'> & { readonly noPdf: string | null }> {
  const { doc, id } = ticket;
  const clock = { nowMs: telling.nowMs, cutOffMs: cutOffMs(ticket) };
  const pages = { ko: formPage(doc, 'ko', clock), en: formPage(doc, 'en', clock) };
  const { pdf, why } = await tryPrint(print, pages.ko);
  return {
    subject: subjectOf(doc, telling.nag),
    text: bodyOf(ticket, clock.cutOffMs),
    messageId: `<${id}.${telling.key.replaceAll(/[^A-Za-z0-9-]/g, '')}.${doc.runId}@postflight.invalid>`,
    attachments: [
      { filename: `${id}.ko.html`, content: pages.ko, contentType: 'text/html; charset=utf-8' },
      { filename: `${id}.en.html`, content: pages.en, contentType: 'text/html; charset=utf-8' },
      { filename: `${id}.json`, content: `${JSON.stringify(doc, null, 2)}\n`, contentType: 'application/json' },
      ...(pdf === null ? [] : [{ filename: `${id}.pdf`, content: pdf, contentType: 'application/pdf' }]),
    ],
    noPdf: why,
  };
}

/** A mail never waits for a picture of itself: whatever goes wrong with the PDF, the page is attached and the reason is noted. */
async function tryPrint(
  print: PrintPdf,
  page: string,
): Promise<{ readonly pdf: Buffer | null; readonly why: string | null }> {
  try {
    const pdf = await print(page);
    return { pdf, why: pdf === null ? 'no browser to print it' : null };
  } catch (error) {
    return { pdf: null, why: error instanceof Error ? error.message : String(error) };
  }
}

function subjectOf(doc: Ticket, nag: Nag | null): string {
  const krw = doc.transaction.cancelKrw;
  const amount = krw === null ? mailText.unknownAmount : { ko: won(krw, 'ko'), en: won(krw, 'en') };
  const subject = mailText.subject({
    ticket: doc.ticket,
    amount,
    gateway: doc.identity.gatewayName,
    target: doc.target,
    live: doc.identity.mode !== 'test',
  });
  if (isBack(doc)) return `${subject} — ${mailText.backSubject}`;
  return nag === null ? subject : `${subject} — ${mailText.nagSubject[nag.kind]}`;
}

function bodyOf(ticket: TicketRecord & { readonly doc: Ticket }, cutOff: number | null): string {
  const { doc } = ticket;
  const until = cutOff === null || isBack(doc) ? null : formText.beforeCutOff({ at: formatKst(cutOff).slice(0, 23) });
  const next = nextStep(ticket);
  const part = (language: 'ko' | 'en'): readonly string[] => [
    (isBack(doc) ? mailText.backIntro : mailText.intro)[language],
    ...(until === null ? [] : [until[language]]),
    `${mailText.next[language]}: ${next[language]}`,
    '',
    formPlain(doc, language),
    ...(doc.notice === null ? [] : [`${formText.notice[language]}:`, '', doc.notice[language], '']),
  ];
  return [...part('ko'), '-'.repeat(60), '', ...part('en')].join('\n');
}
