import { systemClock } from '../../base/clock.ts';
import type { Journal } from '../../model/journal.ts';
import type { Target } from '../../model/target.ts';
import type { Places } from '../places.ts';
import type { Terminal } from '../terminal.ts';
import { followPaging, type PagingLines } from './follow-paging.ts';
import { recordPagingProof, type PagingProof } from './prove.ts';
import { openOnCallStream, startOnCallWorker } from './start-worker.ts';

/** Before a run's first event: writes down whom it pages and starts the process that does. Null: the target names nobody. */
export function startPaging(given: {
  readonly journal: Journal;
  readonly runId: string;
  readonly target: Target;
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  /** What was known of the ways to people; it stands in the report. */
  readonly proof: PagingProof;
}): PagingLines | null {
  const { journal, runId, target, places, env, terminal, proof } = given;
  const { onCall } = target;
  if (onCall === null) return null;
  openOnCallStream(journal, { stream: runId, runId, target, onCall });
  recordPagingProof(journal, { runId, onCall }, proof);
  const lines = followPaging({ journal, terminal, stream: runId, onCall, clock: systemClock });
  startOnCallWorker({ places, stream: runId, env, trouble: (why) => lines.trouble(why) });
  return lines;
}
