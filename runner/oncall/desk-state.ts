import type { StoredEvent } from '../model/event.ts';
import { onCallStream, type OnCallEvent } from '../model/oncall.ts';
import type { DeskWorld } from './desk-world.ts';
import { createOutageWatch, outageAlarm, takeOutage, type OutageWatch } from './outage-watch.ts';
import { createRunWatch, take, type RunWatch } from './rules.ts';
import type { Aside } from './tell-providers.ts';

/** What a desk has read so far, and what it has under way. */
export type DeskState = {
  readonly world: DeskWorld;
  readonly stream: string;
  readonly run: RunWatch;
  readonly outage: OutageWatch;
  /** The stream of its own pages. */
  readonly events: StoredEvent[];
  /** The run's last event that was read. */
  last: StoredEvent | null;
  readonly inFlight: Map<string, Promise<void>>;
  readonly aside: Aside;
  nextMs: number | null;
  isDead: boolean;
};

export function openDeskState(world: DeskWorld): DeskState {
  return {
    world,
    stream: onCallStream(world.runId),
    run: createRunWatch(),
    outage: createOutageWatch(),
    events: [],
    last: null,
    inFlight: new Map(),
    aside: { told: new Set(), asked: new Map(), waiting: new Set() },
    nextMs: null,
    isDead: false,
  };
}

/** Reads on in the run and in its pages' stream. */
export function readOn(state: DeskState): void {
  const { world, run, outage } = state;
  const added = world.journal.eventsAfter(world.runId, state.last);
  for (const stored of added) {
    take(run, stored);
    takeOutage(outage, stored);
  }
  const gone = outageAlarm(outage, world.target.title);
  if (gone !== null) run.alarms.set(gone.id, gone);
  state.last = added.at(-1) ?? state.last;
  refresh(state);
}

/** Durable when it returns, and read again as the journal holds it. */
export function write(state: DeskState, made: readonly OnCallEvent[]): void {
  if (made.length === 0) return;
  state.world.journal.appendAll(state.stream, made);
  refresh(state);
}

function refresh({ world, stream, events }: DeskState): void {
  events.push(...world.journal.eventsAfter(stream, events.at(-1) ?? null));
}
