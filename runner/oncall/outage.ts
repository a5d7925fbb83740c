import { formatKst } from '../base/clock.ts';
import type { Notice, NoticeFact, NoticeKind } from '../model/channel.ts';
import type { OnCall } from '../model/oncall.ts';
import { waysOf, type Way } from './contacts.ts';
import { noticeId } from './notice-id.ts';
import type { PageRecord } from './page-record.ts';
import { statusText as text } from './status-text.ts';
import { text as plainText } from './text.ts';

/** A shop that is gone, and since when; `upMs`: a check has passed again. */
export type Outage = { readonly sinceMs: number; readonly upMs: number | null };

export type Status = Way & { readonly notice: Notice };
export type StatusDue = { readonly statuses: readonly Status[]; readonly nextMs: number | null };

type Telling = {
  readonly onCall: OnCall;
  readonly runId: string;
  readonly target: { readonly id: string; readonly title: string };
  readonly outage: Outage | null;
  /** The page that people were woken with; null: not open yet. */
  readonly page: PageRecord | null;
  readonly isQueued: (notice: string) => boolean;
  readonly nowMs: number;
};

/**
 * What the wider list is told of an outage now, and when to look again: at a steady rhythm while it lasts, once when it is over,
 * which only a passing check or a person's word makes it. Of updates that a crash made late only the newest is sent. Pure.
 */
export function statusDue(telling: Telling): StatusDue {
  const { onCall, outage, page, nowMs } = telling;
  if (outage === null) return { statuses: [], nextMs: null };
  const resolvedMs = page?.resolved == null ? null : Date.parse(page.resolved.at);
  const endMs = outage.upMs ?? resolvedMs;
  if (onCall.audience.length === 0) return { statuses: [], nextMs: null };
  if (endMs !== null) return { statuses: toldAt(telling, outage, { number: 0, endMs }), nextMs: null };
  const number = Math.max(0, Math.floor((nowMs - outage.sinceMs) / onCall.statusEveryMs));
  return {
    statuses: toldAt(telling, outage, { number, endMs: null }),
    nextMs: outage.sinceMs + (number + 1) * onCall.statusEveryMs,
  };
}

type Moment = { readonly number: number; readonly endMs: number | null };

function toldAt(telling: Telling, outage: Outage, moment: Moment): readonly Status[] {
  const { onCall, nowMs, isQueued } = telling;
  const ways = waysOf(onCall, onCall.audience, nowMs);
  return ways.flatMap((way) => {
    const idOf = (tag: number | 'over'): string =>
      noticeId(telling.runId, `status:${outage.sinceMs}:${tag}:${way.person}:${way.channel}`);
    const id = idOf(moment.endMs === null ? moment.number : 'over');
    const rounds = Math.floor(((moment.endMs ?? nowMs) - outage.sinceMs) / onCall.statusEveryMs) + 1;
    const wasTold = Array.from({ length: rounds }, (_, round) => idOf(round)).some(isQueued);
    // Who was never told that it is down needs no word that it is up.
    if (isQueued(id) || (moment.endMs !== null && !wasTold)) return [];
    return [{ ...way, notice: noticeOf(telling, outage, id, moment) }];
  });
}

function noticeOf(telling: Telling, outage: Outage, id: string, { endMs }: Moment): Notice {
  const { runId, target, nowMs } = telling;
  const kind: NoticeKind = endMs === null ? 'status' : 'resolved';
  return {
    id,
    kind,
    dedupKey: `${runId}:status`,
    severity: 'critical',
    runId,
    target,
    at: new Date(nowMs).toISOString(),
    headline: headlineOf(telling, outage, endMs),
    facts: factsOf(telling, outage, endMs),
    // A wider list gets no link: whoever has one can answer for a person.
    links: { acknowledge: null, run: null, runbook: null, picture: null },
    maybeDuplicate: false,
  };
}

function headlineOf({ target, page, nowMs }: Telling, { sinceMs, upMs }: Outage, endMs: number | null) {
  const minutes = minutesOf((endMs ?? nowMs) - sinceMs);
  if (endMs === null) return text.stillDown({ target: target.title, minutes });
  const name = page?.resolved?.by ?? null;
  if (upMs !== null || name === null) return text.upAgain({ target: target.title, minutes });
  return text.over({ target: target.title, name, minutes });
}

function factsOf({ onCall, page, nowMs, runId }: Telling, outage: Outage, endMs: number | null): readonly NoticeFact[] {
  const { labels } = text;
  const { sinceMs } = outage;
  const minutes = minutesOf((endMs ?? nowMs) - sinceMs);
  const { lossPerMinuteKrw: loss } = onCall;
  const number = Math.floor((nowMs - sinceMs) / onCall.statusEveryMs);
  const nextMs = sinceMs + (number + 1) * onCall.statusEveryMs;
  return [
    { label: labels.since, value: plainText.plain(formatKst(sinceMs)) },
    { label: labels.elapsed, value: text.minutes({ minutes }) },
    ...(loss === null
      ? []
      : [
          {
            label: labels.loss,
            value: text.loss({ won: (loss * BigInt(Math.max(0, (endMs ?? nowMs) - sinceMs))) / 60_000n }),
          },
        ]),
    ...(endMs === null ? [{ label: labels.doing, value: doing(page) }] : []),
    ...(endMs === null ? [{ label: labels.next, value: plainText.plain(formatKst(nextMs)) }] : []),
    { label: labels.run, value: plainText.plain(runId) },
  ];
}

/** In the words of who has it. */
function doing(page: PageRecord | null) {
  const holder = page?.holder ?? null;
  if (page === null || holder === null) return text.nobody;
  const last = page.answers.findLast(({ person, note }) => person === holder.person && note !== '');
  return text.doing({ name: holder.name, note: last?.note ?? '' });
}

function minutesOf(ms: number): number {
  return Math.max(0, Math.floor(ms / 60_000));
}
