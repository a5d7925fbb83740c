import type { RunEvent } from '../model/event.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import { standingMoney } from '../payment/tickets/standing.ts';
import { targetOf } from './run-target.ts';

/** What stands on a target — halts, tickets, halts lifted since its run before — as an event of this run. */
export function standingOn(
  journal: Journal,
  at: 'start' | 'end',
  about: { targetId: string; runId: string },
): RunEvent {
  const events = journal.events(targetStream(about.targetId));
  const wasLifted = events.some(({ event }) => event.kind === 'money.halt-lifted');
  return standingMoney(at, events, wasLifted ? previousStart(journal, about) : null);
}

/** When the run before this one began on the target; null: there was none among the latest. */
function previousStart(journal: Journal, { targetId, runId }: { targetId: string; runId: string }): string | null {
  const heads = journal.runs();
  const own = heads.findIndex((head) => head.runId === runId);
  const before = own === -1 ? heads : heads.slice(0, own);
  const [previous] = before
    .slice(-latest)
    .reverse()
    .filter((head) => targetOf(journal, head.runId) === targetId);
  return previous?.openedAt ?? null;
}

/** Other targets of one journal take turns; a run that is further back was told of what was lifted before. */
const latest = 20;
