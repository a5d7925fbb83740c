import { byUrgency, type Alarm } from './alarm.ts';
import type { RunWatch } from './rules.ts';

/** How long a page waits for the one second look at a step without effect. */
export const recheckMs = 8_000;

/** Whom it concerns: the shop's people or the tool's owners. */
export const pageKeys = ['shop', 'tool'] as const;
export type PageKey = (typeof pageKeys)[number];

export type Wanted = {
  /** What must be told now, the most urgent first. */
  readonly alarms: readonly Alarm[];
  /** When the first of what still waits for a second look is told without it. */
  readonly nextMs: number | null;
};

/**
 * What of a run must be told at this moment. Critical at once; major when two fail or their section has ended; minor only in
 * the report; money always. A failure that is being looked at again waits for that, at most eight seconds.
 */
export function wanted(run: RunWatch, key: PageKey, nowMs: number): Wanted {
  const own = [...run.alarms.values()].filter(({ of }) => (of === 'tool') === (key === 'tool'));
  const waiting = own.filter((alarm) => isLookedAtAgain(run, alarm) && nowMs < Date.parse(alarm.firstAt) + recheckMs);
  const ready = own.filter((alarm) => !waiting.includes(alarm)).map((alarm) => spoken(run, alarm));
  const alarms = ready.filter((alarm) => isDue(run, alarm, ready)).sort(byUrgency);
  const ends = waiting.map(({ firstAt }) => Date.parse(firstAt) + recheckMs);
  return { alarms, nextMs: ends.length === 0 ? null : Math.min(...ends) };
}

function isLookedAtAgain(run: RunWatch, { id, confirmedAt }: Alarm): boolean {
  return confirmedAt === null && (run.running.get(id) ?? 0) > 1;
}

/** Every alarm as it is told now, in the order of the run. */
export function spokenAlarms(run: RunWatch): readonly Alarm[] {
  return [...run.alarms.values()].map((alarm) => spoken(run, alarm));
}

function spoken(run: RunWatch, alarm: Alarm): Alarm {
  return isLookedAtAgain(run, alarm) ? { ...alarm, recheck: 'still-running' } : alarm;
}

function isDue(run: RunWatch, alarm: Alarm, all: readonly Alarm[]): boolean {
  if (alarm.of !== 'shop') return true;
  if (alarm.severity === 'critical') return true;
  if (alarm.severity === 'minor') return false;
  // One lesser failure may wait for company until its section is through.
  const company = all.some((other) => other.id !== alarm.id && other.of !== 'tool' && other.severity !== 'minor');
  return company || run.isClosed || (alarm.section !== null && run.finished.has(alarm.section));
}
