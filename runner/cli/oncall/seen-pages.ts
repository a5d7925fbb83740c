import { formatKst } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Bilingual } from '../../base/bilingual.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { OnCall, OnCallEvent } from '../../model/oncall.ts';
import type { Style, Terminal } from '../terminal.ts';
import { fold } from '../fold.ts';
import { onCallText as text } from './text.ts';

/** One page as the terminal has told of it. */
export type SeenPage = {
  readonly openedMs: number;
  isAccepted: boolean;
  isAnswered: boolean;
  isTold: boolean;
  hasNotice: boolean;
};

/** What the terminal knows of a run's pages; grows with every event that is shown. */
export type Seen = {
  readonly pages: Map<string, SeenPage>;
  readonly notices: Map<string, { readonly page: string | null; readonly name: string; readonly channel: string }>;
  /** Notices of pages that no provider has answered yet. */
  readonly untried: Set<string>;
  workerMs: number | null;
  last: StoredEvent | null;
};

export function createSeen(): Seen {
  return { pages: new Map(), notices: new Map(), untried: new Set(), workerMs: null, last: null };
}

type Shown = { readonly terminal: Terminal; readonly onCall: OnCall };

/** Shows one event of a run's pages, where it is one for people, and remembers it. */
export function show(seen: Seen, shown: Shown, stored: StoredEvent): void {
  const { event, at } = stored;
  seen.last = stored;
  switch (event.kind) {
    case 'worker.started':
      seen.workerMs = Date.parse(at);
      return;
    case 'channel.proven':
      if (event.result === 'refused')
        line(shown, 'red', text.channelClosed({ channel: event.channel, why: event.detail }));
      return;
    case 'page.opened':
    case 'page.changed':
      return showPage(seen, shown, event, at);
    case 'notice.queued':
      return takeQueued(seen, shown, event);
    case 'notice.tried':
      return showTried(seen, shown, event, at);
    case 'page.acknowledged': {
      const page = seen.pages.get(event.page);
      if (page !== undefined) page.isAnswered = event.answer === 'taken' || event.answer === 'rollback-wanted';
      return line(shown, 'green', text.acknowledged({ ...event, at: timeOf(at), how: event.method }));
    }
    default:
      return;
  }
}

function showPage(
  seen: Seen,
  shown: Shown,
  event: Extract<OnCallEvent, { kind: 'page.opened' | 'page.changed' }>,
  at: string,
): void {
  if (event.kind === 'page.opened') {
    const fresh = { isAccepted: false, isAnswered: false, isTold: false, hasNotice: false };
    seen.pages.set(event.page, { openedMs: Date.parse(at), ...fresh });
    return line(shown, 'red', text.opened(event));
  }
  if (event.change === 'worse') line(shown, 'red', text.worse(event));
  if (event.change === 'resolved') seen.pages.delete(event.page);
}

function takeQueued(seen: Seen, { onCall }: Shown, event: Extract<OnCallEvent, { kind: 'notice.queued' }>): void {
  const { notice, page: id, person, channel } = event;
  const name = onCall.people.find((one) => one.id === person)?.name ?? person;
  seen.notices.set(notice, { page: id, name, channel });
  const page = id === null ? undefined : seen.pages.get(id);
  if (page === undefined) return;
  page.hasNotice = true;
  seen.untried.add(notice);
}

function showTried(seen: Seen, shown: Shown, event: Extract<OnCallEvent, { kind: 'notice.tried' }>, at: string): void {
  seen.untried.delete(event.notice);
  const notice = seen.notices.get(event.notice);
  const page = notice?.page == null ? undefined : seen.pages.get(notice.page);
  if (notice === undefined || page === undefined) return;
  if (event.result === 'accepted') {
    page.isAccepted = true;
    line(shown, 'dim', text.accepted({ ...notice, at: timeOf(at) }));
  }
  if (event.result === 'refused' && !page.isAnswered)
    line(shown, 'yellow', text.refused({ ...notice, answer: event.words?.[shown.terminal.language] ?? event.answer }));
}

function line({ terminal }: Shown, style: Style, words: Bilingual): void {
  fold(plainText(words[terminal.language]), 4, terminal).forEach((part, index) => {
    terminal.line(terminal.paint(style, `${index === 0 ? '  ☎ ' : '    '}${part}`));
  });
}

function timeOf(at: string): string {
  return formatKst(Date.parse(at)).slice(11, 19);
}
