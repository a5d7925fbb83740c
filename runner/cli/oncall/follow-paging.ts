import type { Clock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { Journal } from '../../model/journal.ts';
import { onCallStream, type OnCall, type OnCallEvent } from '../../model/oncall.ts';
import type { Terminal } from '../terminal.ts';
import { formatKst } from '../../base/clock.ts';
import { onCallText as text } from './text.ts';

/** Says at the terminal whom a run pages and what comes of it, while it runs. */
export type PagingLines = {
  /** Something that only this process knows: the paging process could not be started. */
  trouble(why: string): void;
  /** Resolves when every provider that was asked has answered, so that the report can say what; after some seconds anyhow. */
  answered(): Promise<void>;
  /** Tells what is still open, and stops. */
  end(): void;
};

type Following = {
  readonly journal: Journal;
  readonly terminal: Terminal;
  readonly stream: string;
  readonly onCall: OnCall;
  readonly clock: Clock;
};

const lookEveryMs = 250;
/** A night in which nobody is paged does not wait at all. */
const answeredWithinMs = 3_000;
/** How long a page that was only just decided may take to queue its notices. */
const queuedWithinMs = 1_000;

/** Follows the stream of a run's pages; failures go to standard error, red, with the phone numbers that are left. */
export function followPaging(work: Following): PagingLines {
  const { journal, clock } = work;
  const seen = createSeen(work);
  let version = -1;
  const look = (): void => {
    const now = journal.version();
    if (now !== version) seen.take(journal.eventsAfter(onCallStream(work.stream), seen.last()));
    version = now;
    seen.warn(clock.now());
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return {
    trouble: (why) => shout(work, text.workerFailed({ why })),
    async answered() {
      const untilMs = clock.now() + answeredWithinMs;
      while (clock.now() < untilMs) {
        look();
        if (!seen.isWaiting(clock.now())) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    end() {
      clearInterval(timer);
      version = -1;
      look();
      seen.rest();
    },
  };
}

type OpenPage = {
  readonly openedMs: number;
  isAccepted: boolean;
  isAnswered: boolean;
  isTold: boolean;
  hasNotice: boolean;
};

function createSeen(work: Following) {
  const { onCall, terminal } = work;
  const { language, paint } = terminal;
  const pages = new Map<string, OpenPage>();
  const notices = new Map<string, { readonly page: string | null; readonly name: string; readonly channel: string }>();
  let last: StoredEvent | null = null;
  let workerMs: number | null = null;
  const line = (style: 'red' | 'yellow' | 'green' | 'dim', words: { readonly ko: string; readonly en: string }): void =>
    terminal.line(paint(style, `  ☎ ${plainText(words[language])}`));
  const nameOf = (id: string): string => onCall.people.find((person) => person.id === id)?.name ?? id;

  const untried = new Set<string>();
  const takeQueued = ({ notice, page }: Extract<OnCallEvent, { kind: 'notice.queued' }>): void => {
    const known = page === null ? undefined : pages.get(page);
    if (known === undefined) return;
    known.hasNotice = true;
    untried.add(notice);
  };

  const take = ({ event, at }: StoredEvent): void => {
    switch (event.kind) {
      case 'page.opened':
        pages.set(event.page, {
          openedMs: Date.parse(at),
          isAccepted: false,
          isAnswered: false,
          isTold: false,
          hasNotice: false,
        });
        return line('red', text.opened(event));
      case 'page.changed':
        if (event.change === 'worse') line('red', text.worse(event));
        if (event.change === 'resolved') pages.delete(event.page);
        return;
      case 'worker.started':
        workerMs = Date.parse(at);
        return;
      case 'channel.proven':
        if (event.result === 'refused') line('red', text.channelClosed({ channel: event.channel, why: event.detail }));
        return;
      case 'notice.queued':
        notices.set(event.notice, { page: event.page, name: nameOf(event.person), channel: event.channel });
        takeQueued(event);
        return;
      case 'notice.tried': {
        untried.delete(event.notice);
        const notice = notices.get(event.notice);
        const page = notice?.page == null ? undefined : pages.get(notice.page);
        if (notice === undefined || page === undefined) return;
        if (event.result === 'accepted') {
          page.isAccepted = true;
          line('dim', text.accepted({ ...notice, at: timeOf(at) }));
        }
        if (event.result === 'refused' && !page.isAnswered)
          line('yellow', text.refused({ ...notice, answer: event.answer }));
        return;
      }
      case 'page.acknowledged': {
        const page = pages.get(event.page);
        if (page !== undefined) page.isAnswered = event.answer === 'taken' || event.answer === 'rollback-wanted';
        return line('green', text.acknowledged({ ...event, at: timeOf(at), how: event.method }));
      }
      default:
        return;
    }
  };
  return {
    last: () => last,
    take(events: readonly StoredEvent[]) {
      for (const stored of events) take(stored);
      last = events.at(-1) ?? last;
    },
    isWaiting(nowMs: number): boolean {
      const isComing = pages.size === 0 && hasTrouble(work) && (workerMs === null || nowMs - workerMs < queuedWithinMs);
      if (isComing) return true;
      const isFresh = [...pages.values()].some((page) => !page.hasNotice && nowMs - page.openedMs < queuedWithinMs);
      return isFresh || untried.size > 0;
    },
    /** Nothing accepted within the time of the second path: people must be called by hand. */
    warn(nowMs: number) {
      const { acceptedWithinMs } = onCall.secondPath;
      for (const page of pages.values()) {
        if (page.isAccepted || page.isAnswered || page.isTold || nowMs - page.openedMs < acceptedWithinMs) continue;
        page.isTold = true;
        shout(work, text.failed({ seconds: Math.round(acceptedWithinMs / 1_000) }));
      }
    },
    rest() {
      const open = [...pages.values()].filter(({ isAnswered }) => !isAnswered);
      if (open.some(({ isTold }) => !isTold)) shout(work, text.nobody());
    },
  };
}

/** Whether the process that pages has something to look at: it loads itself only then, and may not have got there yet. */
function hasTrouble({ journal, stream }: Following): boolean {
  return journal.events(stream).some(({ event }) => {
    return event.kind === 'step.finished' && (event.status === 'failed' || event.status === 'tool-error');
  });
}

/** Red, with a bell and every number that is known: from here on people call people. */
function shout({ terminal, onCall }: Following, words: { readonly ko: string; readonly en: string }): void {
  const { language, paint } = terminal;
  terminal.complain(`\u0007${paint('red', `☎ ${plainText(words[language])}`)}`);
  for (const { name, phone } of onCall.people)
    if (phone !== null) terminal.complain(paint('red', plainText(text.phone({ name, phone })[language])));
}

function timeOf(at: string): string {
  return formatKst(Date.parse(at)).slice(11, 19);
}
