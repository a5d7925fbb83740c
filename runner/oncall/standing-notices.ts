import type { OnCallEvent } from '../model/oncall.ts';
import type { DeskWorld } from './desk-world.ts';
import { heartbeatsDue } from './heartbeats.ts';
import type { NoticeState } from './notice-state.ts';
import { statusDue } from './outage.ts';
import type { OutageWatch } from './outage-watch.ts';
import type { PageRecord } from './page-record.ts';
import { queuedQuietly } from './quiet-notice.ts';
import type { RunWatch } from './rules.ts';
import { watchKey } from './watch-page.ts';

/** What is said beside the pages, and wakes nobody: status updates of an outage, signs of life. Pure. */
export function standingNotices(given: {
  readonly world: DeskWorld;
  readonly run: RunWatch;
  readonly outage: OutageWatch;
  readonly pages: readonly PageRecord[];
  readonly notices: ReadonlyMap<string, NoticeState>;
  readonly nowMs: number;
}): { readonly events: readonly OnCallEvent[]; readonly nextMs: number | null } {
  const { world, run, outage, pages, notices, nowMs } = given;
  const { onCall, target, runId } = world;
  const isQueued = (notice: string): boolean => notices.has(notice);
  const status = statusDue({
    onCall,
    runId,
    target,
    outage:
      outage.downSince === null
        ? null
        : { sinceMs: Date.parse(outage.downSince), upMs: outage.upAt === null ? null : Date.parse(outage.upAt) },
    page: pages.findLast(({ told }) => told.has('outage')) ?? null,
    isQueued,
    nowMs,
  });
  const beats = [
    ...(run.opened === null ? [] : ['start' as const]),
    ...(run.isClosed ? ['end' as const] : []),
    ...(pages.some(({ key }) => key.startsWith(watchKey)) ? ['stalled' as const] : []),
  ];
  return {
    events: [
      ...status.statuses.flatMap((one) => queuedQuietly(one.notice, one, world)),
      ...heartbeatsDue(world, { stream: runId, beats, nowMs }, isQueued),
    ],
    nextMs: status.nextMs,
  };
}
