import type { BrowserContext, Page, Request, Response } from '@playwright/test';
import { limits } from '../base/limits.ts';
import { findKeys } from '../guards/key-tokens.ts';
import type { KeySeen, PageEvidence } from '../model/guard.ts';

/** Looks for gateway keys in a page and in what it has sent and loaded. */
export interface PageWitness {
  look(): Promise<PageEvidence>;
  /**
   * What the session's pages have sent, without asking the page anything: while a navigation of it is held, the browser
   * answers no question about it.
   */
  readonly heard?: () => readonly KeySeen[];
}

type Traffic = {
  keys: KeySeen[];
  /** Scripts and data by address, read only when a payment asks. */
  loaded: Map<string, Response>;
  failed: Set<string>;
};

/**
 * Listens to a browser context from its first page on. Attach it before any page loads: a script that was loaded unseen
 * counts as unread, and a page with an unread script cannot pay.
 */
export function witnessContext(context: BrowserContext): { of(page: Page): PageWitness } {
  const traffic = new WeakMap<Page, Traffic>();
  // A payment window is often a popup: a live key that any page of the session ever sent counts for all of them.
  const live: KeySeen[] = [];
  const of = (page: Page): Traffic => {
    const known = traffic.get(page) ?? { keys: [], loaded: new Map(), failed: new Set() };
    traffic.set(page, known);
    return known;
  };
  context.on('request', (request) => {
    const page = pageOf(request);
    if (page === null) return;
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) forgetPage(of(page));
    const { url, headers, body } = sentBy(request);
    const keys = findKeys(`${url}\n${headers}\n${body}`, `request ${placeOf(url)}`);
    of(page).keys.push(...keys);
    live.push(...keys.filter(({ mode }) => mode === 'live'));
  });
  context.on('response', (response) => {
    const page = pageOf(response.request());
    if (page === null) return;
    // A script that answered with an error is not run, so it needs no reading.
    if (response.status() >= 400) of(page).failed.add(response.url());
    if (isReadable(response)) for (const url of addressesOf(response.request())) of(page).loaded.set(url, response);
  });
  context.on('requestfailed', (request) => {
    const page = pageOf(request);
    if (page !== null) of(page).failed.add(request.url());
  });
  return {
    of: (page) => ({
      look: async () => {
        const evidence = await look(page, of(page));
        return { ...evidence, keys: [...evidence.keys, ...live.filter((key) => !evidence.keys.includes(key))] };
      },
      heard: () => [...of(page).keys, ...live],
    }),
  };
}

/** A new page proves itself anew; a live key that was ever seen in this tab stays seen. */
function forgetPage(traffic: Traffic): void {
  traffic.keys = traffic.keys.filter((key) => key.mode === 'live');
  traffic.loaded.clear();
  traffic.failed.clear();
}

async function look(page: Page, { keys, loaded, failed }: Traffic): Promise<PageEvidence> {
  const found = [...keys];
  const unread: string[] = [];
  const scripts = new Set<string>();
  for (const frame of page.frames()) {
    found.push(...findKeys(`${frame.url()}\n${await frame.content()}`, `page ${placeOf(frame.url())}`));
    const sources = await frame.evaluate(() => [...document.scripts].map((script) => script.src));
    for (const source of sources) if (/^https?:/.test(source)) scripts.add(source.replace(/#.*$/, ''));
  }
  for (const [url, response] of loaded) {
    const body = await bodyOf(response);
    if (body !== null) found.push(...findKeys(body, `${response.request().resourceType()} ${placeOf(url)}`));
    else if (scripts.has(url)) unread.push(placeOf(url));
  }
  for (const url of scripts) if (!loaded.has(url) && !failed.has(url)) unread.push(placeOf(url));
  return { keys: found, unread };
}

async function bodyOf(response: Response): Promise<string | null> {
  if (response.status() === 304) return unchangedBody(response);
  try {
    return await response.text();
  } catch {
    // The browser no longer holds the body. The caller counts a script without one as unread, which refuses.
    return null;
  }
}

/**
 * A script that the server called unchanged has no body that could be read. It is asked for once more, beside the page, and
 * believed only if its tag is still the one that the page runs.
 */
async function unchangedBody(response: Response): Promise<string | null> {
  const context = response.frame().page().context();
  const tag = tagOf(response.headers());
  try {
    const again = await context.request.get(response.url(), { timeout: limits.pageProofMs });
    return again.ok() && tag !== null && tagOf(again.headers()) === tag ? await again.text() : null;
  } catch {
    // Out of reach now: unread, which refuses.
    return null;
  }
}

/** What names a version of a resource, weak or strong. */
function tagOf(headers: { readonly [name: string]: string }): string | null {
  return headers['etag']?.replace(/^W\//, '') ?? headers['last-modified'] ?? null;
}

/** Null for a request that belongs to no page yet: a service worker's, or the first one of a popup. */
function pageOf(request: Request): Page | null {
  if (request.serviceWorker() !== null) return null;
  try {
    return request.frame().page();
  } catch {
    // Playwright has no frame for a popup's first navigation; its address is read from the frame at the look.
    return null;
  }
}

function sentBy(request: Request): { url: string; headers: string; body: string } {
  const headers = Object.values(request.headers()).join('\n');
  return { url: request.url(), headers, body: request.postDataBuffer()?.toString('utf8') ?? '' };
}

/** The address of a request and of those that were redirected to it: a script element names the first. */
function addressesOf(request: Request): readonly string[] {
  const from = request.redirectedFrom();
  return from === null ? [request.url()] : [request.url(), ...addressesOf(from)];
}

function isReadable(response: Response): boolean {
  const type = response.headers()['content-type'] ?? '';
  const kind = response.request().resourceType();
  const status = response.status();
  if (status !== 304 && status >= 300) return false;
  return kind === 'script' || ((kind === 'fetch' || kind === 'xhr') && /\bjson\b/.test(type));
}

/** An address without its query, which may hold a key. */
function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed === null ? 'about:blank' : `${parsed.origin}${parsed.pathname}`.slice(0, 200);
}
