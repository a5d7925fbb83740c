import { systemClock } from '../base/clock.ts';
import { environmentRedactor, createSecrets } from '../engine/secrets.ts';
import { printPdf } from '../engine/print-pdf.ts';
import { openGateway } from '../gateways/index.ts';
import { openJournal } from '../journal/store.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { Target } from '../model/target.ts';
import { SetupError } from '../model/trouble.ts';
import type { Post } from '../payment/tickets/deliver.ts';
import { readTickets, type TicketRecord } from '../payment/tickets/fold.ts';
import { refreshed, runEvents } from '../payment/tickets/refresh.ts';
import type { Surroundings } from './command.ts';
import { findPlaces, refuseFile } from './places.ts';
import { readNamedTarget, targetNames } from './target-files.ts';
import { ticketWords } from './ticket-words.ts';

export type TicketOptions = { readonly target?: string; readonly state?: string; readonly json?: boolean };
export type PlacedTicket = { readonly target: string; readonly ticket: TicketRecord };

/** The journal and the targets as `postflight tickets` sees them. */
export type TicketDesk = {
  readonly journal: Journal;
  readonly targets: readonly string[];
  /** With what the runs' journals have gained since they were drafted. */
  readonly tickets: () => readonly PlacedTicket[];
  /** Throws SetupError for a name that no target has. */
  readonly find: (id: string) => PlacedTicket;
  /** Null when the target's file has mistakes; they are printed. */
  readonly post: (target: string) => Post | null;
  readonly gateway: (target: string) => LedgerGateway | null;
};

/** Opens the desk, does the work and closes the journal again. */
export async function atTicketDesk<T>(
  options: TicketOptions,
  around: Surroundings,
  work: (desk: TicketDesk) => T | Promise<T>,
): Promise<T> {
  const { env, workingDirectory } = around;
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  const targets = targetNames(options.target, workingDirectory);
  if (targets.length === 0) throw new SetupError(ticketWords.noTargets());
  const redactor = environmentRedactor(env);
  const journal = openJournal(places.journal, { clock: systemClock, redactor });
  const secrets = createSecrets(env, redactor);
  const tickets = (): readonly PlacedTicket[] =>
    targets.flatMap((target) =>
      readTickets(journal.events(targetStream(target))).map((ticket) => ({ target, ticket: grown(journal, ticket) })),
    );
  const named = (name: string): Target | null => readNamedTarget(name, around);
  try {
    return await work({
      journal,
      targets,
      tickets,
      find: (id) => findPlaced(tickets(), id),
      post: (name) => {
        const target = named(name);
        if (target === null) return null;
        const print = (html: string) => printPdf(html, env);
        return { journal, clock: systemClock, target, secret: (secret) => secrets.get(secret), print };
      },
      gateway: (name) => {
        const gateway = named(name)?.gateway ?? null;
        return gateway === null ? null : openGateway(gateway, secrets.get(gateway.secretKeyName));
      },
    });
  } finally {
    journal.close();
  }
}

function grown(journal: Journal, ticket: TicketRecord): TicketRecord {
  return ticket.doc === null ? ticket : { ...ticket, doc: refreshed(ticket.doc, runEvents(journal, ticket.runId)) };
}

function findPlaced(all: readonly PlacedTicket[], id: string): PlacedTicket {
  const found = all.find(({ ticket }) => ticket.id === id.trim().toUpperCase());
  if (found !== undefined) return found;
  const open = all.flatMap(({ ticket }) => (ticket.state === 'CLOSED' ? [] : [ticket.id]));
  throw new SetupError(ticketWords.noSuchTicket({ id, known: open.join(', ') }));
}
