import { assert } from '../base/assert.ts';
import type { RunClosed, StoredEvent } from '../model/event.ts';
import { assess } from './assess.ts';
import { gather } from './gather.ts';
import { endSteps } from './steps.ts';

/** The event that closes a run, to be appended by the one who closes it: the verdict over everything until now. */
export function closeRun(events: readonly StoredEvent[], by: RunClosed['by']): RunClosed {
  const run = gather(events);
  assert(run.closed === null, 'a run is closed once');
  const { verdict, exitCode, reason } = assess(run, endSteps(run), by);
  return { kind: 'run.closed', by, verdict, exitCode, message: reason };
}
