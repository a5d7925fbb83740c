import type { Action, Checklist } from '../model/checklist.ts';
import type { Target } from '../model/target.ts';
import { discover, type HostUse } from '../network/discover.ts';
import { refuseOwnTraffic } from '../network/own-traffic.ts';
import { findBrowser, launchBrowser } from './browser.ts';

export type Discovered = {
  readonly pages: readonly string[];
  /** Pages that could not be opened, with the first line of why. */
  readonly troubles: readonly { readonly page: string; readonly why: string }[];
  readonly hosts: readonly HostUse[];
};

const pageMs = 15_000;
/** Pages go on asking for a while after they have loaded. */
const quietMs = 3_000;
const pagesMax = 60;

/** Opens the target's start page and the pages that steps without effect go to, and tells which hosts they asked for. */
export async function discoverHosts(
  target: Target,
  checklist: Checklist | null,
  env: NodeJS.ProcessEnv,
): Promise<Discovered> {
  const wish = { headed: false, debug: false };
  const pages = pagesOf(target, checklist);
  const troubles: { page: string; why: string }[] = [];
  const own = await refuseOwnTraffic();
  const browser = await launchBrowser(findBrowser(wish, env), wish, own);
  try {
    const discovery = await discover(browser, target, env);
    const context = await browser.newContext({ proxy: discovery.proxy });
    discovery.watch(context);
    const page = await context.newPage();
    for (const address of pages) {
      try {
        await page.goto(address, { timeout: pageMs, waitUntil: 'load' });
        await page.waitForLoadState('networkidle', { timeout: quietMs });
      } catch (error) {
        const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        // A page that never falls silent has been seen all the same.
        if (!/waitForLoadState/.test(why)) troubles.push({ page: address, why });
      }
    }
    await context.close();
    await discovery.close();
    return { pages, troubles, hosts: discovery.hosts() };
  } finally {
    await browser.close();
    await own.close();
  }
}

/** Addresses with a value in them are left out: what they lead to is not known before a run. */
function pagesOf({ baseUrl }: Target, checklist: Checklist | null): readonly string[] {
  const steps = (checklist?.sections ?? []).flatMap((section) => section.steps);
  const named = steps.filter(({ effect }) => effect === 'none').flatMap((step) => step.do.flatMap(addressOf));
  const start = new URL('/', baseUrl).href;
  const own = named.flatMap((address) => {
    const url = URL.canParse(address, baseUrl) ? new URL(address, baseUrl) : null;
    return url !== null && url.host === new URL(baseUrl).host ? [url.href] : [];
  });
  return [...new Set([start, ...own])].slice(0, pagesMax);
}

function addressOf({ verb, args }: Action): readonly string[] {
  const url = args['url'];
  return verb === 'goto' && typeof url === 'string' && !url.includes('${') ? [url] : [];
}
