import type { Severity } from '../model/checklist.ts';
import type { StoredEvent } from '../model/event.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import { pageStates, type PageState } from './acknowledge/page-state.ts';

/** A page with what the ladder and the rules ask of it. */
export type PageRecord = PageState & {
  readonly key: string;
  /** As it is now; it may have risen. */
  readonly severityNow: Severity;
  readonly lastChangeAt: string;
  readonly isWorse: boolean;
  /** Counts everything that a message already sent does not say. */
  readonly version: number;
  /** Every step that the page ever named. */
  readonly told: ReadonlySet<string>;
  /** When somebody's hold ran out. */
  readonly expiries: readonly string[];
};

/** Every page of a stream. Pure. */
export function pageRecords(events: readonly StoredEvent[]): readonly PageRecord[] {
  return pageStates(events).map((state) => {
    const opened = events.find(({ event }) => event.kind === 'page.opened' && event.page === state.page);
    let record: PageRecord = {
      ...state,
      key: opened?.event.kind === 'page.opened' ? opened.event.key : '',
      severityNow: state.severity,
      lastChangeAt: state.openedAt,
      isWorse: false,
      version: 0,
      told: new Set(opened?.event.kind === 'page.opened' ? opened.event.steps : []),
      expiries: [],
    };
    for (const { event, at } of events) record = changed(record, event, at);
    return record;
  });
}

function changed(record: PageRecord, event: StoredEvent['event'], at: string): PageRecord {
  if (event.kind === 'page.acknowledged' && event.page === record.page)
    return { ...record, version: record.version + 1 };
  if (event.kind !== 'page.changed' || event.page !== record.page) return record;
  if (event.change === 'expired') return { ...record, expiries: [...record.expiries, at] };
  return {
    ...record,
    version: record.version + 1,
    lastChangeAt: at,
    told: new Set([...record.told, ...event.steps]),
    isWorse: record.isWorse || event.change === 'worse',
    severityNow: event.severity ?? record.severityNow,
  };
}

/** True for an event that makes a message already sent out of date. */
export function makesOutOfDate(event: OnCallEvent, page: string): boolean {
  if (event.kind === 'page.acknowledged') return event.page === page;
  return event.kind === 'page.changed' && event.page === page && event.change !== 'expired';
}
