import type { JsonValue } from '../base/json.ts';
import type { Redactor, RedactScope } from '../base/redact.ts';
import type { RunEvent } from '../model/event.ts';
import { parseEvent } from '../model/parse-event.ts';
import { JournalError } from './journal-error.ts';
import { text } from './text.ts';

/** Hides in the events of one stream what must not be written; made anew for each writing, with the first of its events. */
export type Hider = (runId: string, first: RunEvent | undefined) => (event: RunEvent) => RunEvent;

/**
 * The one place where redaction of events happens; what comes out must still be an event. What the run's own checklist holds may stand in
 * its report, whichever process writes: the run's first event has the frozen files.
 */
export function createHider(redactor: Redactor, firstOf: (runId: string) => RunEvent | null): Hider {
  const learnt = new Set<string>();
  const learn = (runId: string, first: RunEvent | undefined): void => {
    if (learnt.has(runId)) return;
    learnt.add(runId);
    const opened = firstOf(runId) ?? first;
    if (opened?.kind === 'run.opened') for (const { text: source } of opened.frozen) redactor.allow(source);
  };
  return (runId, first) => {
    const scope = scopeOf(runId);
    if (scope === 'all') learn(runId, first);
    return (event) => {
      const json: JsonValue = JSON.parse(JSON.stringify(event));
      const parsed = parseEvent(redactor.deep(json, scope));
      if ('problem' in parsed) throw new JournalError('event-refused', text.eventRefused(event.kind, parsed.problem));
      return parsed.event;
    };
  };
}

/** Streams of targets and on-call hold whom to reach and how; they are not archived. A run's stream is the report. */
function scopeOf(stream: string): RedactScope {
  return stream.includes(':') ? 'secrets' : 'all';
}
