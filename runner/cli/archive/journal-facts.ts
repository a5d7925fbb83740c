import { basename } from 'node:path';
import type { Fact } from '../../archive/addenda/fact.ts';
import { laterFacts } from '../../archive/addenda/later-facts.ts';
import { readEntry } from '../../archive/catalogue/entry.ts';
import { systemClock } from '../../base/clock.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { openJournal } from '../../journal/store.ts';
import { targetStream } from '../../model/journal.ts';
import { onCallStream } from '../../model/oncall.ts';
import { readTickets } from '../../payment/tickets/fold.ts';
import type { Surroundings } from '../command.ts';
import type { Places } from '../places.ts';

/** What the journal knows of a report's run since it was sealed. */
export function journalFacts(folder: string, places: Places, { env }: Surroundings): readonly Fact[] {
  const runId = basename(folder);
  const entry = readEntry(folder);
  const journal = openJournal(places.journal, { clock: systemClock, redactor: environmentRedactor(env) });
  try {
    const target = journal.events(targetStream(entry?.target ?? ''));
    const tickets = readTickets(target).filter((ticket) => ticket.runId === runId);
    return laterFacts({
      runId,
      run: journal.events(runId),
      target,
      onCall: journal.events(onCallStream(runId)),
      tickets: new Set(tickets.map(({ id }) => id)),
    });
  } finally {
    journal.close();
  }
}
