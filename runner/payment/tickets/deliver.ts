import type { Clock } from '../../base/clock.ts';
import { targetStream, type Journal } from '../../model/journal.ts';
import type { Target } from '../../model/target.ts';
import { SetupError } from '../../model/trouble.ts';
import { dueNags, type Nag } from './clock.ts';
import { openTickets, type TicketRecord } from './fold.ts';
import { ticketMail, type PrintPdf } from './mail.ts';
import { refreshed, runEvents } from './refresh.ts';
import { sendMail, type Mail, type Sent } from './smtp.ts';
import type { Ticket } from './ticket.ts';

export type Post = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly target: Pick<Target, 'id' | 'tickets'>;
  /** The value of a secret by its name; throws SetupError when it is not set, which is noted with the ticket. */
  readonly secret: (name: string) => string;
  readonly print: PrintPdf;
  /** Only tests pass another one. */
  readonly send?: (address: string, mail: Mail) => Promise<Sent>;
};

export type Delivery = {
  readonly ticket: string;
  readonly mail: string;
  readonly accepted: boolean;
  readonly answer: string;
};

/**
 * Sends what people have not been told yet: every open ticket's first mail (also when the money is back already: payments stay halted), and (`due`) the nags that are due now. What a server did not
 * take is tried again at the next call, by the next run, `settle` or `tickets nag`. A target without an address gets nothing.
 */
export async function deliverTickets(post: Post, wanted: 'opened' | 'due'): Promise<readonly Delivery[]> {
  const { journal, clock, target } = post;
  if (target.tickets === null) return [];
  const done: Delivery[] = [];
  for (const ticket of openTickets(journal.events(targetStream(target.id)))) {
    const { doc } = ticket;
    if (doc === null) continue;
    const full = { ...ticket, doc: refreshed(doc, runEvents(journal, ticket.runId)) };
    const first: readonly Telling[] = isTold(ticket, 'opened') ? [] : [{ key: 'opened', nag: null }];
    // Somebody who has not been told at all is not reminded.
    const nags = wanted === 'due' && first.length === 0 ? dueNags(ticket, clock.now()) : [];
    for (const telling of [...first, ...nags.map((nag) => ({ key: nag.key, nag }))]) {
      done.push(await tell(post, full, telling));
    }
  }
  return done;
}

type Telling = { readonly key: string; readonly nag: Nag | null };

function isTold({ notes }: TicketRecord, key: string): boolean {
  return notes.some(({ facts }) => facts['mail'] === key && facts['accepted'] === 'yes');
}

async function tell(
  { journal, clock, target, secret, print, send = sendMail }: Post,
  ticket: TicketRecord & { readonly doc: Ticket },
  { key, nag }: Telling,
): Promise<Delivery> {
  const { tickets } = target;
  const wanted = tickets?.to ?? [];
  const before = acceptedBefore(ticket, key);
  const to = wanted.filter((address) => !before.has(address));
  const { noPdf, ...mail } = await ticketMail(ticket, { key, nag, nowMs: clock.now() }, print);
  const sent = await trySend(() =>
    send(secret(tickets?.smtpSecretName ?? ''), { ...mail, from: tickets?.from ?? '', to }),
  );
  const accepted = to.every((address) => sent.accepted.includes(address));
  journal.append(targetStream(target.id), {
    kind: 'ticket.moved',
    ticket: ticket.id,
    state: 'NOTED',
    person: null,
    facts: {
      note: 'mail',
      mail: key,
      accepted: accepted ? 'yes' : 'no',
      to: to.join(', '),
      acceptedBy: sent.accepted.join(', '),
      answer: sent.answer,
      messageId: mail.messageId,
      pdf: noPdf ?? 'attached',
    },
  });
  return { ticket: ticket.id, mail: key, accepted, answer: sent.answer };
}

/** A missing secret or a wrong address is written down like a server's refusal: whoever lists the tickets sees that nobody was told. */
async function trySend(send: () => Promise<Sent>): Promise<Sent> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { accepted: [], rejected: [], answer: error.text.en };
  }
}

/** A server may take a mail for one recipient and refuse another; only the second is written to again. */
function acceptedBefore({ notes }: TicketRecord, key: string): ReadonlySet<string> {
  return new Set(notes.flatMap(({ facts }) => (facts['mail'] === key ? (facts['acceptedBy'] ?? '').split(', ') : [])));
}
