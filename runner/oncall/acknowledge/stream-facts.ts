import { isRunId } from '../../base/ids.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { Journal } from '../../model/journal.ts';
import type { Person } from '../../model/oncall.ts';
import { parseOnCall } from '../../model/oncall-json.ts';

/** What the stream itself says of its target and its people, as they were when it was opened. */
export function streamFacts(events: readonly StoredEvent[]): {
  readonly target: string;
  readonly people: readonly Person[];
} {
  const opened = events.map(({ event }) => event).findLast((event) => event.kind === 'oncall.opened');
  if (opened?.kind !== 'oncall.opened') return { target: '', people: [] };
  return { target: opened.target.title, people: parseOnCall(opened.settings)?.people ?? [] };
}

/** Titles of a run's steps; none where no run began the stream. */
export function stepTitles(journal: Journal, stream: string): ReadonlyMap<string, string> {
  if (!isRunId(stream)) return new Map();
  const [first] = journal.events(stream);
  if (first?.event.kind !== 'run.opened') return new Map();
  return new Map(first.event.sections.flatMap(({ steps }) => steps.map(({ id, title }) => [id, title] as const)));
}
