import { showPlace, type HostPort } from '../base/host.ts';
import type { RunEvent } from '../model/event.ts';

/** How often each place was seen, by whom. One for a run: what one witness saw and another must have seen is compared at its end. */
export type Traffic = {
  /** The proxy was asked to let somebody out to it. */
  atProxy(place: HostPort, by: 'browser' | 'tool'): void;
  /** From now on a session reaches this place without the proxy: what it would have seen there is no longer missing. */
  reachedDirectly(place: HostPort): void;
  /** A page asked for something there. */
  asked(place: HostPort): void;
  /** Something came back from there, over the network. */
  answered(place: HostPort): void;
  compared(allows: (place: HostPort) => boolean): Extract<RunEvent, { kind: 'network.compared' }>;
};

type Counts = {
  readonly place: HostPort;
  byProxy: number;
  byListeners: number;
  byTool: number;
  answers: number;
  direct: boolean;
};

export function createTraffic(): Traffic {
  const seen = new Map<string, Counts>();
  const at = (place: HostPort): Counts => {
    const key = showPlace(place);
    const known = seen.get(key) ?? { place, byProxy: 0, byListeners: 0, byTool: 0, answers: 0, direct: false };
    seen.set(key, known);
    return known;
  };
  return {
    atProxy(place, by) {
      const counts = at(place);
      counts.byProxy += 1;
      if (by === 'tool') counts.byTool += 1;
    },
    reachedDirectly(place) {
      at(place).direct = true;
    },
    asked(place) {
      at(place).byListeners += 1;
    },
    answered(place) {
      at(place).answers += 1;
    },
    compared(allows) {
      const rows = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        kind: 'network.compared',
        hosts: rows.map(([host, { place, byProxy, byListeners, byTool }]) => ({
          host,
          allowed: allows(place),
          byProxy,
          // Our own HTTP words are no page's; they are known all the same.
          byListeners: byListeners + byTool,
        })),
        missing: rows.flatMap(([host, counts]) => missing(host, counts)),
      };
    },
  };
}

/**
 * A place that answered a page without having been at the proxy was reached around the wall. A place at the proxy that no page
 * asked for was asked for by what listeners do not see: shared workers, downloads, a page's last words, preconnects, Chromium.
 */
function missing(
  host: string,
  { byProxy, byListeners, byTool, answers, direct }: Counts,
): readonly { readonly host: string; readonly seenBy: string; readonly notSeenBy: string }[] {
  if (answers > 0 && byProxy === 0 && !direct) return [{ host, seenBy: 'listeners', notSeenBy: 'proxy' }];
  if (byProxy > byTool && byListeners === 0) return [{ host, seenBy: 'proxy', notSeenBy: 'listeners' }];
  return [];
}
