import type { Bilingual } from '../base/bilingual.ts';
import { formatKst } from '../base/clock.ts';
import type { Notice, NoticeFact, NoticeKind } from '../model/channel.ts';
import type { Alarm } from './alarm.ts';
import type { PageRecord } from './page-record.ts';
import { text } from './text.ts';

/** Everything a notice of a page says. */
export type Saying = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly page: PageRecord;
  readonly alarms: readonly Alarm[];
  readonly runId: string;
  readonly target: { readonly id: string; readonly title: string };
  /** Names of the others who are told. */
  readonly others: readonly string[];
  readonly nowMs: number;
  /** Whether whoever gets it will have a link to answer with; it is made when the notice is sent. */
  readonly hasLink: boolean;
};

/** One message in the order in which a woken person needs it. Pure. */
export function buildNotice(saying: Saying): Notice {
  const { id, kind, page, alarms, runId, target, nowMs } = saying;
  const [first] = alarms;
  return {
    id,
    kind,
    // A provider keeps silent on what was acknowledged; what got worse must be a new thing to it.
    dedupKey: kind === 'worse' ? `${page.page}:worse1` : page.page,
    severity: page.severityNow,
    runId,
    target,
    at: new Date(nowMs).toISOString(),
    headline: headline(kind, page, nowMs),
    facts: facts(saying, first),
    links: { acknowledge: null, run: null, runbook: first?.runbook ?? null, picture: null },
    maybeDuplicate: false,
  };
}

function headline(kind: NoticeKind, { headline: said, openedAt }: PageRecord, nowMs: number): Bilingual {
  if (kind === 'worse') return text.worseHeadline({ headline: said });
  if (kind === 'resolved') return text.resolvedHeadline({ headline: said });
  const minutes = Math.floor((nowMs - Date.parse(openedAt)) / 60_000);
  return kind === 'escalation' && minutes > 0 ? text.escalationHeadline({ headline: said, minutes }) : said;
}

function facts(saying: Saying, first: Alarm | undefined): readonly NoticeFact[] {
  const { page, others, target, runId, hasLink, kind } = saying;
  const { labels } = text;
  const holder = page.holder;
  const plain = (label: Bilingual, value: string): NoticeFact => ({ label, value: text.plain(clip(value)) });
  return [
    ...(first === undefined || first.title === null ? [] : [{ label: labels.what, value: clipped(first.message) }]),
    plain(labels.since, formatKst(Date.parse(page.since))),
    ...(first?.of === 'shop' ? [{ label: labels.recheck, value: recheck(first) }] : []),
    ...(first?.expected === null || first === undefined ? [] : [plain(labels.expected, first.expected)]),
    ...(first?.observed === null || first === undefined ? [] : [plain(labels.observed, first.observed)]),
    ...(page.steps.length < 2 ? [] : [plain(labels.failing, stepList(page.steps))]),
    { label: labels.runbook, value: first?.runbook == null ? text.noRunbook() : text.plain(first.runbook) },
    ...(first?.owner == null ? [] : [plain(labels.owner, first.owner)]),
    ...(holder === null
      ? []
      : [
          {
            label: labels.holder,
            value: text.holderIs({ name: holder.name, at: clock(holder.at), how: holder.method }),
          },
        ]),
    { label: labels.told, value: others.length === 0 ? text.nobodyElse() : text.names(others) },
    plain(labels.target, target.title),
    plain(labels.run, runId),
    ...(hasLink || kind === 'resolved' ? [] : [{ label: labels.ways, value: text.noLink() }]),
  ];
}

function recheck({ recheck: how, firstAt, confirmedAt }: Alarm): Bilingual {
  const first = clock(firstAt);
  if (how === 'confirmed') return text.recheckConfirmed({ first, again: clock(confirmedAt ?? firstAt) });
  return how === 'still-running' ? text.recheckRunning({ first }) : text.recheckNone({ first });
}

const listedSteps = 12;

function stepList(steps: readonly string[]): string {
  const rest = steps.length - listedSteps;
  return `${steps.slice(0, listedSteps).join(', ')}${rest > 0 ? ` … +${rest}` : ''}`;
}

/** KST, the time of day alone: the day stands in `since`. */
export function clock(at: string): string {
  return formatKst(Date.parse(at)).slice(11, 19);
}

const longest = 400;

function clip(words: string): string {
  const characters = Array.from(words);
  return characters.length <= longest ? words : `${characters.slice(0, longest - 1).join('')}…`;
}

function clipped({ ko, en }: Bilingual): Bilingual {
  return { ko: clip(ko), en: clip(en) };
}
