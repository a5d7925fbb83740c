import type { RunEvent, StoredEvent } from '../../model/event.ts';
import type { Journal } from '../../model/journal.ts';

/** A journal whose times are the test's. */
export function nightJournal(now: () => number): Journal {
  const streams = new Map<string, StoredEvent[]>();
  const of = (stream: string): StoredEvent[] => {
    const known = streams.get(stream) ?? [];
    streams.set(stream, known);
    return known;
  };
  const append = (stream: string, event: RunEvent) => {
    const own = of(stream);
    const seq = own.length + 1;
    own.push({ runId: stream, seq, at: new Date(now()).toISOString(), event, prev: '', hash: '', line: '' });
    return { seq, hash: '' };
  };
  return {
    append,
    appendAll: (stream, events) => events.map((event) => append(stream, event)),
    appendDecided: (stream, choose) => choose(of(stream)).map((event) => append(stream, event)),
    events: (stream) => [...of(stream)],
    eventsAfter: (stream, last) => of(stream).slice(last?.seq ?? 0),
    version: () => 1,
    runs: () => [],
    close: () => undefined,
  };
}
