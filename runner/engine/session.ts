import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright';
import type { Clock } from '../base/clock.ts';
import type { Device, Section } from '../model/checklist.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import type { DialogAnswer } from '../model/verb.ts';
import type { Passage, SessionWall } from '../network/session-wall.ts';
import type { BrowserWall, JoiningWall } from '../network/wall.ts';
import { watchPages, type PageFacts } from '../watch/page-facts.ts';
import { maskFields } from './mask-fields.ts';
import { paysIn } from './pays-in.ts';
import { playwright } from './playwright.ts';
import { text } from './text.ts';

/** One section's browser session: its own cookies, one page to start with, ears on everything. */
export type Session = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly facts: PageFacts;
  /** What stands between the session and the network; null only where tests open sessions without one. */
  readonly wall: SessionWall | null;
  /** Answers declared by the verb `dialog`, used in order. */
  readonly dialogAnswers: DialogAnswer[];
  /** Chromium's own protocol for a page; made once a page. */
  protocol(page: Page): Promise<CDPSession>;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Set when the renderer crashed or the page was closed under us. */
  crashed(): boolean;
  close(): Promise<void>;
};

/** The context options of a section; equal keys may share a session that was opened ahead. */
export function contextOptions(plan: Plan, device: Device | null): BrowserContextOptions {
  return {
    ...deviceOptions(device ?? plan.checklist.device),
    locale: plan.checklist.locale,
    timezoneId: plan.checklist.timezone,
    baseURL: plan.target.baseUrl,
    serviceWorkers: 'allow',
    acceptDownloads: true,
  };
}

/** Opens a session behind the wall; the caller closes it. */
export async function openSession(
  browser: Browser,
  options: BrowserContextOptions,
  clock: Clock,
  guarded: BrowserWall | null = null,
  passage: Passage = { hasPayment: true },
): Promise<Session> {
  if (guarded === null) return openIn(await browser.newContext(options), options, { clock, wall: null });
  const wall = await guarded.openSession(passage);
  try {
    const context = await browser.newContext({ ...options, proxy: wall.proxy });
    wall.join(context);
    return await openIn(context, options, { clock, wall });
  } catch (error) {
    await wall.close();
    throw error;
  }
}

async function openIn(
  context: BrowserContext,
  options: BrowserContextOptions,
  { clock, wall }: { readonly clock: Clock; readonly wall: JoiningWall | null },
): Promise<Session> {
  const facts = watchPages(context, clock);
  const dialogAnswers: DialogAnswer[] = [];
  const protocols = new WeakMap<Page, Promise<CDPSession>>();
  let crashed = false;
  let closing = false;
  listenForDialogs(context, facts, dialogAnswers);
  context.on('page', (page) => page.on('crash', () => (crashed = true)));
  // At once: the blank page that opens meanwhile has no fields.
  const [page] = await Promise.all([context.newPage(), maskFields(context)]);
  page.on('close', () => {
    if (!closing) crashed = true;
  });
  const protocol = (of: Page): Promise<CDPSession> => {
    const made = protocols.get(of) ?? context.newCDPSession(of);
    protocols.set(of, made);
    return made;
  };
  const first = await protocol(page);
  await wall?.meet(context, first);
  return {
    context,
    page,
    facts,
    wall,
    dialogAnswers,
    protocol,
    viewport: options.viewport ?? { width: 1280, height: 720 },
    crashed: () => crashed,
    async close() {
      closing = true;
      try {
        await context.close();
      } finally {
        await wall?.close();
      }
    },
  };
}

/** Opens sessions ahead of their section, so that a track never waits for a context. */
export type SessionPool = {
  take(section: Section): Promise<Session>;
  /** Starts opening a session like this section's in the background. */
  prepare(section: Section): void;
  close(): Promise<void>;
};

export function createSessionPool(
  browser: Browser,
  plan: Plan,
  { clock, wall }: { readonly clock: Clock; readonly wall: BrowserWall | null },
): SessionPool {
  const spare = new Map<string, Promise<Session>>();
  const keyOf = (section: Section): string => JSON.stringify([section.device, paysIn(section)]);
  const open = (section: Section): Promise<Session> =>
    openSession(browser, contextOptions(plan, section.device), clock, wall, { hasPayment: paysIn(section) });
  return {
    take(section) {
      const ready = spare.get(keyOf(section));
      spare.delete(keyOf(section));
      return ready ?? open(section);
    },
    prepare(section) {
      if (spare.has(keyOf(section))) return;
      const opening = open(section);
      // Whoever takes it sees the failure; without a taker nobody may be surprised by an unhandled rejection.
      opening.catch(() => undefined);
      spare.set(keyOf(section), opening);
    },
    async close() {
      const opened = await Promise.allSettled(spare.values());
      await Promise.allSettled(opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])));
    },
  };
}

function deviceOptions(device: Device): BrowserContextOptions & { viewport: { width: number; height: number } } {
  if ('width' in device) return { viewport: { width: device.width, height: device.height } };
  const known = playwright().devices[device.name];
  if (known === undefined) throw new SetupError(text.unknownDevice({ name: device.name }));
  const { defaultBrowserType: _engine, ...options } = known;
  return options;
}

function listenForDialogs(context: BrowserContext, facts: PageFacts, answers: DialogAnswer[]): void {
  // On the context, so that a popup that asks at once is heard, too.
  context.on('dialog', (dialog) => {
    // beforeunload is the browser's own question when a page is left; it says nothing about the shop.
    if (dialog.type() === 'beforeunload') {
      dialog.accept().catch(() => undefined);
      return;
    }
    const answer = answers.shift();
    const expected = answer?.expectMessage ?? null;
    const fits = answer !== undefined && (expected === null || dialog.message().includes(expected));
    facts.addDialog({ type: dialog.type(), message: dialog.message(), handled: fits, expected });
    const done = answer?.action === 'accept' && fits ? dialog.accept(answer.text ?? undefined) : dialog.dismiss();
    // The page may be gone before the answer arrives; the step that ran notices that itself.
    done.catch(() => undefined);
  });
}
