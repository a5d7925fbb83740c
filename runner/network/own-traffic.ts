import { showPlace, type HostPort } from '../base/host.ts';
import { openProxy, type OpenProxy } from './proxy.ts';
import type { Refusal } from './refusals.ts';
import { text } from './text.ts';

/**
 * The way out that a browser itself gets, beside those of its sessions: none. What Chromium wants from its maker is refused and
 * told, and so is a page that was opened beside every wall.
 */
export type OwnTraffic = {
  /** For Playwright's `launch`. */
  readonly settings: OpenProxy['settings'];
  /** Told of everything that was and will be refused. */
  tellTo(refuse: (refusal: Refusal) => void): void;
  close(): Promise<void>;
};

const kept = 50;

/** Must be there before the browser starts. Throws SetupError. */
export async function refuseOwnTraffic(): Promise<OwnTraffic> {
  const early: Refusal[] = [];
  let tell = (refusal: Refusal): void => {
    if (early.length < kept) early.push(refusal);
  };
  const proxy = await openProxy({
    judge: ({ place, method, kind }) => {
      const refusal = refusalOf(place, kind === 'tunnel' ? 'CONNECT' : method);
      tell(refusal);
      return { out: false, message: refusal.message };
    },
    upstream: () => null,
    unreachable: () => undefined,
  });
  return {
    settings: proxy.settings,
    tellTo(refuse) {
      tell = refuse;
      for (const refusal of early.splice(0)) refuse(refusal);
    },
    close: () => proxy.close(),
  };
}

function refusalOf(place: HostPort, method: string): Refusal {
  const host = showPlace(place);
  return { step: null, by: 'proxy', host, what: `${method} ${host}`, message: text.browsersOwn({ host }) };
}
