import type { RunEvent, StoredEvent } from './event.ts';

export type Receipt = { readonly seq: number; readonly hash: string };

/** Append-only, durable when append returns. Several processes may hold one open. */
export interface Journal {
  append(runId: string, event: RunEvent): Receipt;
  /** All or none, in order, with one sync. */
  appendAll(runId: string, events: readonly RunEvent[]): readonly Receipt[];
  /** The same for what `decide` makes of the stream as it stands; no process writes between its look and its word. */
  appendDecided(runId: string, decide: (events: readonly StoredEvent[]) => readonly RunEvent[]): readonly Receipt[];
  /** Throws when the run's chain does not hold. */
  events(runId: string): readonly StoredEvent[];
  /** What was appended after `last` (null: from the start), checked to go on from it: for those who follow a stream. */
  eventsAfter(runId: string, last: StoredEvent | null): readonly StoredEvent[];
  /** Another number when any other process has written anything since; costs next to nothing. */
  version(): number;
  /** Runs alone; the streams of targets and of on-call are no runs. */
  runs(): readonly RunHead[];
  close(): void;
}

export type RunHead = { readonly runId: string; readonly openedAt: string; readonly closed: boolean };

const targetPrefix = 'target:';

/** The stream beside the runs that holds what outlives them: halts, reservations, tickets of one target. */
export function targetStream(targetId: string): string {
  return `${targetPrefix}${targetId}`;
}
