import type { StepFinished, StoredEvent } from '../model/event.ts';
import type { Alarm } from './alarm.ts';
import { statusText } from './status-text.ts';

/** Whether the shop itself is gone, as a run's steps meet it. Grows with `takeOutage`. */
export type OutageWatch = {
  origin: string | null;
  /** Steps in a row that met no shop, and when the first of them was recorded. */
  readonly silent: Set<string>;
  firstAt: string | null;
  /** Since when it counts as down; null: it does not. */
  downSince: string | null;
  /** When a step passed again. */
  upAt: string | null;
};

/** One step without an answer may be a page's own trouble. */
export const silentSteps = 3;

export function createOutageWatch(): OutageWatch {
  return { origin: null, silent: new Set(), firstAt: null, downSince: null, upAt: null };
}

/** Folds one event of a run into what is known. */
export function takeOutage(watch: OutageWatch, { event, at }: StoredEvent): void {
  if (event.kind === 'run.opened') watch.origin = originOf(event.target.baseUrl);
  if (event.kind !== 'step.finished') return;
  if (event.status === 'passed' || event.status === 'flaky') {
    if (watch.downSince !== null) watch.upAt ??= at;
    watch.silent.clear();
    watch.firstAt = null;
    return;
  }
  if (event.status !== 'failed' || !metNoShop(event, watch.origin)) return;
  // A second look at a step is no second step.
  watch.silent.add(event.step);
  watch.firstAt ??= at;
  if (watch.silent.size < silentSteps) return;
  if (watch.downSince === null || watch.upAt !== null) watch.downSince = watch.firstAt;
  watch.upAt = null;
}

/** The alarm of a shop that is gone: told at once, before what fails because of it. */
export function outageAlarm(watch: OutageWatch, target: string): Alarm | null {
  if (watch.downSince === null) return null;
  return {
    id: 'outage',
    of: 'shop',
    severity: 'critical',
    section: null,
    message: statusText.down({ target }),
    title: null,
    expected: null,
    observed: statusText.downMessage({ steps: silentSteps }).ko,
    firstAt: watch.downSince,
    confirmedAt: null,
    recheck: 'not-repeatable',
    owner: null,
    runbook: null,
    picture: null,
  };
}

/** No answer, or only its proxy's word that nobody is behind it. */
function metNoShop({ network }: StepFinished, origin: string | null): boolean {
  return network.problems.some(
    ({ url, status }) => originOf(url) === origin && (status === null || (status >= 502 && status <= 504)),
  );
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
