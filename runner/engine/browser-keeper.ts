import type { Browser } from 'playwright';
import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Section } from '../model/checklist.ts';
import type { RunEvent } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import type { BrowserWall, NetworkWall } from '../network/wall.ts';
import { contextOptions, createSessionPool, openSession, type Session, type SessionPool } from './session.ts';
import { paysIn } from './pays-in.ts';
import { text } from './text.ts';
import { atMost, within } from '../base/within.ts';

/** Owns the one browser of a run: opens sessions in it and starts another when it dies, a bounded number of times. */
export type BrowserKeeper = {
  /** How to open this section's session; also has one like it ready for the section that is likely to come next. */
  opener(section: Section, next: Section | null): () => Promise<Session>;
  /** Never waits for a browser that no longer answers; what is left of it ends with the driver. */
  close(): Promise<void>;
};

export type KeeperOptions = {
  readonly first: Browser;
  /** Starts another browser like the first. */
  readonly relaunch: () => Promise<Browser>;
  readonly executable: string;
  readonly headed: boolean;
  readonly plan: Plan;
  readonly clock: Clock;
  readonly record: (event: RunEvent) => void;
  /** Every browser is put behind it before it opens a session. Null only in tests. */
  readonly wall: NetworkWall | null;
};

/** One browser from its start to its loss. */
type Life = {
  readonly browser: Browser;
  readonly wall: BrowserWall | null;
  readonly pool: SessionPool;
  isLost(): boolean;
  lose(message: Bilingual): void;
};

export function keepBrowser(options: KeeperOptions): BrowserKeeper {
  const { plan, clock } = options;
  let closing = false;
  const lives = succession(options, () => closing);
  const open = async (section: Section): Promise<{ readonly life: Life; readonly session: Session }> => {
    for (;;) {
      const life = await lives.living();
      try {
        return { life, session: await openIn(life, section, plan, clock) };
      } catch (error) {
        if (error instanceof NoAnswer) life.lose(text.browserSilent({ seconds: limits.sessionOpenMs / 1_000 }));
        if (!life.browser.isConnected()) life.lose(text.browserLost());
        // With the browser alive it is the section that cannot be opened; with another one it may be.
        if (!life.isLost()) throw error;
      }
    }
  };
  return {
    opener: (section, next) => async () => {
      const { life, session } = await open(section);
      if (next !== null) life.pool.prepare(next);
      return { ...session, close: () => atMost(session.close(), limits.sessionCloseMs) };
    },
    async close() {
      closing = true;
      const life = await lives.last();
      if (life === null || life.isLost()) return;
      await atMost(life.pool.close(), limits.sessionCloseMs);
      await atMost(life.browser.close(), limits.sessionCloseMs);
    },
  };
}

type Succession = {
  /** The living browser, or another one in its place. Throws SetupError when too many have died. */
  living(): Promise<Life>;
  /** The last one, living or not; null when there is none. */
  last(): Promise<Life | null>;
};

function succession(options: KeeperOptions, isClosing: () => boolean): Succession {
  let launches = 0;
  let current: Promise<Life> | null = null;
  const launch = (): Promise<Life> => {
    if (launches > limits.browserRelaunches) throw new SetupError(text.browserLostForGood({ times: launches }));
    const launched = launches === 0 ? Promise.resolve(options.first) : options.relaunch();
    launches += 1;
    return launched.then((browser) => beginLife(browser, options, isClosing));
  };
  return {
    async living() {
      for (;;) {
        const own: Promise<Life> = current ?? launch();
        current = own;
        // A browser that is lost, or did not even start, is not asked twice. Nothing may wait between the look and the change:
        // another track may have put the next browser there.
        const forget = (): void => {
          if (current === own) current = null;
        };
        const life = await own.catch((error: unknown) => {
          forget();
          throw error;
        });
        if (!life.isLost()) return life;
        forget();
      }
    },
    // One that did not start was told to whoever asked for it, and has nothing to close.
    last: async () => (current === null ? null : current.catch(() => null)),
  };
}

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

async function openIn(life: Life, section: Section, plan: Plan, clock: Clock): Promise<Session> {
  const late = (): Error => new NoAnswer();
  try {
    const ahead = await within(life.pool.take(section), limits.sessionOpenMs, late);
    if (!ahead.crashed()) return ahead;
  } catch (error) {
    if (error instanceof NoAnswer || !life.browser.isConnected()) throw error;
    // A session opened ahead may have died meanwhile; one opened now tells the truth about the present.
  }
  const passage = { hasPayment: paysIn(section) };
  const opening = openSession(life.browser, contextOptions(plan, section.device), clock, life.wall, passage);
  return within(opening, limits.sessionOpenMs, late);
}

async function beginLife(browser: Browser, options: KeeperOptions, isClosing: () => boolean): Promise<Life> {
  const { record, plan, clock } = options;
  let lost = false;
  const lose = (message: Bilingual): void => {
    if (lost) return;
    lost = true;
    if (!isClosing()) record({ kind: 'browser.lost', message });
  };
  record({
    kind: 'browser.launched',
    name: 'chromium',
    version: browser.version(),
    executable: options.executable,
    headed: options.headed,
  });
  browser.on('disconnected', () => lose(text.browserLost()));
  // It may have died before anybody listened.
  if (!browser.isConnected()) lose(text.browserLost());
  const wall = await guard(browser, options, () => lost);
  return { browser, wall, pool: createSessionPool(browser, plan, { clock, wall }), isLost: () => lost, lose };
}

/** A browser that died meanwhile needs no wall; one that lives and cannot be guarded is not used. */
async function guard(browser: Browser, { wall }: KeeperOptions, isLost: () => boolean): Promise<BrowserWall | null> {
  if (wall === null || isLost()) return null;
  const late = (): Error => new SetupError(text.browserSilent({ seconds: limits.sessionOpenMs / 1_000 }));
  try {
    return await within(wall.guard(browser), limits.sessionOpenMs, late);
  } catch (error) {
    if (isLost()) return null;
    throw error;
  }
}
