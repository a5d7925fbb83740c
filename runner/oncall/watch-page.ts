import { createHash } from 'node:crypto';
import type { Bilingual } from '../base/bilingual.ts';
import { formatKst } from '../base/clock.ts';
import { dayInKorea } from '../base/date.ts';
import { unreachable } from '../base/unreachable.ts';
import type { StoredEvent } from '../model/event.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import { pageRecords } from './page-record.ts';
import { statusText } from './status-text.ts';
import type { Finding } from './watch-runs.ts';

/** Where what began on one day is written: no run holds it, and a new day reads the on-call file anew. */
export function watchStream(target: string, sinceMs: number): string {
  const name = target
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  const mark = createHash('sha256').update(target).digest('hex').slice(0, 6);
  return `watch-${name}-${mark}-${dayInKorea(sinceMs).replaceAll('-', '')}`;
}

type Watched = { readonly stream: string; readonly target: string; readonly nowMs: number };

/**
 * What the stream of a watch must say for what was found: a page for what it does not know yet, and the end of those that are
 * over. Settled by what is written: a watchdog that looks every minute, or starts anew, pages once. Pure.
 */
export function watchEvents(
  events: readonly StoredEvent[],
  findings: readonly Finding[],
  { stream, target, nowMs }: Watched,
): readonly OnCallEvent[] {
  const pages = pageRecords(events);
  const wanted = findings.map((finding) => ({ finding, key: keyOf(finding) }));
  const opened = wanted
    .filter(({ key }) => !pages.some((page) => page.key === key))
    .map(({ finding, key }, index): OnCallEvent => ({
      kind: 'page.opened',
      page: `${stream}-${pages.length + index + 1}`,
      key,
      severity: 'critical',
      headline: headlineOf(finding, target, nowMs),
      steps: [],
      since: new Date(sinceOf(finding)).toISOString(),
    }));
  const over = pages
    .filter(({ key, resolved }) => resolved === null && !wanted.some((one) => one.key === key))
    .map(({ page, headline, steps }): OnCallEvent => {
      return { kind: 'page.changed', page, change: 'resolved', by: null, headline, steps };
    });
  return [...opened, ...over];
}

/** How keys of a watch's pages begin. */
export const watchKey = 'watchdog:';

function keyOf(finding: Finding): string {
  switch (finding.kind) {
    case 'not-started':
      return `${watchKey}not-started:${new Date(finding.dueMs).toISOString()}`;
    case 'stalled':
      return `${watchKey}stalled:${finding.runId}`;
    case 'dead':
      return `${watchKey}dead:${finding.runId}`;
    default:
      return unreachable(finding);
  }
}

/** When it began to be wrong. */
export function sinceOf(finding: Finding): number {
  return finding.kind === 'not-started' ? finding.dueMs : finding.lastMs;
}

/** One sentence that a woken person can decide by. */
export function headlineOf(finding: Finding, target: string, nowMs: number): Bilingual {
  switch (finding.kind) {
    case 'not-started':
      return statusText.notStarted({ target, at: formatKst(finding.dueMs) });
    case 'stalled':
      return statusText.stalled({ target, minutes: Math.floor((nowMs - finding.lastMs) / 60_000) });
    case 'dead':
      return statusText.dead({ target, run: finding.runId });
    default:
      return unreachable(finding);
  }
}
