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

/** `postflight tickets`: payments that people have to take back, from the first mail to the verified end. */
export const ticketsCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('tickets').description('refund tickets: payments that a person must take back');
  const sub: Sub = (name, description, help = (one) => one) => {
    const one = help(command.command(name).description(description).exitOverride());
    return one
      .option('--target <name>', 'only this target (default: every one in checklists/targets)')
      .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
      .option('--json', 'the result as JSON');
  };
  lookingCommands(sub, surroundings, exit);
  movingCommands(sub, surroundings, exit);
  return command;
};

type Sub = (name: string, description: string, help?: (one: Command) => Command) => Command;
type Around = () => Surroundings;
type Exit = (code: number) => void;

function lookingCommands(sub: Sub, surroundings: Around, exit: Exit): void {
  sub('list', 'open tickets, the oldest first', (one) =>
    one.option('--all', 'closed ones too').option('--fail-open', 'exit 3 while a ticket is open'),
  ).action(async (options: TicketOptions & ListOptions) => exit(await list(options, surroundings())));

  sub('show', 'one ticket, whole', (one) => one.argument('<id>')).action(async (id: string, options: TicketOptions) =>
    exit(await show(id, options, surroundings())),
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
}

function movingCommands(sub: Sub, surroundings: Around, exit: Exit): void {
  const person = (one: Command): Command => one.argument('<id>').option('--person <name>', 'who does it');
  const act = async (id: string, options: TicketOptions, action: TicketAction): Promise<void> =>
    exit(await actOn(id, options, surroundings(), action));

  sub('ack', 'somebody takes a ticket', person).action((id: string, options: TicketOptions & People) =>
    act(id, options, { kind: 'ack', person: named(options) }),
  );

  sub('submit', 'it was handed to the gateway', (one) =>
    person(one)
      .requiredOption('--receipt <number>', "the gateway's receipt number")
      .requiredOption('--channel <how>', 'console, mail, phone …'),
  ).action((id: string, options: TicketOptions & People & Submitted) => {
    const { receipt, channel } = options;
    return act(id, options, { kind: 'submit', person: named(options), receipt, channel });
  });

  sub('confirm', 'the gateway says that it cancelled (not proof yet)', (one) =>
    person(one).option('--words <text>', 'what it said', ''),
  ).action((id: string, options: TicketOptions & People & { readonly words: string }) =>
    act(id, options, { kind: 'confirm', person: named(options), words: options.words }),
  );

  sub('verify', 'ask the ledger, or prove it by a file and two people', (one) =>
    person(one)
      .option('--proof <file>', "the gateway's own proof; its digest is kept")
      .option('--second-person <name>', 'who looked at the proof too'),
  ).action(async (id: string, options: TicketOptions & ProofOptions) => {
    const around = surroundings();
    exit(await atTicketDesk(options, around, (desk) => verifyAtDesk(desk, desk.find(id), options, around)));
  });

  sub('close', 'a verified ticket is done', person).action((id: string, options: TicketOptions & People) =>
    act(id, options, { kind: 'close', person: options.person ?? null }),
  );
}

type People = { readonly person?: string };
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

async function actOn(id: string, options: TicketOptions, around: Surroundings, action: TicketAction): Promise<number> {
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
