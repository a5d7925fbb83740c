import type { StoredEvent } from '../../model/event.ts';
import type { Notice } from '../../model/channel.ts';
import { parseNotice } from '../../model/notice-json.ts';

/** What the page repeats of the notice that a person got. */
export type ShownNotice = Pick<Notice, 'facts' | 'links'>;

const nothing: ShownNotice = { facts: [], links: { acknowledge: null, run: null, runbook: null, picture: null } };

/** The latest notice of a page; one that this version cannot read is left out, for the page works without. */
export function shownNotice(events: readonly StoredEvent[], page: string): ShownNotice {
  const bodies = events.flatMap(({ event }) =>
    event.kind === 'notice.queued' && event.page === page ? [event.body] : [],
  );
  return bodies.map(parseNotice).findLast((notice) => notice !== null) ?? nothing;
}
