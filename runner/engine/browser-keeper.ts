import type { Browser } from 'playwright';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Section } from '../model/checklist.ts';
import type { RunEvent } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import { launchBrowser, type BrowserWish, type FoundBrowser } from './browser.ts';
import { contextOptions, createSessionPool, openSession, type Session, type SessionPool } from './session.ts';
import { text } from './text.ts';

/** Owns the one browser of a run: opens sessions in it and starts another when it dies, a bounded number of times. */
export type BrowserKeeper = {
  /** How to open this section's session; also has one like it ready for the section that is likely to come next. */
  opener(section: Section, next: Section | null): () => Promise<Session>;
  close(): Promise<void>;
};

export type KeeperOptions = {
  readonly first: Browser;
  readonly found: FoundBrowser;
  readonly wish: BrowserWish;
  readonly plan: Plan;
  readonly clock: Clock;
  readonly record: (event: RunEvent) => void;
};

type Life = { readonly browser: Browser; readonly pool: SessionPool };

export function keepBrowser(options: KeeperOptions): BrowserKeeper {
  const { plan, clock, wish, found, record } = options;
  let launches = 0;
  let closing = false;
  let life: Promise<Life> | null = null;

  const begin = async (browserPromise: Promise<Browser>): Promise<Life> => {
    const browser = await browserPromise;
    record({
      kind: 'browser.launched',
      name: 'chromium',
      version: browser.version(),
      executable: found.executable,
      headed: wish.headed || wish.debug,
    });
    browser.on('disconnected', () => {
      life = null;
      if (!closing) record({ kind: 'browser.lost', message: text.browserLost() });
    });
    return { browser, pool: createSessionPool(browser, plan, clock) };
  };
  const living = (): Promise<Life> => {
    if (life !== null) return life;
    if (launches > limits.browserRelaunches) throw new SetupError(text.browserLostForGood({ times: launches }));
    life = begin(launches === 0 ? Promise.resolve(options.first) : launchBrowser(found, wish));
    launches += 1;
    return life;
  };
  const open = async (section: Section): Promise<Session> => {
    const { pool } = await living();
    try {
      return await pool.take(section);
    } catch {
      // A session opened ahead dies with its browser; one opened now tells the truth about the present one.
      const { browser } = await living();
      return openSession(browser, contextOptions(plan, section.device), clock);
    }
  };
  return {
    opener: (section, next) => async () => {
      const session = await open(section);
      if (next !== null) (await living()).pool.prepare(next);
      return session;
    },
    async close() {
      closing = true;
      if (life === null) return;
      const { browser, pool } = await life;
      await pool.close();
      await browser.close();
    },
  };
}
