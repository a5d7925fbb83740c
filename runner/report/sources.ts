import { assert } from '../base/assert.ts';
import type { StoredEvent } from '../model/event.ts';
import type { FrozenSources } from '../model/format.ts';

/** The checklist's files as the run read them, from the run's own journal: code frames never depend on today's files. */
export function frozenSources(events: readonly StoredEvent[]): FrozenSources {
  const [first] = events;
  assert(first !== undefined && first.event.kind === 'run.opened', 'a report starts from run.opened');
  return new Map(first.event.frozen.map(({ file, text }) => [file, text]));
}
