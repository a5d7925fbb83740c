import type { Browser, BrowserContext } from '@playwright/test';
import { placeOfUrl, showPlace, type HostPort } from '../base/host.ts';
import type { Target } from '../model/target.ts';
import { allowListOf, isBrowsersOwn } from './allow-list.ts';
import { readConfirmAddress } from './confirm-address.ts';
import { openProxy } from './proxy.ts';
import { text } from './text.ts';
import { upstreamOf } from './upstream.ts';

/** A host that a target's pages asked for. */
export type HostUse = {
  readonly host: string;
  readonly known: 'shop' | 'gateway' | 'listed' | 'unknown';
  /** script, image, fetch, … */
  readonly uses: readonly string[];
  readonly requests: number;
};

export type Discovery = {
  /** For the context that opens the pages. */
  readonly proxy: { readonly server: string; readonly bypass: string };
  watch(context: BrowserContext): void;
  hosts(): readonly HostUse[];
  close(): Promise<void>;
};

/**
 * Lets a browser's pages out to every host and remembers which: the way to write `allowed-hosts`. It only looks: what is not a
 * GET, opens a gateway's page or confirms a payment is refused, and so is what Chromium wants for itself.
 */
export async function discover(browser: Browser, target: Target, env: NodeJS.ProcessEnv): Promise<Discovery> {
  const allowList = allowListOf(target);
  const seen = new Map<string, { readonly place: HostPort; readonly uses: Set<string>; requests: number }>();
  const note = (place: HostPort, use: string | null): void => {
    const known = seen.get(showPlace(place)) ?? { place, uses: new Set<string>(), requests: 0 };
    known.requests += 1;
    if (use !== null) known.uses.add(use);
    seen.set(showPlace(place), known);
  };
  const proxy = await openProxy({
    judge: ({ place, method, kind }) => {
      const host = showPlace(place);
      if (isBrowsersOwn(place) && !allowList.allows(place)) return { out: false, message: text.browsersOwn({ host }) };
      if (kind === 'request' && !reading.has(method)) return { out: false, message: text.onlyLooking({ host }) };
      if (!seen.has(host)) note(place, null);
      return { out: true, listed: true };
    },
    upstream: upstreamOf(env),
    unreachable: () => undefined,
  });
  await refuseActing(browser, target);
  const knownAs = (place: HostPort): HostUse['known'] =>
    allowList.isShop(place)
      ? 'shop'
      : allowList.takesPayments(place)
        ? 'gateway'
        : allowList.allows(place)
          ? 'listed'
          : 'unknown';
  return {
    proxy: proxy.settings,
    watch(context) {
      const hear = (address: string, use: string): void => {
        const place = URL.canParse(address) ? placeOfUrl(new URL(address)) : null;
        if (place !== null) note(place, use);
      };
      context.on('request', (request) => hear(request.url(), request.resourceType()));
      context.on('page', (page) => page.on('websocket', (socket) => hear(socket.url(), 'websocket')));
    },
    hosts: () =>
      [...seen]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([host, { place, uses, requests }]) => ({
          host,
          known: knownAs(place),
          uses: [...uses].sort(),
          requests,
        })),
    close: () => proxy.close(),
  };
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'CONNECT']);

/** Over https the proxy sees no method; here every request of the browser is held, which is slow and does not matter. */
async function refuseActing(browser: Browser, target: Target): Promise<void> {
  const allowList = allowListOf(target);
  const confirmPath = target.gateway?.confirmPath ?? null;
  const protocol = await browser.newBrowserCDPSession();
  protocol.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : null;
    const place = url === null ? null : placeOfUrl(url);
    const opensGateway = place !== null && resourceType === 'Document' && allowList.takesPayments(place);
    const confirms = url !== null && readConfirmAddress(url, request, { allowList, confirmPath }) !== null;
    const isOut = reading.has(request.method) && !opensGateway && !confirms;
    const answered = isOut
      ? protocol.send('Fetch.continueRequest', { requestId })
      : protocol.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    // Its page may be gone; a request without an answer goes nowhere.
    answered.catch(() => undefined);
  });
  await protocol.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}
