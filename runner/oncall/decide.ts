import type { Bilingual } from '../base/bilingual.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import { mostSevere, type Alarm } from './alarm.ts';
import type { PageRecord } from './page-record.ts';
import type { RunWatch } from './rules.ts';
import { pageKeys, wanted, type PageKey } from './wanted.ts';
import { text } from './text.ts';

/** A page is changed at most once in so long, whatever fails meanwhile. */
export const editEveryMs = 10_000;

export type Decision = {
  readonly events: readonly OnCallEvent[];
  /** When to look again although nothing has happened; null: when something happens. */
  readonly nextMs: number | null;
};

/**
 * What must be said of a run that its pages do not say yet. Pure, and settled by what is written: asked twice, it decides once.
 * One page a run and audience; what fails later changes it; it interrupts once more when it gets worse after somebody has it.
 */
export function decide(run: RunWatch, pages: readonly PageRecord[], nowMs: number): Decision {
  const parts = pageKeys.map((key) => decideFor(run, pages, key, nowMs));
  const times = parts.flatMap(({ nextMs }) => (nextMs === null ? [] : [nextMs]));
  return { events: parts.flatMap(({ events }) => events), nextMs: times.length === 0 ? null : Math.min(...times) };
}

function decideFor(run: RunWatch, pages: readonly PageRecord[], key: PageKey, nowMs: number): Decision {
  const { alarms, nextMs } = wanted(run, key, nowMs);
  const own = pages.filter((page) => page.key === key || page.key.startsWith(`${key}#`));
  const told = new Set(own.flatMap((page) => [...page.told]));
  // Who stops a run wants no page for it; money is told whatever anybody wants.
  const allowed = run.isAborted && own.length === 0 ? alarms.filter(({ of }) => of === 'money') : alarms;
  const fresh = allowed.filter(({ id }) => !told.has(id));
  if (fresh.length === 0) return { events: [], nextMs };
  const current = own.at(-1);
  if (current === undefined || current.resolved !== null) {
    const number = own.length + 1;
    return { events: [open(run, number === 1 ? key : `${key}#${number}`, fresh)], nextMs };
  }
  return change(current, allowed, fresh, { nowMs, nextMs });
}

function open(run: RunWatch, key: string, alarms: readonly Alarm[]): OnCallEvent {
  return {
    kind: 'page.opened',
    page: pageId(run.runId, key),
    key,
    severity: mostSevere(alarms.map(({ severity }) => severity)),
    headline: headlineOf(alarms),
    steps: alarms.map(({ id }) => id),
    since: firstOf(alarms),
  };
}

function change(
  current: PageRecord,
  all: readonly Alarm[],
  fresh: readonly Alarm[],
  { nowMs, nextMs }: { readonly nowMs: number; readonly nextMs: number | null },
): Decision {
  const severity = mostSevere([current.severityNow, ...fresh.map((alarm) => alarm.severity)]);
  const rose = severity !== current.severityNow;
  const isGrave = fresh.some((alarm) => alarm.severity === 'critical');
  const worse = current.holder !== null && isGrave && !current.isWorse;
  const dueMs = Date.parse(current.lastChangeAt) + editEveryMs;
  if (!worse && !rose && nowMs < dueMs)
    return { events: [], nextMs: nextMs === null ? dueMs : Math.min(nextMs, dueMs) };
  const event: OnCallEvent = {
    kind: 'page.changed',
    page: current.page,
    change: worse ? 'worse' : 'updated',
    ...(rose ? { severity } : {}),
    by: null,
    headline: headlineOf(all),
    steps: [...new Set([...current.steps, ...fresh.map(({ id }) => id)])],
  };
  return { events: [event], nextMs };
}

/** Stands in addresses and in providers' keys for merging, so it is short and plain. */
function pageId(runId: string, key: string): string {
  return `${runId}-${key.replace('#', '-')}`;
}

function firstOf(alarms: readonly Alarm[]): string {
  return alarms.map(({ firstAt }) => firstAt).sort()[0] ?? '';
}

/** What customers cannot do, in one sentence; what else fails is counted. */
export function headlineOf(alarms: readonly Alarm[]): Bilingual {
  const [first] = alarms;
  if (first === undefined) return text.stepFailed();
  const headline = sentenceOf(first);
  return alarms.length === 1 ? headline : text.andMore({ headline, count: alarms.length - 1 });
}

function sentenceOf({ of, message, title }: Alarm): Bilingual {
  if (of === 'money') return text.money({ what: message });
  if (of === 'tool') return text.toolHeadline({ what: message });
  if (title === null) return message;
  return title.step === null
    ? text.brokenSection(title)
    : text.brokenStep({ section: title.section, step: title.step });
}
