import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { moveTicket, type TicketAction } from '../../payment/tickets/moves.ts';
import { ticketText } from '../../payment/tickets/text.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { atTicketDesk, type TicketOptions } from '../ticket-desk.ts';
import { tellTicket, tellWholeTicket, ticketJson } from '../ticket-lines.ts';
import { exportTicket, nagPeople, verifyAtDesk, type ProofOptions } from '../ticket-work.ts';
import { ticketWords } from '../ticket-words.ts';

type People = { readonly person?: string };

/** `postflight tickets`: payments that people have to take back, from the first mail to the verified end. */
export const ticketsCommand: DefineCommand = (command, surroundings, exit) => {
  const sub = (name: string, description: string, help: (one: Command) => Command = (one) => one): Command => {
    const one = help(command.command(name).description(description).exitOverride());
    return one
      .option('--target <name>', 'only this target (default: every one in checklists/targets)')
      .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
      .option('--json', 'the result as JSON');
  };
  const person = (one: Command): Command => one.option('--person <name>', 'who does it');
  command.name('tickets').description('refund tickets: payments that a person must take back');

  sub('list', 'open tickets, the oldest first', (one) =>
    one.option('--all', 'closed ones too').option('--fail-open', 'exit 3 while a ticket is open'),
  ).action(async (options: TicketOptions & ListOptions) => exit(await list(options, surroundings())));

  sub('show', 'one ticket, whole', (one) => one.argument('<id>')).action(async (id: string, options: TicketOptions) =>
    exit(await show(id, options, surroundings())),
  );

  sub('ack', 'somebody takes a ticket', (one) => person(one.argument('<id>'))).action(
    async (id: string, options: TicketOptions & People) =>
      exit(await act(id, options, surroundings(), { kind: 'ack', person: named(options) })),
  );

  sub('submit', 'it was handed to the gateway', (one) =>
    person(one.argument('<id>'))
      .requiredOption('--receipt <number>', "the gateway's receipt number")
      .requiredOption('--channel <how>', 'console, mail, phone …'),
  ).action(async (id: string, options: TicketOptions & People & Submitted) => {
    const { receipt, channel } = options;
    exit(await act(id, options, surroundings(), { kind: 'submit', person: named(options), receipt, channel }));
  });

  sub('confirm', 'the gateway says that it cancelled (not proof yet)', (one) =>
    person(one.argument('<id>')).option('--words <text>', 'what it said', ''),
  ).action(async (id: string, options: TicketOptions & People & { readonly words: string }) => {
    const { words } = options;
    exit(await act(id, options, surroundings(), { kind: 'confirm', person: named(options), words }));
  });

  sub('verify', 'ask the ledger, or prove it by a file and two people', (one) =>
    person(one.argument('<id>'))
      .option('--proof <file>', "the gateway's own proof; its digest is kept")
      .option('--second-person <name>', 'who looked at the proof too'),
  ).action(async (id: string, options: TicketOptions & ProofOptions) => {
    const around = surroundings();
    exit(await atTicketDesk(options, around, (desk) => verifyAtDesk(desk, desk.find(id), options, around)));
  });

  sub('close', 'a verified ticket is done', (one) => person(one.argument('<id>'))).action(
    async (id: string, options: TicketOptions & People) =>
      exit(await act(id, options, surroundings(), { kind: 'close', person: options.person ?? null })),
  );

  sub('export', 'the cancellation request as a file', (one) =>
    one
      .argument('<id>')
      .option('--format <format>', 'json, html, pdf or txt', 'html')
      .option('--out <file>', 'where to (default: standard output; a PDF: ID.pdf)'),
  ).action(async (id: string, options: TicketOptions & { readonly format: string; readonly out?: string }) => {
    const around = surroundings();
    exit(await atTicketDesk(options, around, (desk) => exportTicket(desk.find(id), options, around)));
  });

  sub('nag', 'send what is unsent or due; for cron, every minute').action(async (options: TicketOptions) => {
    const around = surroundings();
    exit(await atTicketDesk(options, around, (desk) => nagPeople(desk, around)));
  });
  return command;
};

type ListOptions = { readonly all?: boolean; readonly failOpen?: boolean };
type Submitted = { readonly receipt: string; readonly channel: string };

function named({ person }: People): string {
  const name = person?.trim() ?? '';
  if (name === '') throw new SetupError(ticketText.personNeeded());
  return name;
}

async function list(options: TicketOptions & ListOptions, around: Surroundings): Promise<number> {
  return atTicketDesk(options, around, (desk) => {
    const { terminal } = around;
    const nowMs = systemClock.now();
    const all = desk.tickets();
    const open = all.filter(({ ticket }) => ticket.state !== 'CLOSED');
    const shown = options.all === true ? all : open;
    if (options.json === true) {
      terminal.line(
        JSON.stringify(
          shown.map(({ ticket, target }) => ticketJson(ticket, target, nowMs)),
          null,
          2,
        ),
      );
    } else {
      for (const { ticket, target } of shown) tellTicket(ticket, target, nowMs, terminal);
      if (shown.length === 0) terminal.say(ticketWords.none({ closed: all.length - open.length }));
    }
    return options.failOpen === true && open.length > 0 ? exitCodes.moneyGuard : exitCodes.ok;
  });
}

async function show(id: string, options: TicketOptions, around: Surroundings): Promise<number> {
  return atTicketDesk(options, around, (desk) => {
    const { ticket, target } = desk.find(id);
    const nowMs = systemClock.now();
    if (options.json === true) around.terminal.line(JSON.stringify(ticketJson(ticket, target, nowMs), null, 2));
    else tellWholeTicket(ticket, target, nowMs, around.terminal);
    return exitCodes.ok;
  });
}

async function act(id: string, options: TicketOptions, around: Surroundings, action: TicketAction): Promise<number> {
  return atTicketDesk(options, around, (desk) => {
    const { target } = desk.find(id);
    const ticket = moveTicket({ journal: desk.journal, targetId: target }, id, action);
    const nowMs = systemClock.now();
    if (options.json === true) around.terminal.line(JSON.stringify(ticketJson(ticket, target, nowMs), null, 2));
    else {
      around.terminal.say(ticketWords.moved({ id: ticket.id, state: ticket.state }));
      tellTicket(ticket, target, nowMs, around.terminal);
    }
    return exitCodes.ok;
  });
}
