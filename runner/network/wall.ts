import type { Browser, BrowserContext, CDPSession } from '@playwright/test';
import type { RunEvent } from '../model/event.ts';
import type { GuardState } from '../model/money-event.ts';
import type { Target } from '../model/target.ts';
import { allowListOf } from './allow-list.ts';
import { raiseFetchWall } from './fetch-wall.ts';
import { createRefusals } from './refusals.ts';
import type { OwnTraffic } from './own-traffic.ts';
import { raiseSessionWall, type Passage, type SessionWall, type SharedWall } from './session-wall.ts';
import { createTraffic } from './traffic.ts';
import { upstreamOf } from './upstream.ts';

/** The network wall of a run (layer L2): what leaves its browsers, what does not, and the record of both. */
export type NetworkWall = {
  /** Raises the part that lives in the browser. Every browser of the run must be guarded before it opens a session. */
  guard(browser: Browser): Promise<BrowserWall>;
  /** What the witnesses saw, side by side. Asked once, when the browsers are closed. */
  compared(): Extract<RunEvent, { kind: 'network.compared' }>;
};

export type BrowserWall = {
  /** Raises the wall of one session. */
  openSession(passage: Passage): Promise<JoiningWall>;
  /** Takes down what stands in a browser that lives on after the run's part in it. */
  lower(): Promise<void>;
};

/** What a session does with its wall on the way to its first page. */
export type JoiningWall = SessionWall & {
  /** Before the context opens a page. */
  join(context: BrowserContext): void;
  /** Before the first page goes anywhere. */
  meet(context: BrowserContext, page: CDPSession): Promise<void>;
};

export type WallOptions = {
  readonly target: Target;
  readonly record: (event: RunEvent) => void;
  readonly env: NodeJS.ProcessEnv;
  /** What the browser wants for itself; null where somebody else started it. */
  readonly own: OwnTraffic | null;
};

/** Throws SetupError when the environment names an upstream proxy that cannot be used. */
export function createNetworkWall({ target, record, env, own }: WallOptions): NetworkWall {
  const traffic = createTraffic();
  const refusals = createRefusals(record);
  const shared: SharedWall = {
    target,
    allowList: allowListOf(target),
    traffic,
    upstream: upstreamOf(env),
    refuse: (refusal) => refusals.tell(refusal),
  };
  own?.tellTo(shared.refuse);
  return {
    async guard(browser) {
      const fetchWall = await raiseFetchWall(browser, shared);
      return {
        lower: () => fetchWall.lower(),
        async openSession(passage) {
          const session = await raiseSessionWall(shared, passage);
          return {
            ...session,
            join(context) {
              fetchWall.members.join(context, session);
              session.watch(context);
            },
            meet: (context, page) => fetchWall.members.meet(context, page),
          };
        },
      };
    },
    compared: () => traffic.compared((place) => shared.allowList.allows(place)),
  };
}

/** For `guards.armed`: the wall stands in every run, also where no payment is made. */
export const networkWallState: GuardState = { guard: 'network-wall', layer: 'L2', state: 'armed', reason: null };
