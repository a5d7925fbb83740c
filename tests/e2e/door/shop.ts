import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A shop of a few pages for the tests of the Playwright door. */
export type Shop = {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly visits: readonly string[];
  /** The most requests of one name at the same time: `/hold/<name>` takes a moment, `/meet/<name>` waits for a second one. */
  mostAtOnce(name: string): number;
  /** Resolves when a path has been asked for. */
  seen(path: string): Promise<void>;
  close(): Promise<void>;
};

export async function openShop(): Promise<Shop> {
  const visits: string[] = [];
  const waiting = new Map<string, () => void>();
  const held = new Map<string, Count>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop').pathname;
    visits.push(path);
    waiting.get(path)?.();
    answer(path, visits, held, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = address(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    mostAtOnce: (name) => held.get(name)?.most ?? 0,
    seen: (path) =>
      new Promise((resolve) => {
        if (visits.includes(path)) resolve();
        else waiting.set(path, resolve);
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Count = { now: number; most: number; readonly waiting: ServerResponse[] };

function answer(path: string, visits: readonly string[], held: Map<string, Count>, response: ServerResponse): void {
  const [, kind, name = ''] = path.split('/');
  if (kind === 'hang') return;
  if (kind === 'once-bad' && visits.filter((one) => one === path).length === 1) return page(response, '고장');
  if (kind !== 'hold' && kind !== 'meet') return page(response, '홈');
  const count = held.get(name) ?? { now: 0, most: 0, waiting: [] };
  count.now += 1;
  count.most = Math.max(count.most, count.now);
  held.set(name, count);
  count.waiting.push(response);
  const letGo = (): void => {
    count.now = 0;
    for (const one of count.waiting.splice(0)) page(one, '홈');
  };
  if (kind === 'hold') setTimeout(letGo, holdMs);
  else if (count.now === 2) letGo();
}

/** Long enough that two sections without a lock would surely meet. */
const holdMs = 700;

function page(response: ServerResponse, heading: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>${heading}</title><h1>${heading}</h1><label>비밀번호 <input></label>`);
}

function address(bound: AddressInfo | string | null): AddressInfo {
  if (bound === null || typeof bound === 'string') throw new Error('the shop has no port');
  return bound;
}
