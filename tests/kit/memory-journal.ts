import type { RunEvent, StoredEvent } from '../../runner/model/event.ts';
import type { Journal, Receipt } from '../../runner/model/journal.ts';

/** A journal that forgets when the process ends. `noticed` is called after each event, as a disk would be synced. */
export function createMemoryJournal(noticed: (event: RunEvent) => void = () => undefined) {
  const stored: StoredEvent[] = [];
  const append = (runId: string, event: RunEvent): Receipt => {
    const seq = stored.filter((each) => each.runId === runId).length;
    const at = new Date(Date.UTC(2026, 10, 22) + seq).toISOString();
    stored.push({ runId, seq, at, event, prev: '', hash: '', line: '' });
    noticed(event);
    return { seq, hash: '' };
  };
  return {
    append,
    appendAll: (runId: string, events: readonly RunEvent[]) => events.map((event) => append(runId, event)),
    appendDecided: (runId: string, decide: (events: readonly StoredEvent[]) => readonly RunEvent[]) =>
      decide(stored.filter((each) => each.runId === runId)).map((event) => append(runId, event)),
    events: (runId: string) => stored.filter((each) => each.runId === runId),
    eventsAfter: (runId: string, last: StoredEvent | null) =>
      stored.filter((each) => each.runId === runId && (last === null || each.seq > last.seq)),
    version: () => 1,
    runs: () => [...new Set(stored.map((each) => each.runId))].map((runId) => ({ runId, openedAt: '', closed: false })),
    close: () => undefined,
  } satisfies Journal;
}
