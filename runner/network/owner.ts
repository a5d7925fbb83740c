import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import type { GuardedSession } from './session-wall.ts';

/** The open sessions of one browser, and the way to tell whose request one is. */
export type Members = {
  join(context: BrowserContext, session: GuardedSession): void;
  /** Learns Chromium's name for the context from its first page. A page that is being left cannot be asked any more. */
  meet(context: BrowserContext, page: CDPSession): Promise<void>;
  all(): readonly GuardedSession[];
  /** Null when it cannot be told. */
  ownerOf(protocol: CDPSession, frameId: string): Promise<GuardedSession | null>;
};

/** A page that computes answers nothing about its frames; its request is then nobody's, and refused. */
const frameTreeMs = 2_000;

/**
 * Chromium names a frame. A page's own frame, and what stands for one in a worker, is listed with its context; an inner frame is
 * found in the tree of its page. Asked only for requests that belong to payments.
 */
export function createMembers(): Members {
  const sessions = new Map<BrowserContext, GuardedSession>();
  const ids = new Map<BrowserContext, string>();
  return {
    join(context, session) {
      sessions.set(context, session);
      context.on('close', () => {
        sessions.delete(context);
        ids.delete(context);
      });
    },
    async meet(context, page) {
      const { targetInfo } = await page.send('Target.getTargetInfo');
      if (targetInfo.browserContextId !== undefined) ids.set(context, targetInfo.browserContextId);
    },
    all: () => [...sessions.values()],
    async ownerOf(protocol, frameId) {
      const { targetInfos } = await protocol.send('Target.getTargets');
      const contextId = targetInfos.find(({ targetId }) => targetId === frameId)?.browserContextId;
      for (const [context, session] of sessions) {
        const isOwn = contextId !== undefined && ids.get(context) === contextId;
        if (isOwn || (contextId === undefined && (await hasFrame(context, frameId)))) return session;
      }
      return null;
    },
  };
}

async function hasFrame(context: BrowserContext, frameId: string): Promise<boolean> {
  for (const page of context.pages()) {
    const frames = await atMost(framesOf(context, page), frameTreeMs);
    if (frames?.includes(frameId) === true) return true;
  }
  return false;
}

/** Null for a page that is gone or goes away while it is asked. */
async function framesOf(context: BrowserContext, page: Page): Promise<readonly string[] | null> {
  if (page.isClosed()) return null;
  try {
    const own = await context.newCDPSession(page);
    const { frameTree } = await own.send('Page.getFrameTree');
    await own.detach();
    return idsIn(frameTree);
  } catch (error) {
    if (page.isClosed() || (error instanceof Error && /closed|crashed|detached/i.test(error.message))) return null;
    throw error;
  }
}

async function atMost<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

type Tree = { readonly frame: { readonly id: string }; readonly childFrames?: readonly Tree[] };

function idsIn({ frame, childFrames = [] }: Tree): readonly string[] {
  return [frame.id, ...childFrames.flatMap(idsIn)];
}
