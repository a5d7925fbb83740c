import type { Section, Step } from '../model/checklist.ts';
import type { ConsoleFacts, NetworkFacts, RunEvent, StepFinished } from '../model/event.ts';
import type { Reason, Status } from '../model/outcome.ts';
import type { Door } from './door.ts';

/** Writes the facts of one section in their order. */
export type Recorder = {
  /** Durable when it returns, together with everything held before. */
  now(events: readonly RunEvent[]): void;
  /**
   * Kept for the next `now`, which must come before the next act: a step's end and the next step's start share one sync, which
   * halves the time that the journal takes from a run.
   */
  hold(event: RunEvent): void;
  /** Records steps that are not run, all with one reason. */
  leave(section: Section, steps: readonly Step[], why: { readonly status: Status; readonly reason: Reason }): void;
};

export function createRecorder(door: Door): Recorder {
  let held: RunEvent[] = [];
  const note = (event: RunEvent): void => {
    if (event.kind !== 'step.finished') return;
    if (event.reason?.kind === 'condition') door.outcomes.note(event.step, event.status, 'condition');
    else door.outcomes.note(event.step, event.status);
  };
  const now = (events: readonly RunEvent[]): void => {
    const all = [...held, ...events];
    held = [];
    if (all.length === 0) return;
    door.journal.appendAll(door.runId, all);
    for (const event of events) note(event);
    for (const event of all) door.noticed(event);
  };
  return {
    now,
    hold(event) {
      held.push(event);
      note(event);
    },
    leave: (section, steps, { status, reason }) => now(steps.map((step) => leftStep(section, step, status, reason))),
  };
}

function leftStep(section: Section, step: Step, status: Status, reason: Reason): StepFinished {
  return {
    kind: 'step.finished',
    section: section.id,
    step: step.id,
    attempt: 0,
    status,
    durationMs: 0,
    failure: null,
    reason,
    evidence: [],
    network: noNetwork,
    console: noConsole,
  };
}

const noNetwork: NetworkFacts = { requests: 0, bytes: 0, problems: [], file: null };
const noConsole: ConsoleFacts = { messages: 0, errors: [], file: null };
