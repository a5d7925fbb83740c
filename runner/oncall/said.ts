import type { StoredEvent } from '../model/event.ts';
import type { NoticeKind } from '../model/channel.ts';
import type { NoticeState } from './notice-state.ts';
import { makesOutOfDate } from './page-record.ts';

/** What one person was told of one page by one channel. */
export type Said = {
  readonly person: string;
  readonly channel: string;
  /** A provider has taken at least one message. */
  readonly isAccepted: boolean;
  /** With it a later notice changes the message. */
  readonly providerId: string | null;
  /** How many changes of the page the newest queued message knows. */
  readonly version: number;
  readonly kinds: ReadonlySet<NoticeKind>;
};

/** Everything that was said of a page, by person and channel. Pure. */
export function saidOf(
  page: string,
  events: readonly StoredEvent[],
  notices: ReadonlyMap<string, NoticeState>,
): readonly Said[] {
  const said = new Map<string, Said>();
  let version = 0;
  for (const { event } of events) {
    if ((event.kind === 'page.changed' || event.kind === 'page.acknowledged') && makesOutOfDate(event, page))
      version += 1;
    if (event.kind !== 'notice.queued' || event.page !== page) continue;
    const state = notices.get(event.notice);
    const key = `${event.person}\n${event.channel}`;
    const before = said.get(key);
    said.set(key, {
      person: event.person,
      channel: event.channel,
      isAccepted: before?.isAccepted === true || (state?.acceptedAt ?? null) !== null,
      providerId: state?.providerId ?? before?.providerId ?? null,
      version,
      kinds: new Set([...(before?.kinds ?? []), event.noticeKind]),
    });
  }
  return [...said.values()];
}
