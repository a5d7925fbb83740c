import { dayInKorea } from '../base/date.ts';
import type { StoredEvent } from '../model/event.ts';
import type { Schedule } from '../model/oncall.ts';

/* What somebody who looks now and then finds wrong with a target's runs. Pure: journal, locks and clock go in. */

/** A run of the target that is watched. */
export type WatchedRun = {
  readonly runId: string;
  readonly events: readonly StoredEvent[];
  /** Some process holds its lock: its supervisor, or a driver that outlived it. */
  readonly isAlive: boolean;
};

export type Finding =
  | { readonly kind: 'not-started'; readonly dueMs: number }
  | { readonly kind: 'stalled'; readonly runId: string; readonly lastMs: number; readonly silentMs: number }
  /** Open in the journal, and nobody works on it. */
  | { readonly kind: 'dead'; readonly runId: string; readonly lastMs: number };

/** A run that began so long before its time is the scheduled one: somebody was early. */
export const earlyMs = 60 * 60_000;
/** What was due longer ago is history: a watchdog that was off for a day must not wake people for yesterday. */
export const lookBackMs = 6 * 60 * 60_000;
/** A supervisor may need so long from its last event to closing the run. */
const graceMs = 15_000;
/** Without a schedule, silence is judged by this. */
export const usualStallMs = 180_000;

/** Everything that is wrong now, each once. */
export function watchRuns(given: {
  readonly schedule: Schedule | null;
  readonly runs: readonly WatchedRun[];
  readonly nowMs: number;
}): readonly Finding[] {
  const { schedule, runs, nowMs } = given;
  const open = runs.filter(
    ({ events }) => events.length > 0 && !events.some(({ event }) => event.kind === 'run.closed'),
  );
  const stallMs = schedule?.stalledAfterMs ?? usualStallMs;
  return [...notStarted(given), ...open.flatMap((run) => openRun(run, stallMs, nowMs))];
}

/** When the schedule last wanted a run to begin; null: it never did in the time looked back. */
export function lastDue({ days, at }: Schedule, nowMs: number): number | null {
  for (const back of [0, 1]) {
    const day = dayInKorea(nowMs - back * dayMs);
    const dueMs = Date.parse(`${day}T${at}:00+09:00`);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (days.includes(weekday) && dueMs <= nowMs && nowMs - dueMs <= lookBackMs) return dueMs;
  }
  return null;
}

const dayMs = 24 * 60 * 60_000;

function notStarted({ schedule, runs, nowMs }: Parameters<typeof watchRuns>[0]): readonly Finding[] {
  if (schedule === null) return [];
  const dueMs = lastDue(schedule, nowMs);
  if (dueMs === null || nowMs < dueMs + schedule.graceMs) return [];
  const began = runs.some(({ events }) => Date.parse(events[0]?.at ?? '') >= dueMs - earlyMs);
  return began ? [] : [{ kind: 'not-started', dueMs }];
}

function openRun({ runId, events, isAlive }: WatchedRun, stallMs: number, nowMs: number): readonly Finding[] {
  const lastMs = Date.parse(events.at(-1)?.at ?? '');
  const silentMs = nowMs - lastMs;
  // Whoever stopped a run by hand knows of it; the next start closes it.
  const isAborted = events.some(({ event }) => event.kind === 'run.aborting');
  if (!isAlive)
    return silentMs < graceMs || silentMs > lookBackMs || isAborted ? [] : [{ kind: 'dead', runId, lastMs }];
  if (silentMs < stallMs || isWaitingForPerson(events)) return [];
  return [{ kind: 'stalled', runId, lastMs, silentMs }];
}

/** A person looks as long as a person looks. */
function isWaitingForPerson(events: readonly StoredEvent[]): boolean {
  const asked = events.findLastIndex(({ event }) => event.kind === 'person.asked');
  const question = events[asked]?.event;
  if (question?.kind !== 'person.asked') return false;
  return !events.slice(asked + 1).some(({ event }) => {
    return (event.kind === 'person.answered' || event.kind === 'step.finished') && event.step === question.step;
  });
}
