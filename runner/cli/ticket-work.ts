import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { printPdf } from '../engine/print-pdf.ts';
import { SetupError } from '../model/trouble.ts';
import { cutOffMs } from '../payment/tickets/clock.ts';
import { deliverTickets } from '../payment/tickets/deliver.ts';
import { formPage } from '../payment/tickets/form-page.ts';
import { formPlain } from '../payment/tickets/form-plain.ts';
import { ticketText } from '../payment/tickets/text.ts';
import { verifyByProof, verifyTicket } from '../payment/tickets/verify.ts';
import type { Surroundings } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import type { PlacedTicket, TicketDesk } from './ticket-desk.ts';
import { ticketWords } from './ticket-words.ts';

export type ProofOptions = { readonly proof?: string; readonly person?: string; readonly secondPerson?: string };

/** Verifies by the gateway, or by a file and two people. Exit 0 verified, 3 still charged, 4 nobody could be asked. */
export async function verifyAtDesk(
  desk: TicketDesk,
  { target, ticket }: PlacedTicket,
  options: ProofOptions,
  { terminal, workingDirectory }: Surroundings,
): Promise<number> {
  const book = { journal: desk.journal, targetId: target, clock: systemClock };
  if (options.proof !== undefined) {
    const people = { person: options.person ?? '', secondPerson: options.secondPerson ?? '' };
    const sha256 = digestOf(resolve(workingDirectory, options.proof), options.proof);
    verifyByProof(book, ticket.id, { name: basename(options.proof), sha256, ...people });
    terminal.say(ticketWords.verified({ id: ticket.id }));
    return exitCodes.ok;
  }
  const gateway = desk.gateway(target);
  if (gateway === null) throw new SetupError(ticketWords.noGateway({ target }));
  const answer = await verifyTicket(book, ticket.id, gateway);
  if (answer.kind === 'verified') {
    terminal.say(ticketWords.verified({ id: ticket.id }));
    return exitCodes.ok;
  }
  terminal.complain(answer.why);
  return answer.kind === 'unknown' ? exitCodes.unknown : exitCodes.moneyGuard;
}

const formats = ['json', 'html', 'pdf', 'txt'] as const;

/** Writes a ticket's form to a file or standard output. A PDF that cannot be printed leaves the page, and exit 4 says so. */
export async function exportTicket(
  { ticket }: PlacedTicket,
  options: { readonly format: string; readonly out?: string },
  { terminal, env, workingDirectory }: Surroundings,
): Promise<number> {
  const format = formats.find((one) => one === options.format);
  if (format === undefined) throw new SetupError(ticketWords.badFormat({ wish: options.format }));
  const { doc } = ticket;
  if (doc === null) throw new SetupError(ticketText.unreadable({ id: ticket.id }));
  const page = (): string => {
    return formPage(doc, terminal.language, { nowMs: systemClock.now(), cutOffMs: cutOffMs(ticket) });
  };
  const write = (name: string, content: string | Buffer): string => {
    const file = options.out ?? name;
    save(resolve(workingDirectory, file), file, content);
    return file;
  };
  if (format === 'pdf') {
    const pdf = await printPdf(page(), env);
    if (pdf !== null) {
      terminal.say(ticketWords.wrote({ file: write(`${ticket.id}.pdf`, pdf) }));
      return exitCodes.ok;
    }
    const file = `${(options.out ?? ticket.id).replace(/\.pdf$/, '')}.html`;
    save(resolve(workingDirectory, file), file, page());
    terminal.complain(ticketWords.noPdf({ file }));
    return exitCodes.unknown;
  }
  const content = {
    json: () => JSON.stringify(doc, null, 2),
    html: page,
    txt: () => formPlain(doc, terminal.language),
  };
  const made = content[format]();
  if (options.out === undefined) terminal.line(made);
  else terminal.say(ticketWords.wrote({ file: write('', `${made}\n`) }));
  return exitCodes.ok;
}

/** Sends what is unsent and what is due, for every target that the desk knows. Exit 4 when a server did not take a mail. */
export async function nagPeople(desk: TicketDesk, { terminal }: Surroundings): Promise<number> {
  let code: number = exitCodes.ok;
  let sent = 0;
  for (const target of desk.targets) {
    if (!desk.tickets().some((one) => one.target === target && one.ticket.state !== 'CLOSED')) continue;
    const post = desk.post(target);
    if (post === null) return exitCodes.usage;
    if (post.target.tickets === null) {
      terminal.complain(ticketWords.noMail({ target }));
      continue;
    }
    for (const { ticket: id, mail, accepted, answer } of await deliverTickets(post, 'due')) {
      sent += 1;
      if (accepted) terminal.say(ticketWords.sent({ id, mail }));
      else terminal.complain(ticketWords.notSent({ id, answer }));
      if (!accepted) code = exitCodes.unknown;
    }
  }
  if (sent === 0) terminal.say(ticketWords.nothingDue());
  return code;
}

function digestOf(path: string, file: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (cause) {
    throw new SetupError(ticketWords.proofUnreadable({ file }), { cause });
  }
}

function save(path: string, file: string, content: string | Buffer): void {
  try {
    writeFileSync(path, content);
  } catch (cause) {
    throw new SetupError(ticketWords.notWritten({ file }), { cause });
  }
}
