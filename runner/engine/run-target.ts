import { JournalError } from '../journal/journal-error.ts';
import type { Journal } from '../model/journal.ts';

/** The target that an unfinished run acts on; null when its journal cannot be read. */
export function targetOf(journal: Journal, runId: string): string | null {
  try {
    const [first] = journal.events(runId);
    return first?.event.kind === 'run.opened' ? first.event.target.id : null;
  } catch (error) {
    if (error instanceof JournalError) return null;
    throw error;
  }
}
