import type { BrowserContext } from '@playwright/test';
import { placeOfUrl } from '../base/host.ts';
import type { Traffic } from './traffic.ts';

export type Ears = {
  readonly traffic: Pick<Traffic, 'asked' | 'answered'>;
  /** A page wants to leave the web for an app (`intent:`, `kakaotalk:`, …). */
  readonly app: (address: { readonly scheme: string; readonly url: string }) => void;
};

/** Schemes that stay inside the browser. */
const inside: ReadonlySet<string> = new Set([
  'about:',
  'blob:',
  'chrome:',
  'chrome-error:',
  'chrome-extension:',
  'data:',
  'devtools:',
  'file:',
  'filesystem:',
  'javascript:',
  'view-source:',
]);

/** Listens passively to everything the pages of a context ask for. */
export function listen(context: BrowserContext, { traffic, app }: Ears): void {
  const note = (address: string): void => {
    if (!URL.canParse(address)) return;
    const url = new URL(address);
    const place = placeOfUrl(url);
    if (place !== null) traffic.asked(place);
    else if (!inside.has(url.protocol)) app({ scheme: url.protocol, url: address });
  };
  context.on('request', (request) => note(request.url()));
  context.on('response', (response) => {
    if (response.fromServiceWorker() || !URL.canParse(response.url())) return;
    const place = placeOfUrl(new URL(response.url()));
    if (place !== null) traffic.answered(place);
  });
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));
}
