import type { Bilingual } from '../../base/bilingual.ts';
import type { Clock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Journal } from '../../model/journal.ts';
import { onCallStream, type OnCall } from '../../model/oncall.ts';
import type { Terminal } from '../terminal.ts';
import { createSeen, show, type Seen } from './seen-pages.ts';
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
  const seen = createSeen();
  let version = -1;
  const look = (): void => {
    const now = journal.version();
    if (now !== version)
      for (const stored of journal.eventsAfter(onCallStream(work.stream), seen.last)) show(seen, work, stored);
    version = now;
    warn(seen, work);
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return {
    trouble: (why) => shout(work, text.workerFailed({ why })),
    async answered() {
      const untilMs = clock.now() + answeredWithinMs;
      while (clock.now() < untilMs) {
        look();
        if (!isWaiting(seen, work)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    end() {
      clearInterval(timer);
      version = -1;
      look();
      const open = [...seen.pages.values()].filter(({ isAnswered }) => !isAnswered);
      if (open.some(({ isTold }) => !isTold)) shout(work, text.nobody());
    },
  };
}

function isWaiting({ pages, workerMs, untried }: Seen, work: Following): boolean {
  const nowMs = work.clock.now();
  const isLoading = workerMs === null || nowMs - workerMs < queuedWithinMs;
  if (pages.size === 0 && isLoading && hasTrouble(work)) return true;
  const isFresh = [...pages.values()].some((page) => !page.hasNotice && nowMs - page.openedMs < queuedWithinMs);
  return isFresh || untried.size > 0;
}

/** Whether the process that pages has something to look at: it loads itself only then, and may not have got there yet. */
function hasTrouble({ journal, stream }: Following): boolean {
  return journal.events(stream).some(({ event }) => {
    return event.kind === 'step.finished' && (event.status === 'failed' || event.status === 'tool-error');
  });
}

/** Nothing accepted within the time of the second path: people must be called by hand. */
function warn({ pages }: Seen, work: Following): void {
  const { acceptedWithinMs } = work.onCall.secondPath;
  for (const page of pages.values()) {
    const isLate = work.clock.now() - page.openedMs >= acceptedWithinMs;
    if (page.isAccepted || page.isAnswered || page.isTold || !isLate) continue;
    page.isTold = true;
    shout(work, text.failed({ seconds: Math.round(acceptedWithinMs / 1_000) }));
  }
}

/** Red, with a bell and every number that is known: from here on people call people. */
function shout({ terminal, onCall }: Following, words: Bilingual): void {
  const { language, paint } = terminal;
  terminal.complain(`\u0007${paint('red', `☎ ${plainText(words[language])}`)}`);
  for (const { name, phone } of onCall.people)
    if (phone !== null) terminal.complain(paint('red', plainText(text.phone({ name, phone })[language])));
}
