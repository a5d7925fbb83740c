import { JournalError } from '../../journal/journal-error.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { Journal } from '../../model/journal.ts';
import { evidenceOf } from './evidence.ts';
import type { Ticket } from './ticket.ts';

/**
 * The ticket with what its run's journal has gained since it was drafted: later cancellations, screens, the build at the end. A run
 * whose journal is gone leaves the ticket as it was written.
 */
export function refreshed(ticket: Ticket, runEvents: readonly StoredEvent[]): Ticket {
  const now = evidenceOf(runEvents, ticket.payment);
  return now.journal.length < ticket.evidence.journal.length ? ticket : { ...ticket, evidence: now };
}

/** A run's events; none when its chain does not hold any more: the ticket then stands on what was written at the time. */
export function runEvents(journal: Journal, runId: string): readonly StoredEvent[] {
  try {
    return journal.events(runId);
  } catch (error) {
    if (error instanceof JournalError) return [];
    throw error;
  }
}
