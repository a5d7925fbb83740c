import { isObject } from '../base/json.ts';
import type { Clock } from '../base/clock.ts';
import type { Peek, PeekedRow } from '../journal/peek.ts';

/** What ended the quiet: there is something to do, or the run is over and nothing was. */
export type QuietEnd = 'trouble' | 'over' | 'stopped';

type Watching = {
  readonly peek: Peek;
  readonly runId: string;
  readonly clock: Clock;
  readonly isRunAlive: () => boolean;
  readonly ending: AbortSignal;
};

/** A page may leave this much later; a healthy run pays for every look. */
const pollMs = 150;
const lookEveryMs = 2_000;
/** Longer than a supervisor needs between its last event and its end. */
const deathMs = 15_000;

/**
 * Waits beside a run until something in it may concern somebody. Most nights nothing does, and then this process has loaded
 * next to nothing. It errs on the side of trouble: whoever acts looks again, properly.
 */
export async function watchQuietly({ peek, runId, clock, isRunAlive, ending }: Watching): Promise<QuietEnd> {
  const seen = { run: 0, onCall: 0 };
  let version = -1;
  let lookMs = 0;
  let goneMs: number | null = null;
  for (;;) {
    if (ending.aborted) return 'stopped';
    const now = peek.version();
    if (now !== version) {
      version = now;
      const run = peek.rowsAfter(runId, seen.run);
      const onCall = peek.rowsAfter(`oncall:${runId}`, seen.onCall);
      seen.run = run.at(-1)?.seq ?? seen.run;
      seen.onCall = onCall.at(-1)?.seq ?? seen.onCall;
      if (run.some(concerns) || onCall.some(wantsDesk)) return 'trouble';
      if (run.some(({ kind }) => kind === 'run.closed')) return 'over';
    }
    if (clock.now() >= lookMs) {
      lookMs = clock.now() + lookEveryMs;
      goneMs = isRunAlive() ? null : (goneMs ?? clock.now());
      if (goneMs !== null && clock.now() - goneMs >= deathMs) return 'trouble';
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** True when a run that nobody followed left something to tell. */
export function leftTrouble(peek: Peek, runId: string): boolean {
  return peek.rowsAfter(runId, 0).some(concerns) || peek.rowsAfter(`oncall:${runId}`, 0).some(wantsDesk);
}

function concerns({ kind, line }: PeekedRow): boolean {
  switch (kind) {
    case 'step.finished':
      return line.includes('"status":"failed"') || line.includes('"status":"tool-error"');
    case 'section.problem':
    case 'guard.tripped':
    case 'driver.lost':
      return true;
    case 'money.standing':
      return line.includes('"at":"end"') && (line.includes('"halt":"') || line.includes('"ticket":"'));
    default:
      return false;
  }
}

/** Somebody else has put a page or a notice there, or a provider must hear of the run's very start. */
function wantsDesk({ kind, line }: PeekedRow): boolean {
  if (kind === 'oncall.opened') return speaksAtStart(line);
  return kind === 'page.opened' || kind === 'notice.queued';
}

/** Kinds of channels that have a place of their own for "a deployment began"; to others it would be noise. */
export const changeKinds: readonly string[] = ['pagerduty'];

function speaksAtStart(line: string): boolean {
  const stored: unknown = JSON.parse(line);
  const event: unknown = isObject(stored) ? stored['event'] : null;
  const text: unknown = isObject(event) ? event['settings'] : null;
  const settings: unknown = typeof text === 'string' ? JSON.parse(text) : null;
  if (!isObject(settings)) return true;
  const { heartbeats, channels } = settings;
  if (Array.isArray(heartbeats) && heartbeats.length > 0) return true;
  return (
    Array.isArray(channels) &&
    channels.some((one: unknown) => isObject(one) && changeKinds.includes(String(one['kind'])))
  );
}
